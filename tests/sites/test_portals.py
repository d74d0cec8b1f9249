"""What a portal knows of itself: where a page belongs, its addresses, its numbers."""

import pytest
from django.core.management import call_command
from django.test import override_settings
from wagtail.models import Site

from sites import checks
from sites.hostnames import normalise, shown
from sites.models import Portal, PortalLevel, PortalState
from tests.factories import make_article, make_branch, make_column, make_portal

pytestmark = pytest.mark.django_db


def answering(key="tonglu"):
    return Portal.objects.for_host(f"{key}.localhost")


@pytest.fixture
def county():
    return make_portal(site_code="3301220001")


@pytest.fixture
def town(county):
    return make_portal("town", PortalLevel.SUBSITE, county)


def test_a_page_belongs_to_the_deepest_portal_it_stands_in(county, town):
    portal = answering()
    assert portal.for_page(make_column(county.home)) == county
    assert portal.for_page(make_article(make_column(town.home))) == town
    assert portal.for_page(town.home) == town
    assert portal.for_page(None) == county


def test_a_page_of_another_portal_is_looked_up_and_one_of_none_stays_with_whom_was_asked(county, town):
    other = make_portal("jiande")
    assert answering().for_page(make_column(other.home)) == other
    assert answering("jiande").for_page(make_column(town.home)) == town
    assert answering().for_page(make_branch("elsewhere")) == county


def test_a_portal_without_subsites_is_asked_without_a_query(county, django_assert_num_queries):
    city = make_portal("hangzhou", PortalLevel.CITY)
    make_portal("jiande", PortalLevel.COUNTY, city)
    for key in ("tonglu", "hangzhou"):
        portal = answering(key)
        page = make_column(portal.home)
        with django_assert_num_queries(0):
            assert portal.for_page(page) == portal


def test_subsites_are_fetched_once_and_know_whose_they_are(county, town, django_assert_num_queries):
    pages = [make_column(town.home) for _ in range(3)]
    portal = answering()
    with django_assert_num_queries(1):
        assert {portal.for_page(page) for page in pages} == {town}
        assert portal.for_page(pages[0]).host_portal == county


def test_a_subsite_that_is_being_made_is_not_there_yet(county, town):
    Portal.objects.filter(pk=town.pk).update(completed_at=None)
    assert answering().for_page(make_column(town.home)) == county


def test_a_subsite_answers_on_its_countys_host(county, town):
    assert town.base_url == county.base_url == "http://tonglu.localhost:8000"
    assert town.url.startswith("http://tonglu.localhost:8000/") and town.url.endswith("/town/")
    assert county.url == "http://tonglu.localhost:8000/"


@pytest.mark.parametrize("which", ["county", "town"])
def test_a_fault_is_reported_with_the_site_code_of_the_portal_and_the_address_of_the_page(county, town, which):
    portal = {"county": county, "town": town}[which]
    assert portal.problem_url("http://tonglu.localhost/?q=桐庐&p=1") == (
        "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3301220001"
        "&url=http%3A%2F%2Ftonglu.localhost%2F%3Fq%3D%E6%A1%90%E5%BA%90%26p%3D1"
    )


def test_a_portal_without_a_site_code_still_has_a_way_to_report_a_fault():
    assert "site_code=&url=" in make_portal().problem_url("http://x/")


HOSTNAMES = {
    "WWW.Tonglu.gov.cn": "www.tonglu.gov.cn",
    "https://www.tonglu.gov.cn/": "www.tonglu.gov.cn",
    " tonglu.localhost. ": "tonglu.localhost",
    "localhost": "localhost",
}


@pytest.mark.parametrize(("typed", "kept"), HOSTNAMES.items(), ids=HOSTNAMES)
def test_host_names_are_kept_as_browsers_send_them(typed, kept):
    assert normalise(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "a b", "x..y", "-x.cn", "x-.cn", "x/y", "x:80", "a" * 64 + ".cn", ".".join(["abc"] * 70), "<b>.cn"],
)
def test_what_is_no_host_name_is_refused(typed):
    with pytest.raises(Exception, match="不是域名"):
        normalise(typed)


def test_a_chinese_name_is_shown_as_it_is_read():
    assert shown(normalise("桐庐.政务")) == "桐庐.政务"


def test_the_settings_of_the_platform_pass_their_own_checks(county):
    call_command("check", databases=["default"], fail_level="WARNING")


PORTAL, SESSION = checks.PORTAL, checks.SESSION
ORDERS = {
    "without": ([SESSION], "E001"),
    "late": ([SESSION, PORTAL], "E002"),
    "atomic not last": ([PORTAL, SESSION, checks.ATOMIC, "x"], "E003"),
}


@pytest.mark.parametrize(("order", "number"), ORDERS.values(), ids=ORDERS)
def test_a_wrong_order_of_middleware_is_an_error_that_says_what_to_do(order, number):
    with override_settings(MIDDLEWARE=order):
        found = checks.check_middleware()
    assert [one.id for one in found] == [f"gov_sites.{number}"] and found[0].hint


@pytest.mark.parametrize(
    ("changes", "number"),
    [({"PORTAL_SCHEME": "ftp"}, "E004"), ({"WAGTAIL_I18N_ENABLED": True}, "E005"), ({"PORTAL_TRIAL_DAYS": 0}, "E006")],
)
def test_settings_that_cannot_work_are_errors(changes, number):
    with override_settings(**changes):
        assert [one.id for one in checks.check_settings()] == [f"gov_sites.{number}"]


def test_a_default_site_or_a_site_without_a_portal_is_found(county):
    Site.objects.create(hostname="stray.test", root_page=county.home.get_parent(), is_default_site=True)
    found = checks.check_sites(databases=["default"])
    assert [one.id for one in found] == ["gov_sites.W001", "gov_sites.W002"]
    assert "stray.test" in found[1].msg


def test_only_finished_portals_answer(county):
    make_portal("half", completed_at=None, state=PortalState.RUNNING)
    assert answering("half") is None and answering() == county
