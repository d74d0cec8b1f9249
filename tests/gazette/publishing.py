"""Published issues with their page in the catalogue, as the public meets them; without the making of editions."""

from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from gazette.actions.face import face_of
from gazette.files import store_file
from gazette.models import FileKind
from gazette.states import IssueState
from tests.gazette.factories import make_entry, make_issue


def make_published(gazette, year=2015, number=7, titles=("关于印发工作要点的通知", "关于促进就业的意见"), **fields):
    """An issue that is out: state, entries with texts, and its IssuePage below the gazette's column."""
    issue = make_issue(gazette, year, number, state=IssueState.PUBLISHED, **fields)
    for title in titles:
        make_entry(issue, title=title)
    return give_page(issue)


def give_page(issue):
    entries = list(issue.entries.select_related("part").order_by("number"))
    column = type(issue.gazette.column).objects.get(pk=issue.gazette.column_id)
    (page,) = write_pages(column, [PageSpec(face_of(issue, entries, issue.published_at))])
    issue.page = page
    issue.save(update_fields=["page"])
    return issue


def make_file(issue, kind=FileKind.PDF, name="公报.pdf", content=b"%PDF-1.7 ...", **options):
    return store_file(issue, kind, name, content, **options)
