"""A report from its draft to its page, its correction and its withdrawal; what is refused, and to whom."""

import datetime

import pytest

from cms_core.models import ArticlePage
from disclosure.models import AnnualReport, ReportCorrection, ReportState
from disclosure.reports.actions import edit, make, publish, review
from disclosure.reports.actions.make_all import MakeAllReports
from disclosure.reports.errors import ChangedMeanwhile, DoesNotAddUp, NotAllowed
from disclosure.reports.figures import figures_of
from tests.disclosure.applications.factories import MONDAY, make_registered
from tests.disclosure.decisions.factories import make_decision
from tests.disclosure.reports.factories import (
    FEES,
    NOW,
    YEAR,
    make_approved,
    make_draft,
    make_government,
    make_published,
    make_reports_column,
)
from tests.factories import make_column, make_document, make_editor, make_portal

pytestmark = pytest.mark.django_db
NEW = ("3", "1", "person")
LEFT = ("3", "4", "person")


@pytest.fixture
def portal():
    portal, _ = make_government()
    make_reports_column(portal)
    return portal


def shown(report, key):
    return figures_of(report)[key].shown


def correct(report, key, value, reason="按登记簿补计", **arguments):
    return edit.CorrectFigure(report, key, value, reason, now=NOW, **arguments).execute()


def reopened(report):
    return review.Reopen(report, now=NOW).execute()


def again(report, note="改正了新收件数"):
    report = review.Submit(report, now=NOW).execute()
    return publish.PublishReport(review.Approve(report, now=NOW).execute(), note, now=NOW, pdf=False).execute()


def test_making_a_report_twice_makes_one(portal):
    first, second = (make.MakeReport(portal, YEAR, now=NOW).execute() for _ in range(2))
    assert first.pk == second.pk
    assert "统计期限为2025年1月1日至12月31日" in first.overview


@pytest.mark.parametrize("year", [2007, 2027])
def test_no_report_of_a_year_that_is_none(portal, year):
    with pytest.raises(NotAllowed):
        make.MakeReport(portal, year, now=NOW).execute()


def test_documents_are_counted_by_what_their_column_is(portal):
    column = make_column(portal.home, "行政规范性文件", blueprint_key="policies.normative")
    other = make_column(portal.home, "其他文件", blueprint_key="policies.office")
    fields = {"issuer": portal.organisation, "document_number": "桐政发〔2025〕1号"}
    make_document(column, date_written="2025-03-01", **fields)
    make_document(column, "另一处", date_written="2025-03-01", **fields)  # the same document once more
    make_document(column, "旧文", date_written="2020-03-01", issuer=portal.organisation)
    make_document(
        column,
        "已废止",
        date_written="2019-03-01",
        date_repealed="2025-06-01",
        validity="repealed",
        validity_basis="清理决定",
        issuer=portal.organisation,
    )
    make_document(other, "普通文件", date_written="2025-03-01", issuer=portal.organisation)
    report = make.MakeReport(portal, YEAR, now=NOW).execute()
    found = {key[2]: figure.shown for key, figure in figures_of(report).items() if key[:2] == ("2", "normative")}
    assert found == {"made": 1, "repealed": 1, "in_force": 2}


def test_a_correction_is_kept_apart_and_outlives_a_recount(portal):
    report = correct(make_draft(portal), NEW, "3")
    make_registered(portal, day=MONDAY.replace(year=YEAR))
    recount = make.Recount(report, now=NOW)
    recount.execute()
    assert recount.changed == 2  # received, and carried over
    figure = figures_of(report)[NEW]
    assert (figure.base, figure.correction, figure.shown) == (1, 3, 4)
    assert [one.reason for one in figure.corrections] == ["按登记簿补计"]


