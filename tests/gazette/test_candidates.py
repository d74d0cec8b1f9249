"""备选: by this government and its bodies, visible, not yet printed, in the part they belong to."""

import datetime

import pytest
from django.utils import timezone

from cms_core.models import Organisation
from cms_core.models.organisations import Level, OrganisationKind
from gazette.candidates import Candidates, Filters, last_issue_day
from gazette.models import PartRule
from gazette.states import IssueState
from sites.models import PortalLevel
from tests import factories
from tests.gazette.factories import make_entry, make_gazette, make_issue, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def gazette():
    government = factories.make_organisation("浙江省人民政府", level=Level.PROVINCE)
    return make_gazette(make_province(organisation=government))


@pytest.fixture
def government(gazette):
    return Organisation.objects.get(pk=gazette.portal.organisation_id)


@pytest.fixture
def column(gazette):
    return factories.make_column(gazette.portal.home, "政策文件", column_type="政策文件")


def body(government, name, kind=OrganisationKind.DEPARTMENT, level=Level.PROVINCE):
    return factories.make_organisation(name, parent=government, level=level, kind=kind)


def found(gazette, issue=None, **filters):
    return {entry.title: entry.rule for entry in Candidates(gazette, issue).find(Filters(**filters)).entries}


@pytest.fixture
def province(gazette, government, column):
    """One of each kind."""
    home = gazette.portal.home
    office = body(government, "浙江省人民政府办公厅", OrganisationKind.OFFICE)
    department = body(government, "浙江省财政厅")
    city = body(government, "杭州市人民政府", OrganisationKind.GOVERNMENT, Level.CITY)
    make = factories.make_document
    make(column, "令一", issuer=government, genre="命令（令）", document_number="浙江省人民政府令第340号")
    make(column, "令二", issuer=government, document_number="浙江省人民政府令第三百四十一号")
    make(column, "政府文件", issuer=government, document_number="浙政发〔2015〕1号")
    make(column, "办公厅文件", issuer=office, document_number="浙政办发〔2015〕28号")
    make(column, "部门文件", issuer=department, document_number="浙财〔2015〕1号")
    make(column, "市里的文件", issuer=city, document_number="杭政〔2015〕1号")
    make(column, "不知谁的文件", document_number="国发〔2015〕1号")
    factories.make_article(column, "一篇新闻")
    personnel = factories.make_column(home, "人事任免", column_type="人事信息")
    factories.make_document(personnel, "任免通知", issuer=government)
    factories.make_article(factories.make_column(home, "解读", column_type="政策解读"), "一篇解读")
    factories.make_article(factories.make_column(home, "大事记"), "三月大事记")
    return gazette


EXPECTED = {
    "令一": PartRule.ORDERS,
    "令二": PartRule.ORDERS,
    "政府文件": PartRule.GOVERNMENT,
    "办公厅文件": PartRule.OFFICE,
    "部门文件": PartRule.DEPARTMENTS,
    "任免通知": PartRule.PERSONNEL,
    "一篇解读": PartRule.READINGS,
    "三月大事记": PartRule.CHRONICLE,
}


def test_candidates_are_those_of_the_government_and_its_bodies_each_with_its_part(province):
    assert found(province) == EXPECTED


@pytest.mark.parametrize("rule", PartRule)
def test_the_filter_by_part_agrees_with_the_suggestion(province, rule):
    assert found(province, rule=rule).keys() == {title for title, own in EXPECTED.items() if own == rule}


def test_the_text_filter_finds_what_no_body_issued_and_numbers_in_any_brackets(province):
    assert found(province, text="不知谁").keys() == {"不知谁的文件"}
    assert found(province, text="浙政办发[2015] 28号").keys() == {"办公厅文件"}


def test_a_department_s_own_portal_is_read_too(gazette, government):
    department = body(government, "浙江省财政厅")
    portal = factories.make_portal("czt", PortalLevel.DEPARTMENT, gazette.portal, organisation=department)
    factories.make_document(factories.make_column(portal.home), "财政厅的文件", issuer=department)
    assert found(gazette) == {"财政厅的文件": PartRule.DEPARTMENTS}


def test_copies_on_other_portals_are_no_candidates(gazette, government):
    county = factories.make_portal("tonglu", PortalLevel.COUNTY, gazette.portal)
    factories.make_document(factories.make_column(county.home), "转发的省政府文件", issuer=government)
    assert found(gazette) == {}


def test_drafts_and_private_columns_are_no_candidates(gazette, government, column):
    factories.make_document(column, "草稿", live=False, issuer=government)
    assert found(gazette) == {}


def test_what_was_printed_is_gone_by_page_and_by_number_until_it_is_withdrawn(gazette, government, column):
    page = factories.make_document(column, "甲", issuer=government, document_number="浙政发〔2015〕1号")
    factories.make_document(column, "甲的另一份", issuer=government, document_number="浙政发[2015]1号")
    issue = make_issue(gazette, state=IssueState.PUBLISHED)
    make_entry(issue, page=page)
    assert found(gazette) == {}
    type(issue).objects.update(state=IssueState.WITHDRAWN)
    assert len(found(gazette)) == 2


def test_candidates_since_the_last_issue(gazette, government, column):
    for day in (1, 20):
        moment = datetime.datetime(2015, 3, day, 10, tzinfo=datetime.UTC)
        factories.make_document(column, f"{day}日", issuer=government, published_at=moment)
    make_issue(gazette, 2015, 6, publication_day=datetime.date(2015, 3, 10))
    issue = make_issue(gazette, 2015, 7, publication_day=datetime.date(2015, 3, 25))
    since = last_issue_day(gazette, issue)
    assert (since, found(gazette, issue, since=since).keys()) == (datetime.date(2015, 3, 10), {"20日"})


def test_an_issue_that_is_still_to_come_is_not_the_one_before(gazette):
    today = timezone.localdate()
    make_issue(gazette, 2015, 6, publication_day=datetime.date(2015, 3, 10))
    make_issue(gazette, 2015, 7, publication_day=today + datetime.timedelta(days=5))
    issue = make_issue(gazette, 2015, 8, publication_day=today + datetime.timedelta(days=15))
    assert last_issue_day(gazette, issue) == datetime.date(2015, 3, 10)


def test_of_the_news_on_personnel_only_appointments_are_offered(gazette, column):
    personnel = factories.make_column(gazette.portal.home, "人事信息", column_type="人事信息")
    for title in ("关于甲同志任职的通知", "关于公开征集意见建议的通知"):
        factories.make_article(personnel, title)
    assert found(gazette) == {"关于甲同志任职的通知": PartRule.PERSONNEL}


def test_words_are_looked_for_each_by_itself(gazette, government, column):
    factories.make_document(column, "关于做好防汛工作的通知", issuer=government)
    factories.make_document(column, "关于做好防火工作的通知", issuer=government)
    assert found(gazette, text="通知 防汛").keys() == {"关于做好防汛工作的通知"}


def test_the_number_of_queries_does_not_grow(gazette, government, column, django_assert_num_queries):
    for number in range(25):
        factories.make_document(column, f"文件{number}", issuer=government)
    issue = make_issue(gazette)
    with django_assert_num_queries(5):
        first = Candidates(gazette, issue).find(Filters())
    assert (len(first.entries), first.has_next) == (20, True)
    assert len(Candidates(gazette, issue).find(Filters(page=2)).entries) == 5
