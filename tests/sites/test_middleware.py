"""Which portal answers a host, and what an unknown, former or closed one gets."""

import datetime

import pytest
from django.test import RequestFactory
from django.utils import timezone
from django.utils.http import parse_http_date

from sites.middleware import notice
from sites.models import PortalHost, PortalLevel, PortalState
from tests.factories import make_portal

pytestmark = pytest.mark.django_db
HOST = "tonglu.localhost"


@pytest.fixture
def portal():
    return make_portal(contact_phone="0571-00000000")


@pytest.mark.parametrize(
    "host", ["evil.test", "localhost", "jiande.localhost", "127.0.0.1:8000", "[::1]:8000", "x" * 300]
)
def test_an_unknown_host_is_refused_with_421_whatever_the_path(client, portal, host):
    for path in ("/", "/admin/", "/static/x.css", "/media/x.jpg"):
        response = client.get(path, headers={"host": host})
        assert response.status_code == 421
        assert "没有这个网站" in response.content.decode()


@pytest.mark.parametrize("host", ["bad host", "a/b", "tonglu.localhost:port", "桐庐.localhost", "@", "a,b", "a\tb"])
def test_a_malformed_host_is_a_bad_request_and_no_crash(client, portal, host):
    response = client.get("/", headers={"host": host})
    assert response.status_code == 400
    assert "格式不正确" in response.content.decode()


@pytest.mark.parametrize(
    "host", [HOST, "TongLu.LOCALHOST", "tonglu.localhost:8000", "tonglu.localhost.", "tonglu.localhost:1"]
)
def test_case_port_and_final_dot_of_the_host_do_not_matter(client, portal, host):
    assert client.get("/admin/login/", headers={"host": host}).status_code == 200


def test_a_portal_that_is_still_being_made_is_refused(client):
    make_portal(completed_at=None)
    assert client.get("/", headers={"host": HOST}).status_code == 421


def test_a_subsite_has_no_host_of_its_own(client, portal):
    make_portal("fuchunjiang", PortalLevel.SUBSITE, portal)
    assert client.get("/", headers={"host": "fuchunjiang.localhost"}).status_code == 421


@pytest.mark.parametrize("path", ["/", "/art/2015/3/1074.html", "/search/?q=%E6%A1%90%E5%BA%90&page=2"])
def test_a_further_host_redirects_to_the_primary_one_keeping_path_and_query(client, portal, settings, path):
    PortalHost.objects.create(portal=portal, hostname="www.tonglu.test")
    settings.PORTAL_PUBLIC_PORT = 8000
    response = client.get(path, headers={"host": "www.tonglu.test"})
    assert (response.status_code, response["Location"]) == (301, f"http://tonglu.localhost:8000{path}")


def test_a_form_sent_to_a_further_host_is_sent_again_and_not_lost(client, portal):
    PortalHost.objects.create(portal=portal, hostname="www.tonglu.test")
    assert client.post("/search/", {"q": "x"}, headers={"host": "www.tonglu.test"}).status_code == 308


@pytest.mark.parametrize(
    ("state", "words"),
    [(PortalState.PREPARING, "网站筹建中"), (PortalState.OFFLINE, "网站临时下线")],
    ids=["preparing", "offline"],
)
def test_a_portal_that_is_not_open_answers_503_with_what_it_has_to_say(client, state, words):
    make_portal(state=state, announcement="<b>机房搬迁</b>\n敬请谅解", name="桐庐县人民政府")
    response = client.get("/zhengwu/", headers={"host": HOST})
    text = response.content.decode()
    assert response.status_code == 503
    assert words in text and "桐庐县人民政府" in text and "敬请谅解" in text
    assert "&lt;b&gt;机房搬迁" in text
    assert response["Retry-After"] and response["Cache-Control"] == "no-store"
    assert "<script" not in text and "style=" not in text


@pytest.mark.parametrize("path", ["/admin/login/", "/theme.css"])
def test_editors_and_the_notice_itself_reach_what_they_need_in_any_state(client, path):
    make_portal(state=PortalState.PREPARING)
    assert client.get(path, headers={"host": HOST}).status_code != 503


@pytest.mark.parametrize(
    ("until", "back"), [(datetime.date(2026, 3, 10), (3, 11)), (datetime.date(2026, 2, 1), (3, 2)), (None, (3, 2))]
)
def test_retry_after_is_the_morning_after_the_announced_day_or_tomorrow(until, back):
    portal = make_portal(state=PortalState.OFFLINE, announcement_until=until)
    response = notice(RequestFactory().get("/"), portal, datetime.date(2026, 3, 1))
    moment = datetime.datetime.fromtimestamp(parse_http_date(response["Retry-After"]), timezone.get_current_timezone())
    assert (moment.month, moment.day, moment.hour) == (*back, 0)


def test_finding_the_portal_and_its_page_takes_one_query_whoever_is_next_door(client, django_assert_num_queries):
    portal = make_portal(state=PortalState.OFFLINE)
    for number in range(5):
        PortalHost.objects.create(portal=portal, hostname=f"{number}.tonglu.test")
        make_portal(f"other-{number}")
    with django_assert_num_queries(1):
        assert client.get("/", headers={"host": HOST}).status_code == 503
    with django_assert_num_queries(1):
        assert client.get("/", headers={"host": "3.tonglu.test"}).status_code == 301
    with django_assert_num_queries(1):
        assert client.get("/", headers={"host": "unknown.test"}).status_code == 421


def test_a_host_for_the_admin_reaches_the_admin_and_nothing_else(client, portal, settings):
    settings.PORTAL_ADMIN_HOSTS = ["admin.test"]
    assert client.get("/admin/login/", headers={"host": "admin.test"}).status_code == 200
    assert client.get("/", headers={"host": "admin.test"}).status_code == 421


def test_a_draft_of_a_portal_in_preparation_can_be_previewed():
    from tests.factories import make_column

    column = make_column(make_portal(state=PortalState.PREPARING).home)
    assert column.make_preview_request().status_code != 503