def test_a_correction_that_is_taken_back_stays_in_the_list(portal):
    report = correct(make_draft(portal), NEW, 3)
    report = edit.TakeBackCorrection(report, ReportCorrection.objects.get().pk, now=NOW).execute()
    assert shown(report, NEW) == 0
    assert ReportCorrection.objects.get().taken_back_at


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("3", " "),
        ("", "原因"),
        ("-1", "原因"),
        ("1.5", "原因"),
        ("x", "原因"),
        ("NaN", "原因"),
        ("0", "原因"),
        ("9e9", "原因"),
    ],
)
def test_a_correction_needs_a_number_and_a_reason(portal, value, reason):
    report = make_draft(portal)
    with pytest.raises(NotAllowed):
        correct(report, NEW, value, reason)
    assert not ReportCorrection.objects.exists()


def test_what_is_counted_is_not_overwritten_and_what_is_entered_not_corrected(portal):
    report = make_draft(portal)
    with pytest.raises(NotAllowed):
        edit.EnterFigure(report, NEW, "3", now=NOW).execute()
    with pytest.raises(NotAllowed):
        correct(report, FEES, "3")
    with pytest.raises(NotAllowed):
        correct(report, ("3", "3.7", "person"), "3")


def test_what_does_not_add_up_is_neither_submitted_nor_published(portal):
    report = correct(make_draft(portal), NEW, 1)
    with pytest.raises(DoesNotAddUp, match="勾稽不平"):
        review.Submit(report, now=NOW).execute()
    report = correct(report, LEFT, 1)
    assert review.Submit(report, now=NOW).execute().state == ReportState.SUBMITTED


def test_what_changed_after_the_count_must_be_counted_again_before_it_is_submitted(portal):
    report = make_draft(portal)
    make_decision("licence", portal, published=False, decided_on=datetime.date(YEAR, 12, 30))
    with pytest.raises(DoesNotAddUp, match=r"行政许可.*重新统计"):
        review.Submit(report, now=NOW).execute()
    review.Submit(make.Recount(report, now=NOW).execute(), now=NOW).execute()
    frozen = AnnualReport.objects.get().snapshot
    make_decision("licence", portal, published=False, decided_on=datetime.date(YEAR, 12, 31))
    assert review.Approve(report, now=NOW).execute().snapshot == frozen


def test_a_year_that_is_not_over_is_not_submitted(portal):
    report = make_draft(portal, NOW.year)
    with pytest.raises(NotAllowed, match="还没有结束"):
        review.Submit(report, now=NOW).execute()


def test_what_people_have_to_write_is_asked_for(portal):
    report = make.MakeReport(portal, YEAR, now=NOW).execute()
    found = [fault.reason for fault in review.faults_in(report)]
    assert "“五、存在的主要问题及改进情况”还没有写。" in found
    assert "“一、总体情况”里还有“（请补充）”，请补写或删去。" in found


def test_a_second_person_approves(portal):
    writer, head = make_editor(portal), make_editor(portal)
    report = review.Submit(make_draft(portal), user=writer, now=NOW).execute()
    with pytest.raises(NotAllowed, match="另一位"):
        review.Approve(report, user=writer, now=NOW).execute()
    with pytest.raises(NotAllowed):
        review.Approve(report, user=make_editor(portal, actions=["add", "change"]), now=NOW).execute()
    assert review.Approve(report, user=head, now=NOW).execute().approved_by == head


def test_people_of_another_portal_may_do_nothing(portal):
    stranger, report = make_editor(make_portal("jiande")), make_draft(portal)
    for action in (
        make.Recount(report, user=stranger),
        edit.SaveTexts(report, {}, user=stranger),
        review.Submit(report, user=stranger),
        publish.WithdrawReport(report, "原因", user=stranger),
    ):
        with pytest.raises(NotAllowed, match="权限"):
            action.execute()


def test_two_editors_at_once_the_second_is_told(portal):
    report = make_draft(portal)
    seen = report.revision
    edit.SaveTexts(report, {"problems": "<p>甲</p>"}, revision=seen, now=NOW).execute()
    with pytest.raises(ChangedMeanwhile):
        edit.SaveTexts(report, {"problems": "<p>乙</p>"}, revision=seen, now=NOW).execute()
    assert AnnualReport.objects.get().problems == "<p>甲</p>"


