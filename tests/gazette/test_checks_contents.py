"""What stands in the way of handing an issue in, and what is only said (G3, G4, 《条例》第二十六条)."""

import datetime

import pytest

from gazette.checks.facts import walk
from gazette.checks.issues import check_issue
from gazette.checks.problems import Gravity
from gazette.models import EntryKind, FileKind, IssueFile
from gazette.states import IssueState
from tests import factories
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db
DAY = datetime.date(2015, 4, 10)
BODY = [{"type": "text", "value": "<p>各市、县人民政府：现通知如下。</p>"}]
LOST = {"type": "item", "value": {"file": 987654, "name": ""}}
LOST_FILE = {"type": "attachments", "value": {"title": "", "files": [LOST]}}


@pytest.fixture
def issue():
    return make_issue(make_gazette(first_serial=1074), 2015, 7, 1074, publication_day=DAY)


def document(issue, **fields):
    column = factories.make_column(issue.gazette.portal.home, "政策文件")
    values = {
        "title": "关于甲的通知",
        "issuer": issue.gazette.portal.organisation,
        "document_number": "浙政发〔2015〕1号",
        "date_written": datetime.date(2015, 4, 1),
        "date_effective": datetime.date(2015, 5, 1),
        "theme": "综合政务/电子政务",
        "body": BODY,
        **fields,
    }
    return factories.make_document(column, **values)


def said(issue, gravity):
    return [one.text for one in check_issue(issue) if one.gravity == gravity]


def test_a_sound_issue_has_neither_errors_nor_warnings(issue):
    make_entry(issue, page=document(issue), first_page=1, last_page=5)
    assert {one.gravity for one in check_issue(issue)} == {Gravity.NOTICE}


