"""What is read by programs: the feed of a search, suggestions while typing, the place of a result that was opened."""

import xml.etree.ElementTree as ElementTree

import pytest

from cms_core.models.search_counts import SearchClick, SearchCount
from cms_core.search.editors import writing
from tests.cms_core.search.asking import ask, column, county, no_known_places
from tests.cms_core.serving import at, reader_of, tree_of
from tests.factories import make_article, make_column, make_document, make_portal

__all__ = ["column", "county", "no_known_places"]
pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(response) -> list[str]:
    feed = ElementTree.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    for one in (feed, *feed.iter(f"{ATOM}entry")):
        assert one.find(f"{ATOM}id").text and one.find(f"{ATOM}title").text and one.find(f"{ATOM}updated").text
    return [entry.find(f"{ATOM}title").text for entry in feed.iter(f"{ATOM}entry")]


def test_the_feed_of_a_search_has_its_newest_results_with_all_choices(county, column):
    make_article(column, "植树", published_at=at(2024))
    make_article(column, "关于植树 & <绿化>", published_at=at(2026))
    make_document(column, "植树办法", published_at=at(2025))
    response = ask(county, "/search/feed.atom", q="植树", kind="article")
    assert entries(response) == ["关于植树 & <绿化>", "植树"]
    assert response["Content-Type"].startswith("application/atom+xml")
    assert response["X-Robots-Tag"] == "noindex"


def test_the_feed_is_bounded_and_tells_what_is_repealed(county, column):
    for number in range(32):
        make_article(column, f"植树{number}")
    assert len(entries(ask(county, "/search/feed.atom", q="植树"))) == 30
    make_document(column, "防火办法", validity="repealed")
    assert "【已废止】" in ask(county, "/search/feed.atom", q="防火").content.decode()


def test_a_feed_has_nothing_with_some_of_the_words_only(county, column):
    make_article(column, "植树活动")
    assert entries(ask(county, "/search/feed.atom", q="植树防火演练")) == []


def test_a_feed_of_no_question_is_empty_and_valid(county):
    assert entries(ask(county, "/search/feed.atom")) == []


def test_the_page_names_its_feed(county, column):
    page = tree_of(ask(county, q="植树", kind="article", order="date", page=2))
    feeds = page.xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")
    assert "/search/feed.atom?q=%E6%A4%8D%E6%A0%91&kind=article" in feeds


def suggested(response):
    assert response["Content-Type"] == "application/json"
    return response.json()["suggestions"]


@pytest.mark.parametrize("typed", ["桐庐", "tonglu", "tl", "ＴＬ"])
def test_titles_are_suggested_by_characters_pinyin_and_initials(county, column, typed):
    make_article(column, "桐庐县植树活动")
    assert suggested(ask(county, "/search/suggest.json", q=typed)) == ["桐庐县植树活动"]


def test_suggestions_are_of_this_portal_unless_the_province_is_asked(county, column):
    make_article(column, "植树在桐庐")
    make_article(make_column(make_portal("chunan").home), "植树在淳安")
    assert suggested(ask(county, "/search/suggest.json", q="植树")) == ["植树在桐庐"]
    assert len(suggested(ask(county, "/search/suggest.json", q="植树", scope="all"))) == 2


def test_suggestions_are_few_kept_shortly_and_never_of_what_is_closed(county, column):
    for number in range(12):
        make_article(column, f"植树{number}")
    make_article(column, "植树草稿", live=False)
    response = ask(county, "/search/suggest.json", q="植树")
    assert len(suggested(response)) == 8
    assert "植树草稿" not in response.content.decode()
    assert response["Cache-Control"] == "public, max-age=60"


def test_a_search_and_what_was_opened_are_counted(county, column):
    writing.searches.take(), writing.clicks.take()  # what other tests left
    make_article(column, "植树")
    ask(county, q="植树")
    ask(county, q="植树", page=2)
    answer = reader_of(county).post("/search/clicked", {"q": "植树", "position": "1"})
    assert answer.status_code == 204
    assert not answer.cookies
    writing.flush()
    assert SearchCount.objects.get().question == "植树"
    assert SearchClick.objects.get().position == 1


@pytest.mark.parametrize("sent", [{}, {"q": "x"}, {"q": "x", "position": "0"}, {"q": "x", "position": "1e9"}])
def test_nonsense_is_not_counted(county, sent):
    assert reader_of(county).post("/search/clicked", sent).status_code == 400