def test_what_was_submitted_is_frozen(portal):
    report = review.Submit(make_draft(portal), now=NOW).execute()
    make_registered(portal, day=MONDAY.replace(year=YEAR))
    for action in (make.Recount(report), edit.SaveTexts(report, {}), edit.CorrectFigure(report, NEW, 1, "原因")):
        with pytest.raises(NotAllowed):
            action.execute()
    assert report.snapshot["tables"]["3"]["1"]["person"] == 0


def test_it_is_published_in_its_column_with_its_files(portal):
    report = make_published(portal, pdf=True)
    page = ArticlePage.objects.get(pk=report.page_id)
    assert page.live and page.title == "tonglu人民政府2025年政府信息公开工作年度报告"
    assert page.get_parent().specific.blueprint_key == "disclosure.reports"
    kinds = [block.block_type for block in page.body]
    assert kinds.count("table") == 3 and kinds[-1] == "attachments"
    names = [one["file"].filename.rpartition(".")[2] for one in page.body[-1].value["files"]]
    assert {"xlsx", "docx"} <= set(names)


def test_a_second_click_publishes_once(portal):
    report = make_approved(portal)
    for _ in range(2):
        publish.PublishReport(report, now=NOW, pdf=False).execute()
    assert report.versions.count() == 1
    assert ArticlePage.objects.count() == 1


def test_without_a_column_it_says_what_to_do():
    portal, _ = make_government()
    report = make_approved(portal)
    with pytest.raises(NotAllowed, match="政府信息公开年报"):
        publish.PublishReport(report, now=NOW, pdf=False).execute()
    assert not ArticlePage.objects.exists()


def test_a_corrected_one_takes_the_place_of_the_old_and_says_why(portal):
    report = reopened(make_published(portal))
    page = ArticlePage.objects.get(pk=report.page_id)
    assert page.live and report.state == ReportState.DRAFT
    report = correct(correct(report, NEW, 1), LEFT, 1)
    with pytest.raises(NotAllowed, match="更正了什么"):
        again(report, " ")
    report = publish.PublishReport(report, "改正了新收件数", now=NOW, pdf=False).execute()
    after = ArticlePage.objects.get()
    assert after.address == page.address
    assert after.body[0].block_type == "notice"
    kept = [(one.number, one.content["tables"]["3"]["1"]["person"]) for one in report.versions.all()]
    assert kept == [(2, 1), (1, 0)]


def test_it_is_taken_down_with_a_reason_and_may_come_back(portal):
    report = make_published(portal)
    with pytest.raises(NotAllowed):
        publish.WithdrawReport(report, " ", now=NOW).execute()
    report = publish.WithdrawReport(report, "数据有误", now=NOW).execute()
    assert (report.state, report.is_public) == (ReportState.WITHDRAWN, False)
    assert not ArticlePage.objects.get().live
    report = again(reopened(report))
    assert report.is_public and ArticlePage.objects.get().live


def test_next_year_takes_up_what_was_published_not_what_was_drafted(portal):
    report = correct(correct(make_draft(portal, YEAR - 1), NEW, 2), LEFT, 2)
    this = make_draft(portal)
    assert not review.faults_in(this)
    report = review.Approve(review.Submit(report, now=NOW).execute(), now=NOW).execute()
    publish.PublishReport(report, now=NOW, pdf=False).execute()
    assert "2024 年年报的“四、结转下年度继续办理”是 2" in review.faults_in(this)[0].reason


def test_all_bodies_of_the_province_at_once_and_again_for_what_is_new():
    province = make_portal("zj", "province")
    make_portal("tonglu", parent=province)
    assert MakeAllReports(YEAR, now=NOW).execute() == {"made": 2, "there": 0, "recounted": 0}
    make_portal("deqing", parent=province)
    assert MakeAllReports(YEAR, recount=True, now=NOW).execute() == {"made": 1, "there": 2, "recounted": 2}
    assert AnnualReport.objects.count() == 3


def test_one_button_makes_only_what_one_may_write():
    province = make_portal("zj", "province")
    tonglu = make_portal("tonglu", parent=province)
    MakeAllReports(YEAR, user=make_editor(tonglu), now=NOW).execute()
    assert [report.portal for report in AnnualReport.objects.all()] == [tonglu]
