"""/search/: hostile questions, how often one address may ask, what it costs, what is said when the engine is gone."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms_core.models import Entry
from cms_core.models.search_promotions import PromotionMatch, SearchPromotion
from cms_core.search import guard
from cms_core.search.editors.kept import changed
from cms_core.search.engine import engine
from cms_core.search.feed.whole import complete
from tests.cms_core.search.asking import ask, column, county, no_known_places
from tests.cms_core.serving import at, reader_of, texts
from tests.factories import make_article, make_column, make_document, make_organisation, make_portal

__all__ = ["column", "county", "no_known_places"]
pytestmark = pytest.mark.django_db
BUDGET = 12


@pytest.mark.parametrize(
    "query",
    [
        "q=",
        "q=%00",
        "q=%25%25%25",
        "q=_",
        "q=-",
        "q=%22",
        "q=-a -b -c",
        'q=植树 NEAR(title : x) AND "',
        "q=x&page=99999999999999999999",
        "q=x&page=-1",
        "q=x&column=1&scope=column",
        "q=x&year=9999&kind=evil&scope=evil",
        "q=" + "长" * 5000,
        "q=" + "%20a" * 500,
        "q=(%5B%5C",
        "q=x&since=&until=",
        "q=%ED%A0%80",
        "q=" + "%F0%9F%98%80" * 100,
        "q=x&portal=999999999999999&issuer=999999999999999",
        "q=x&q=y&scope=all&scope=column",
    ],
    ids=lambda query: query[:24],
)
def test_hostile_questions_are_answered(county, column, query):
    make_article(column, "植树")
    for path in ("/search/", "/search/feed.atom", "/search/suggest.json"):
        complete()
        assert reader_of(county).get(f"{path}?{query}").status_code == 200


def test_only_reading_is_allowed(county):
    assert reader_of(county).post("/search/", {"q": "x"}).status_code == 405
    assert reader_of(county).get("/search/clicked").status_code == 405


def test_who_asks_too_often_is_asked_to_wait_and_others_are_not(county, column, settings):
    settings.PORTAL_SEARCH_PER_MINUTE = 3
    reader = reader_of(county)
    answers = [reader.get("/search/?q=植树") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[3]["Retry-After"]) <= 60
    assert "请等一分钟再试" in answers[3].content.decode()
    assert answers[3]["Cache-Control"] == "no-store"
    assert reader.get("/search/?q=植树", REMOTE_ADDR="10.0.0.9").status_code == 200
    assert reader.get("/search/suggest.json?q=植").status_code == 200
    assert reader.get("/").status_code == 200


def test_behind_a_proxy_the_reader_is_whom_it_names(county, settings):
    settings.PORTAL_SEARCH_PER_MINUTE, settings.PORTAL_BEHIND_PROXY = 1, True
    reader = reader_of(county)
    statuses = [
        reader.get("/search/?q=x", headers={"x-real-ip": address}).status_code
        for address in ("1.1.1.1", "1.1.1.1", "2.2.2.2")
    ]
    assert statuses == [200, 429, 200]


def asked(times, at, address="10.1.1.1", limit=10):
    return [guard.seconds_to_wait(address, "search", limit, at) for _ in range(times)]


def test_no_minute_anywhere_allows_more_than_the_limit():
    assert asked(11, at=6059.0)[9:] == [0, 1]
    assert asked(1, at=6060.0) == [60]
    # Half of the minute before is out of reach by now.
    assert asked(6, at=6090.0) == [0] * 5 + [30]
    assert asked(11, at=6210.0) == [0] * 10 + [30]


def test_a_limit_of_a_few_holds_at_the_turn_of_a_minute():
    assert asked(2, at=6059.99, limit=2) == [0, 0]
    assert asked(1, at=6060.01, limit=2) == [60]


def test_the_addresses_of_one_ipv6_network_count_as_one():
    assert asked(10, 60.0, "2001:db8::1") == [0] * 10
    assert asked(1, 60.0, "2001:db8::ffff")[0] > 0
    assert asked(1, 60.0, "2001:db8:0:1::1") == [0]


def test_zero_is_no_limit_and_no_address_is_kept():
    assert asked(5, 60.0, limit=0) == [0] * 5
    asked(1, 60.0, "192.0.2.77")
    assert b"192.0.2.77" not in guard.path().read_bytes()


def test_what_cannot_be_counted_is_let_through():
    guard.path().write_bytes(b"no database at all, but long enough to be read as the header of one" * 20)
    assert asked(1, 60.0) == [0]
    assert asked(11, 60.0)[-1] > 0


@pytest.fixture
def full(county, column):
    """Every kind of thing that a page of results may have to name, on three pages."""
    other = make_column(make_portal("other").home)
    office = make_organisation("甲办公室")
    for number in range(4):
        where = other if number % 2 else column
        make_document(where, f"植树办法{number}", issuer=office, published_at=at(2003 + number), validity="repealed")
    for number in range(18):
        make_article(column, f"植树消息{number}")
    SearchPromotion.objects.create(
        home=county.home,
        words="植树",
        match=PromotionMatch.CONTAINS,
        page=Entry.objects.filter(site_home=other.get_parent().pk).first().page,
    )
    changed(county.home_id)
    complete()


def test_every_search_keeps_its_budget(county, full):
    reader, found = reader_of(county), {}
    for parameters in (
        {"scope": "all"},
        {"scope": "all", "kind": "document", "year": "2003", "validity": "repealed"},
        {"scope": "all", "order": "date", "page": 2},
        {"scope": "all", "q": "植树 防火 演练 不会有的"},
        {"q": "没有这样的东西"},
        {"page": 50},
        {},
    ):
        address = "/search/?" + urlencode({"q": "植树", **parameters})
        reader.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(address).status_code == 200
        found[address] = len(queries)
    assert {address: count for address, count in found.items() if count > BUDGET} == {}


def test_more_results_cost_no_more_queries(county, column, django_assert_max_num_queries, django_assert_num_queries):
    make_document(column, "植树办法", issuer=make_organisation("甲办公室"))
    make_article(column, "植树消息")
    address = "/search/?q=植树&scope=all"
    ask(county, q="植树", scope="all")
    with django_assert_max_num_queries(BUDGET) as few:
        reader_of(county).get(address)
    for number in range(15):
        make_document(column, f"植树办法{number}", issuer=make_organisation(f"乙{number}办公室"))
    complete()
    with django_assert_num_queries(len(few)):
        reader_of(county).get(address)


def test_suggestions_ask_the_database_for_the_portal_only(county, column, django_assert_max_num_queries):
    make_article(column, "植树")
    complete()
    reader = reader_of(county)
    with django_assert_max_num_queries(1):
        assert reader.get("/search/suggest.json?q=植").json()["suggestions"] == ["植树"]


@pytest.fixture
def engine_gone():
    """The file is no database any more."""
    engine().close()
    link = engine().connections.files.link
    target = link.resolve()
    target.write_bytes(b"broken" * 1000)


@pytest.mark.parametrize("path", ["/search/?q=植树", "/search/feed.atom?q=植树", "/search/suggest.json?q=植"])
def test_without_its_engine_a_search_says_so_calmly(county, column, engine_gone, path):
    response = reader_of(county).get(path)
    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"


def test_without_its_engine_the_page_leads_on(county, column, engine_gone):
    make_article(column)
    response = reader_of(county).get("/search/?q=植树")
    assert response["Retry-After"]
    assert texts(response, "//h1") == ["搜索暂时不可用"]
    assert texts(response, "//main//ul[@class='suggestions']/li") == ["政务动态"]
