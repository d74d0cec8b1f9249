"""Query budgets of reading: column home 10, issue 10, entry 8; 500 issues and 10,000 entries cost no more."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms_core.models.validity import Validity
from gazette.models import Issue, IssueEntry
from gazette.states import IssueState
from tests import factories
from tests.cms_core.serving import reader_of
from tests.gazette.factories import make_entry, make_gazette, make_issue
from tests.gazette.publishing import give_page, make_published

pytestmark = pytest.mark.django_db
BUDGETS = {
    "/gongbao/": 10,
    "/gazette/2015/": 10,
    "/gazette/2015/7/": 10,
    "/gazette/2015/7/1": 8,
    "/gazette/search/?q=通知": 9,
    "/gazette/feed.atom": 6,
    "/gazette/2015/7.json": 9,
    "/gazette/2015/7/1.json": 5,
}


@pytest.fixture
def gazette():
    portal = factories.make_portal("zj", "province", name="浙江省人民政府")
    column = factories.make_column(portal.home, "政务公报", slug="gongbao", column_type="政府公报")
    gazette = make_gazette(portal, column)
    policies = factories.make_column(portal.home, "政策文件")
    newer = factories.make_document(policies, "新办法")
    issue = make_issue(gazette, state=IssueState.PUBLISHED)
    for number in range(5):
        document = factories.make_document(policies, f"办法{number}", document_number=f"浙政发〔2015〕{number + 1}号",
                                           validity=Validity.REPEALED, changed_by=newer)  # fmt: skip
        factories.make_article(policies, "解读", interprets=document)
        make_entry(issue, None, document)
    give_page(issue)
    later = make_published(gazette, 2015, 8)
    make_entry(later, title="更正", kind="erratum", corrects=issue.entries.get(number=1), correction="误。", html="")
    return gazette


def count(reader, path):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert reader.get(path).status_code == 200
    return len(queries), "\n".join(query["sql"][:160] for query in queries)


@pytest.mark.parametrize("path", BUDGETS)
def test_a_page_keeps_its_budget(gazette, path):
    reader = reader_of(gazette.portal)
    reader.get(path)
    found, sql = count(reader, path)
    assert found <= BUDGETS[path], sql


def grow(gazette):
    """500 issues over fourteen years, 20 entries each."""
    part = gazette.parts.first()
    issues = Issue.objects.bulk_create(
        Issue(gazette=gazette, year=2000 + n // 36, number=n % 36 + 1, state=IssueState.PUBLISHED,
              publication_day=datetime.date(2000 + n // 36, 1, 1))
        for n in range(500)
    )  # fmt: skip
    IssueEntry.objects.bulk_create(
        (
            IssueEntry(issue=issue, part=part, number=number, position=number, title=f"通知{number}", html="<p>文</p>",
                       has_text=True, digest="0" * 64)
            for issue in issues
            for number in range(1, 21)
        ),
        batch_size=500,
    )  # fmt: skip


def test_five_hundred_issues_cost_no_query_more(gazette):
    reader = reader_of(gazette.portal)
    before = {path: count(reader, path)[0] for path in BUDGETS for _ in range(2)}
    grow(gazette)
    after = {path: count(reader, path)[0] for path in BUDGETS}
    assert after == before


def test_covers_cost_the_home_page_one_query(gazette):
    home = gazette.portal.home
    home.sections = [{"type": "column_lists", "value": {"columns": [gazette.column_id], "count": 4}}]
    home.save_revision().publish()
    reader = reader_of(gazette.portal)
    reader.get("/")
    without = count(reader, "/")[0]
    home.sections = [{"type": "covers", "value": {"title": "公报", "column": gazette.column_id, "count": 4}}]
    home.save_revision().publish()
    reader.get("/")
    found, sql = count(reader, "/")
    assert found <= without + 1, sql
    assert "总第" in reader.get("/").content.decode()
