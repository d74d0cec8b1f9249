"""The texts of a report tell the numbers of its tables: what was suggested follows them, what was edited is checked."""

import pytest
from django.urls import reverse

from disclosure.applications.counting import CARRIED_OUT, NEW
from disclosure.reports.actions import edit, review
from disclosure.reports.errors import DoesNotAddUp
from disclosure.reports.figures import figures_of, tables
from disclosure.reports.form import cells
from disclosure.reports.sums import tables_of
from disclosure.reports.told import put_right, suggestions, wrong_in
from tests.disclosure.reports.factories import NOW, make_draft, make_government, make_reports_column
from tests.factories import make_editor

IN_THREE = {(NEW, "person"): 5, ("3.1", "person"): 4, (CARRIED_OUT, "person"): 1}
OLD = "本年新收政府信息公开申请 0 件，上年结转 0 件；办结 0 件，结转下年度 0 件。"
NEW_ONE = "本年新收政府信息公开申请 5 件（自然人 5 件），上年结转 0 件；办结 4 件（予以公开 4 件），结转下年度 1 件。"


def shown(more=()):
    values = dict.fromkeys(cells(), 0) | {("3", *key): number for key, number in IN_THREE.items()}
    return tables_of(values | dict(more))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (NEW_ONE, []),
        (OLD, ["0", "0", "0"]),
        ("全年共新收政府信息公开申请<b>3</b>件，全部办结。", ["3"]),
        ("新收政府信息公开申请 5 件，其中网上新收申请 3 件，同比新收申请增加 2 件。", []),
        ("上半年新收政府信息公开申请 2 件；7 月新收申请 3 件。", []),
        ("新收政府信息公开申请 5 件（自然人 4 件、商业企业 1 件），按期办结 3 件。", ["4", "1"]),
        ("依法办结行政许可申请 3,000 件。", []),
        ("办结信息公开申请 4 件（其中予以公开 3 件），结转到下一年 2 件。", ["2"]),
        ("本年制发规章 0 件、行政规范性文件 7 件。", ["7"]),
        ("行政复议 1 件；行政诉讼（未经复议直接起诉） 0 件；行政诉讼（复议后起诉） 0 件。", ["1"]),
        ("", []),
    ],
)
def test_numbers_of_the_year_are_held_against_the_tables(text, wrong):
    assert [one.said for one in wrong_in(f"<p>{text}</p>", shown())] == wrong


def test_what_is_suggested_is_never_wrong():
    found = shown({("4", "direct", "upheld"): 2, ("2", "normative", "made"): 3, ("3", NEW, "other"): 2})
    for text in suggestions(found).values():
        assert wrong_in(text, found) == []


def test_no_reviews_is_wrong_when_there_are_some():
    found = shown({("4", "direct", "upheld"): 2})
    text = put_right("<p>本年度没有因政府信息公开引起的行政复议和行政诉讼。</p>", found)
    assert "直接起诉） 2 件" in text and wrong_in(text, found) == []


def test_a_sentence_of_the_platform_is_written_anew_and_in_others_the_number_alone():
    before = f'<p data-block-key="a">（二）{OLD}另：全县共新收政府信息公开申请<b>3</b>件，均已答复。</p>'
    after = f'<p data-block-key="a">（二）{NEW_ONE}另：全县共新收政府信息公开申请<b>5</b>件，均已答复。</p>'
    assert put_right(before, shown()) == after


@pytest.fixture
def report(db):
    portal, _ = make_government()
    make_reports_column(portal)
    return make_draft(portal)


def correct(report):
    for (row, column), number in IN_THREE.items():
        report = edit.CorrectFigure(report, ("3", row, column), number, "登记簿", now=NOW).execute()
    return report


def test_suggested_sentences_follow_corrections_within_what_an_editor_wrote(report):
    report = edit.SaveTexts(report, {"overview": f"<p>县长很重视。</p><p>{OLD}完。</p>"}, now=NOW).execute()
    report = correct(report)
    assert report.overview == f"<p>县长很重视。</p><p>{NEW_ONE}完。</p>"
    assert NEW_ONE in report.requested
    assert not review.faults_in(report)
    last = report.figures.get(row=NEW, column="person").corrections.get()
    assert "申请 0 件，" in edit.TakeBackCorrection(report, last.pk, now=NOW).execute().requested


def test_a_text_with_other_numbers_is_not_submitted_until_one_button_puts_it_right(report, client):
    report = edit.SaveTexts(correct(report), {"overview": f"<p>（一）{OLD}</p>"}, now=NOW).execute()
    with pytest.raises(DoesNotAddUp, match=r"“0”应为“5”.*按表中数字改正文字"):
        review.Submit(report, now=NOW).execute()
    client.defaults["HTTP_HOST"] = report.portal.site.hostname
    client.force_login(make_editor(report.portal, "writer"))
    address = reverse("annual_reports_admin_put_texts_right", args=[report.pk])
    assert address in client.get(reverse("annual_reports_admin_one", args=[report.pk])).content.decode()
    client.post(address, {"revision": report.revision})
    report.refresh_from_db()
    assert report.overview == f"<p>（一）{NEW_ONE}</p>"
    assert wrong_in(report.overview, tables(figures_of(report))) == []
    review.Submit(report, now=NOW).execute()
