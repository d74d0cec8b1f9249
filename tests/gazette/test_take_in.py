"""Back issues in bulk: published and signed at once, as a whole or not at all, and never written again."""

import datetime
import io

import pytest

from cms_core.models import Entry
from gazette.actions.take_in import TakeInIssues
from gazette.actions.take_in_entries import TakeInEntries
from gazette.actions.taken_in import EntryIn, FileIn, IssueIn
from gazette.errors import GazetteError
from gazette.models import FileKind, Issue, IssueEntry, IssueFile, IssuePage, Manifest
from gazette.signing.verify import verify_issue
from gazette.states import IssueState
from gazette.storage import gazette_storage
from tests.factories import make_column, make_document
from tests.gazette.factories import HTML, make_gazette, make_issue

pytestmark = pytest.mark.django_db
MOMENT = datetime.datetime(2015, 3, 25, tzinfo=datetime.UTC)


@pytest.fixture
def gazette():
    return make_gazette()


def issue_in(number=7, serial=1074, entries=None, **fields):
    entries = [EntryIn("省政府文件", "关于一件事的通知", html=HTML)] if entries is None else entries
    return IssueIn(2015, number, MOMENT, serial=serial, entries=entries, **fields)


def test_issues_are_published_signed_and_in_the_catalogue(gazette):
    issues = TakeInIssues(gazette, [issue_in(), issue_in(8, 1075)]).execute()
    assert [issue.state for issue in Issue.objects.all()] == [IssueState.PUBLISHED] * 2
    assert [verify_issue(issue) for issue in issues] == [[], []]
    assert Entry.objects.filter(kind="issue", visible=True).count() == 2
    assert Issue.objects.get(number=7).published_at == MOMENT


def test_the_manifests_are_one_chain(gazette):
    TakeInIssues(gazette, [issue_in(8, 1075), issue_in()]).execute()
    assert '"path":"/gazette/2015/7/"' in Manifest.objects.get(issue__number=8).body


def test_what_is_taken_is_refused_with_all_reasons_and_nothing_is_written(gazette):
    make_issue(gazette, 2015, 7, 1074)
    with pytest.raises(GazetteError) as refused:
        TakeInIssues(gazette, [issue_in(), issue_in(8, 1075), issue_in(9, 1075)]).execute()
    assert len(refused.value.reasons) == 3
    assert Issue.objects.count() == 1 and not IssuePage.objects.exists()


def test_a_file_that_cannot_be_stored_leaves_neither_rows_nor_files(gazette, tmp_path, settings):
    settings.GAZETTE_ROOT = tmp_path

    def fails():
        raise OSError("gone")

    files = [FileIn(FileKind.SCAN, "第7期.pdf", lambda: io.BytesIO(b"%PDF-1.4")), FileIn(FileKind.SCAN, "b.pdf", fails)]
    with pytest.raises(OSError, match="gone"):
        TakeInIssues(gazette, [issue_in(files=files)]).execute()
    assert not Issue.objects.exists() and not IssueFile.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_files_of_issue_and_entry_are_stored_and_signed(gazette):
    entry = EntryIn(
        "省政府文件", "甲", html=HTML, files=[FileIn(FileKind.ATTACHMENT, "附表.txt", lambda: io.BytesIO(b"1"))]
    )
    scan = FileIn(FileKind.SCAN, "第7期.pdf", lambda: io.BytesIO(b"%PDF-1.4 %%EOF"))
    (issue,) = TakeInIssues(gazette, [issue_in(entries=[entry], files=[scan])]).execute()
    assert issue.files.count() == 2
    assert all(gazette_storage().exists(file.file.name) for file in issue.files.all())
    assert verify_issue(issue) == []


def test_a_part_that_the_gazette_lacks_is_made_at_the_end(gazette):
    TakeInIssues(gazette, [issue_in(entries=[EntryIn("地方性法规", "甲"), EntryIn("", "乙")])]).execute()
    assert list(gazette.parts.order_by("-order").values_list("name", flat=True)[:2]) == ["其他", "地方性法规"]


def test_a_page_printed_twice_is_a_reprint_and_once_an_issue(gazette):
    page = make_document(make_column(gazette.portal.home, "政策文件"))
    once = EntryIn("省政府文件", "甲", page_id=page.pk, html=HTML)
    again = EntryIn("省政府文件", "甲的附件", page_id=page.pk, html=HTML)
    TakeInIssues(gazette, [issue_in(entries=[once, again]), issue_in(8, 1075, [once])]).execute()
    rows = IssueEntry.objects.order_by("issue__number", "number").values_list("page_id", "reprint")
    assert list(rows) == [(page.pk, False), (None, False), (page.pk, True)]


def test_entries_found_later_are_added_with_a_new_version_of_the_manifest(gazette):
    (issue,) = TakeInIssues(gazette, [issue_in()]).execute()
    before = issue.entries.get().digest
    (added,) = TakeInEntries(issue, [EntryIn("省政府文件", "后来找到的一件", html=HTML)]).execute()
    assert added.path == "/gazette/2015/7/2"
    assert issue.entries.get(number=1).digest == before
    assert list(issue.manifests.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert verify_issue(issue) == []
    assert "后来找到的一件" in IssuePage.objects.get().plain_text()


def test_nothing_is_added_to_an_issue_that_the_editors_made(gazette):
    issue = make_issue(gazette, state=IssueState.PUBLISHED)
    with pytest.raises(GazetteError, match="更正"):
        TakeInEntries(issue, [EntryIn("省政府文件", "甲", html=HTML)]).execute()
    with pytest.raises(GazetteError, match="不是已发布"):
        TakeInEntries(make_issue(gazette, 2015, 8), [EntryIn("省政府文件", "甲", html=HTML)]).execute()


def test_the_number_of_queries_depends_on_batches_not_on_entries(gazette, django_assert_max_num_queries):
    entries = [EntryIn("省政府文件", f"第{number}件", html=HTML) for number in range(50)]
    with django_assert_max_num_queries(70):
        TakeInIssues(gazette, [issue_in(number, number, entries) for number in range(1, 5)]).execute()