@pytest.mark.parametrize(
    ("fields", "gravity", "words"),
    [
        ({"document_number": ""}, Gravity.WARNING, "没有发文字号"),
        ({"date_written": None}, Gravity.ERROR, "没有成文日期"),
        ({"issuer": None}, Gravity.ERROR, "没有发文机关"),
        ({"body": []}, Gravity.ERROR, "没有正文"),
        ({"live": False}, Gravity.ERROR, "还没有公开"),
        ({"date_effective": datetime.date(2015, 4, 9)}, Gravity.WARNING, "施行前刊登"),
        ({"date_written": datetime.date(2015, 3, 1)}, Gravity.WARNING, "20个工作日"),
        ({"date_written": datetime.date(2015, 4, 11)}, Gravity.ERROR, "之后"),
        ({"disclosure": "on_request", "body": []}, Gravity.ERROR, "公开属性为“依申请公开”"),
        ({"validity": "repealed"}, Gravity.WARNING, "已废止"),
        ({"document_number": "国发〔2015〕1号"}, Gravity.WARNING, "原则上不刊登"),
        ({"body": [*BODY, LOST_FILE]}, Gravity.ERROR, "找不到文件"),
    ],
    ids=lambda value: value if isinstance(value, str) and not value.isascii() else "",
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_entry(issue, fields, gravity, words):
    entry = make_entry(issue, page=document(issue, **fields))
    found = [one for one in check_issue(issue) if words in one.text]
    assert [(one.gravity, one.entry_id) for one in found] == [(gravity, entry.pk)]
    assert found[0].text.startswith("《关于甲的通知》")


def test_twenty_working_days_are_in_time(issue):
    # 6 March to 10 April 2015, 清明 (6 April) off: 24; from 12 March it is 20.
    make_entry(issue, page=document(issue, date_written=datetime.date(2015, 3, 12)))
    assert said(issue, Gravity.WARNING) == []


def test_a_superior_body_is_warned_of(issue):
    state = factories.make_organisation("某部委")
    make_entry(issue, page=document(issue, issuer=state))
    assert ["原则上不刊登" in one for one in said(issue, Gravity.WARNING)] == [True]


def test_a_deleted_page_leaves_no_text(issue):
    page = document(issue)
    make_entry(issue, page=page)
    page.delete()
    assert ["已被删除" in one for one in said(issue, Gravity.ERROR)] == [True]


def test_a_draft_newer_than_the_public_text_is_warned_of(issue):
    page = document(issue)
    make_entry(issue, page=page)
    page.title = "改过的标题"
    page.save_revision()
    assert ["未发布的改动" in one for one in said(issue, Gravity.WARNING)] == [True]


@pytest.mark.parametrize(
    ("ranges", "gravity", "words"),
    [
        ([(1, 5), (5, 9)], None, ""),
        ([(1, 5), (4, 9)], Gravity.WARNING, "重叠"),
        ([(10, 15), (4, 9)], Gravity.ERROR, "在前一条之前"),
        ([(9, 4)], Gravity.ERROR, "小于起始页"),
        ([(None, 4)], Gravity.ERROR, "没有起始页"),
    ],
)
def test_page_ranges_run_through_the_issue(issue, ranges, gravity, words):
    for number, (first, last) in enumerate(ranges):
        make_entry(issue, kind=EntryKind.REFERENCE, title=f"存目{number}", first_page=first, last_page=last)
    found = [one for one in check_issue(issue) if one.gravity != Gravity.NOTICE]
    assert [one.gravity for one in found] == ([gravity] if gravity else [])
    assert all(words in one.text for one in found)


def test_what_another_issue_printed_first_is_an_error_unless_marked(issue):
    page = document(issue)
    make_entry(make_issue(issue.gazette, 2015, 8, 1075), page=page)
    entry = make_entry(issue, page=page)
    assert ["已在2015年第8期" in one for one in said(issue, Gravity.ERROR)] == [True]
    entry.reprint = True
    entry.save()
    assert said(issue, Gravity.ERROR) == []


def test_a_number_twice_in_one_issue_is_an_error(issue):
    for title in "甲乙":
        make_entry(issue, title=title, kind=EntryKind.REFERENCE, document_number="浙政发〔2015〕1号")
    assert ["出现两次" in one for one in said(issue, Gravity.ERROR)] == [True]


def test_an_empty_issue_without_a_day_says_both(issue):
    issue.publication_day = None
    issue.save()
    assert len(said(issue, Gravity.ERROR)) == 2


def test_an_issue_of_contents_only_needs_its_scan_and_no_texts(issue):
    issue.contents_only = True
    issue.save()
    make_entry(issue, page=document(issue, body=[]))
    assert ["请上传扫描版" in one for one in said(issue, Gravity.ERROR)] == [True]
    IssueFile.objects.create(
        issue=issue, kind=FileKind.SCAN, name="a.pdf", file="x.pdf", media_type="application/pdf", size=1, sha256="0"
    )
    assert said(issue, Gravity.ERROR) == []


def test_an_erratum_of_a_withdrawn_issue_is_an_error(issue):
    printed = make_entry(make_issue(issue.gazette, 2015, 6, 1073, state=IssueState.WITHDRAWN))
    make_entry(issue, kind=EntryKind.ERRATUM, title="更正", corrects=printed, correction="特此更正。")
    assert any("不在已发布" in one for one in said(issue, Gravity.ERROR))


def test_the_number_of_queries_does_not_grow_with_the_entries(issue, django_assert_max_num_queries):
    for number in range(12):
        make_entry(issue, page=document(issue, document_number=f"浙政发〔2015〕{number}号"))
    issue = type(issue).objects.select_related("gazette__portal__organisation").get(pk=issue.pk)
    with django_assert_max_num_queries(12):
        check_issue(issue)


def test_a_number_given_after_it_was_put_in_counts(issue):
    make_entry(
        make_issue(issue.gazette, 2015, 6, 1073, state=IssueState.PUBLISHED), document_number="浙政发〔2015〕1号"
    )
    page = document(issue, document_number="")
    make_entry(issue, page=page)
    type(page).objects.filter(pk=page.pk).update(document_number="浙政发〔2015〕1号")
    assert any("已在2015年第6期" in text for text in said(issue, Gravity.ERROR))


def test_hostile_ids_in_a_text_are_read_in_time_with_its_length():
    found = []
    walk('id="1"' * 100_000, found)
    assert found == []
