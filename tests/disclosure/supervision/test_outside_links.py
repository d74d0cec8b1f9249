"""Links to other hosts: asked in the background with care, remembered, shown with the others."""

import datetime
import socket
import threading

import pytest
from django.utils import timezone

from disclosure.models import DeadLink, OutsideLink
from disclosure.supervision.links import asking, requesting
from disclosure.supervision.links.asking import ask_outside
from disclosure.supervision.links.outside import KEPT, normal
from disclosure.supervision.links.requesting import ask
from disclosure.supervision.links.round import check_links
from tests.disclosure.supervision.outside_server import outside_server
from tests.factories import make_article, make_column, make_portal

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
NOW = timezone.make_aware(datetime.datetime(2026, 11, 20, 9))


@pytest.fixture
def server(settings):
    settings.PORTAL_CHECK_OUTSIDE_LINKS = True
    settings.PORTAL_OUTSIDE_LINK_NETWORKS = "127.0.0.0/8"
    with outside_server() as server:
        yield server


def page_with(*addresses, portal=None):
    portal = portal or make_portal()
    column = make_column(portal.home, "规划计划", blueprint_key="statutory.plans")
    text = "".join(f'<p><a href="{one}">链接</a></p>' for one in addresses)
    return make_article(column, "有链接", body=[("text", text)])


def days(number, begin=NOW):
    for day in range(number):
        check_links(begin + day * DAY)
        ask_outside(begin + day * DAY, pause=0)
    check_links(begin + number * DAY)


def test_a_page_that_is_gone_for_three_days_is_told_with_its_page_and_struck_when_it_is_back(server):
    page = page_with(f"{server.base}/200#part", f"{server.base}/404", f"{server.base}/no-head")
    days(2)
    assert not DeadLink.objects.exists()
    days(1, NOW + 2 * DAY)
    (dead,) = DeadLink.objects.all()
    assert (dead.page_number, dead.url, dead.problem) == (page.pk, f"{server.base}/404", "站外网页不存在")
    OutsideLink.objects.filter(pk=OutsideLink.objects.get(address__endswith="/404").pk).update(
        address=f"{server.base}/200", next_at=NOW
    )
    DeadLink.objects.update(url=f"{server.base}/200")
    ask_outside(NOW + 4 * DAY, pause=0)
    assert not DeadLink.objects.exists() and not OutsideLink.objects.exclude(problem="").exists()


def test_what_is_there_is_not_asked_again_for_two_weeks(server):
    page_with(f"{server.base}/200")
    days(10)
    assert [path for _, path, _ in server.asked] == ["/200"]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/401", ""),
        ("/403", ""),
        ("/429", ""),
        ("/no-head", ""),
        ("/404", "站外网页不存在"),
        ("/410", "站外网页不存在"),
        ("/503", "站外网站出错"),
    ],
)
def test_who_asks_for_a_login_or_refuses_machines_is_there(server, path, problem):
    assert ask(server.base + path) == requesting.Said(problem, answered=True)


def test_redirects_are_followed_a_few_times_and_no_further(server):
    assert ask(f"{server.base}/to?/404").problem == "站外网页不存在"
    assert ask(f"{server.base}/to?/to").problem == ""
    assert len(server.asked) <= 10


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
    ],
)
def test_no_internal_address_is_asked_and_the_page_is_told_that_the_public_cannot_open_it(server, settings, address):
    settings.PORTAL_OUTSIDE_LINK_NETWORKS = "198.51.100.0/24, falsch"
    said = ask(address.replace("127.0.0.1/", f"127.0.0.1:{server.server_port}/"))
    assert (said.problem, said.answered, server.asked) == ("内部地址，公众打不开", False, [])


def test_a_name_or_a_redirect_that_leads_inside_is_not_followed_and_says_nothing(server, settings):
    settings.PORTAL_OUTSIDE_LINK_NETWORKS = ""
    assert ask(f"http://localhost:{server.server_port}/404") == requesting.Said(skipped=True)
    settings.PORTAL_OUTSIDE_LINK_NETWORKS = "127.0.0.1/32"
    said = ask(f"{server.base}/to?http://10.0.0.1/admin")
    assert not said.answered and len(server.asked) == 1
    assert ask(f"{server.base}/to?file:///etc/passwd") == requesting.Said(skipped=True)


def test_nothing_is_called_dead_while_our_own_network_is_silent(server):
    closed = socket.socket()
    closed.bind(("127.0.0.1", 0))
    page_with(f"http://127.0.0.1:{closed.getsockname()[1]}/")
    days(5)
    assert OutsideLink.objects.get().failures == 0 and not DeadLink.objects.exists()
    page_with(f"{server.base}/200", portal=make_portal("deqing"))
    days(4, NOW + 6 * DAY)
    assert [one.problem for one in DeadLink.objects.all()] == ["站外网站打不开"]
    closed.close()


def test_a_server_that_never_finishes_is_let_go(server, monkeypatch):
    monkeypatch.setattr(requesting, "IN_ALL", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        over = threading.Event()

        def drip():
            connection, _ = listening.accept()
            with connection:
                while not over.wait(0.05):
                    try:
                        connection.sendall(b"H")
                    except OSError:
                        return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        assert ask(address) == requesting.Said("站外网站打不开")
        over.set()
        thread.join()


def test_one_host_is_asked_a_few_times_a_piece_and_the_queries_do_not_grow(server, django_assert_max_num_queries):
    page_with(*(f"{server.base}/200?{number}" for number in range(20)))
    with django_assert_max_num_queries(20):
        check_links(NOW)
    assert ask_outside(NOW, pause=0) == asking.OF_HOST == len(server.asked)
    assert ask_outside(NOW, pause=0) == asking.OF_HOST


def test_nobody_is_asked_for_a_demo_or_when_it_is_switched_off(server, settings):
    portal = make_portal()
    portal.demo = True
    portal.save()
    page_with(f"{server.base}/404", portal=portal)
    days(2)
    assert not OutsideLink.objects.exists()
    settings.PORTAL_CHECK_OUTSIDE_LINKS = False
    page_with(f"{server.base}/404", portal=make_portal("deqing"))
    days(2)
    assert not OutsideLink.objects.exists() and server.asked == []


def test_an_address_that_no_page_has_any_more_is_forgotten(server):
    page = page_with(f"{server.base}/200")
    days(1)
    page.unpublish()
    check_links(NOW + 2 * DAY)
    ask_outside(NOW + KEPT + 15 * DAY, pause=0)
    ask_outside(NOW + KEPT + 15 * DAY, pause=0)
    assert not OutsideLink.objects.exists()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("//www.example.com/a#b", "http://www.example.com/a"),
        ("https://user:secret@www.example.com:8443/a?b=c", "https://www.example.com:8443/a?b=c"),
        ("https://政务.中国/a", "https://xn--zfr164b.xn--fiqs8s/a"),
        ("mailto:a@example.com", ""),
        ("/a/", ""),
        ("javascript:alert(1)", ""),
        ("http://[bad", ""),
        ("http://a:99999/", ""),
        ("http://a.example/\r\nHost: b", "http://a.example/Host: b"),
        ("http://" + "a" * 80 + ".example/", ""),
    ],
)
def test_addresses_are_remembered_without_what_no_server_is_told(address, expected):
    assert normal(address) == expected
