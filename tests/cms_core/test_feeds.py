"""Atom and RSS of portals and columns."""

import datetime

import feedparser
import lxml.etree
import pytest

from tests.cms_core.serving import at, reader_of, tree_of
from tests.factories import make_article, make_column, make_document, make_portal

pytestmark = pytest.mark.django_db
FORMATS = ["atom", "rss"]


@pytest.fixture
def county():
    return make_portal("tonglu", name="桐庐县人民政府")


@pytest.fixture
def column(county):
    return make_column(county.home, "政务动态", slug="zhengwu-dongtai")


def parsed(response):
    found = feedparser.parse(response.content)
    assert not found.bozo, found.get("bozo_exception")
    return found


@pytest.mark.parametrize("format", FORMATS)
def test_a_column_feed_has_its_newest_first_with_absolute_links(county, column, format):
    older = make_article(column, "旧闻", published_at=at(2026, 1, 1), summary="摘要 <b>&")
    newer = make_article(column, "新闻", published_at=at(2026, 2, 1), source="桐庐发布")
    response = reader_of(county).get(f"/zhengwu-dongtai/feed.{format}")
    feed = parsed(response)
    assert feed.feed.title == "政务动态 - 桐庐县人民政府"
    assert [entry.title for entry in feed.entries] == ["新闻", "旧闻"]
    assert [entry.link for entry in feed.entries] == [f"{county.base_url}/{page.address}" for page in (newer, older)]
    assert feed.entries[0].published_parsed[:5] == (2026, 2, 1, 1, 30)
    assert response["Content-Type"].startswith("application/")


@pytest.mark.parametrize("format", FORMATS)
def test_a_parent_column_feeds_what_stands_below_it(county, column, format):
    below = make_column(column, "部门动态", slug="bumen")
    make_article(below, "部门的消息")
    feed = parsed(reader_of(county).get(f"/zhengwu-dongtai/feed.{format}"))
    assert [entry.title for entry in feed.entries] == ["部门的消息"]


@pytest.mark.parametrize("format", FORMATS)
def test_the_portal_feed_merges_its_columns_and_knows_no_drafts(county, column, format):
    make_article(column, "新闻")
    make_document(make_column(county.home, "文件", slug="wenjian"), "通知")
    make_article(column, "草稿", live=False)
    feed = parsed(reader_of(county).get(f"/feed.{format}"))
    assert {entry.title for entry in feed.entries} == {"新闻", "通知"}


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_feed_is_valid_and_the_same_each_time(county, column, format):
    reader = reader_of(county)
    first, second = (reader.get(f"/zhengwu-dongtai/feed.{format}") for _ in range(2))
    assert parsed(first).entries == []
    assert first["ETag"] == second["ETag"]


@pytest.mark.parametrize("format", FORMATS)
def test_an_unchanged_feed_is_304_until_something_is_published(county, column, format):
    make_article(column, "新闻")
    reader, path = reader_of(county), f"/zhengwu-dongtai/feed.{format}"
    etag = reader.get(path)["ETag"]
    assert reader.get(path, headers={"if-none-match": etag}).status_code == 304
    make_article(column, "又一条")
    assert reader.get(path, headers={"if-none-match": etag}).status_code == 200


def test_atom_says_when_an_entry_was_updated(county, column):
    article = make_article(column, "新闻", published_at=at(2020, 1, 1))
    article.refresh_from_db()
    entry = parsed(reader_of(county).get("/zhengwu-dongtai/feed.atom")).entries[0]
    updated = datetime.datetime(*entry.updated_parsed[:6], tzinfo=datetime.UTC)
    assert abs(updated - article.last_published_at) < datetime.timedelta(seconds=1)


@pytest.mark.parametrize("format", FORMATS)
def test_what_xml_cannot_hold_is_left_out(county, column, format):
    make_article(column, "标题\x0b有控制符\ufffe", summary="\x08摘要")
    feed = parsed(reader_of(county).get(f"/zhengwu-dongtai/feed.{format}"))
    assert feed.entries[0].title == "标题有控制符"


@pytest.mark.parametrize("format", FORMATS)
def test_a_feed_is_bounded(county, column, format):
    for number in range(33):
        make_article(column, f"消息{number}")
    assert len(parsed(reader_of(county).get(f"/feed.{format}")).entries) == 30


def test_required_elements_of_rss_and_atom_are_there(county, column):
    make_article(column, "新闻")
    reader = reader_of(county)
    rss = lxml.etree.fromstring(reader.get("/feed.rss").content)
    for name in ("title", "link", "description", "lastBuildDate"):
        assert rss.findtext(f"channel/{name}"), name
    atom = lxml.etree.fromstring(reader.get("/feed.atom").content)
    name = "{http://www.w3.org/2005/Atom}"
    assert atom.findtext(f"{name}id")
    assert atom.findtext(f"{name}updated")
    assert atom.find(f"{name}link[@rel='self']").get("href") == f"{county.base_url}/feed.atom"
    assert atom.findtext(f"{name}entry/{name}author/{name}name")


def test_pages_name_the_feeds_of_their_column(county, column):
    article = make_article(column)
    links = tree_of(reader_of(county).get(f"/{article.address}")).xpath("//link[@rel='alternate']/@href")
    assert links == ["/zhengwu-dongtai/feed.atom", "/zhengwu-dongtai/feed.rss"]
