"""Feeds parse, sitemaps keep to sitemaps.org, and what they name is there."""

import datetime
import re

import feedparser
import pytest
from lxml import etree, html

from tests.browser.kinds import LOOKS

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XML = etree.XMLParser(recover=False, no_network=True, resolve_entities=False)


def feeds_of(served, reader, look, kind):
    page = html.fromstring(reader.get(served.pages[look][kind])[1])
    page.make_links_absolute(served.pages[look][kind])
    return page.xpath("//link[@rel='alternate'][contains(@type, 'xml')]/@href")


@pytest.mark.parametrize("kind", ["home", "column list", "column documents", "column empty"])
@pytest.mark.parametrize("look", LOOKS)
def test_every_feed_that_a_page_names_parses(served, reader, look, kind):
    addresses = feeds_of(served, reader, look, kind)
    assert len(addresses) == 2
    for address in addresses:
        status, body, media_type = reader.get(address)
        assert status == 200
        assert media_type in {"application/atom+xml", "application/rss+xml"}
        etree.fromstring(body, XML)
        feed = feedparser.parse(body)
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.feed.title
        assert bool(feed.entries) == (kind != "column empty")
        for entry in feed.entries:
            assert entry.title and entry.link.startswith("http") and entry.id
            assert "updated_parsed" in entry or "published_parsed" in entry


def locations(reader, address, container, member):
    status, body, media_type = reader.get(address)
    assert (status, media_type) == (200, "application/xml")
    root = etree.fromstring(body, XML)
    assert root.tag == SITEMAP + container
    assert {child.tag for child in root} <= {SITEMAP + member}
    assert len(root) <= 50_000 and len(body) <= 50 * 1024 * 1024
    for changed in root.iter(SITEMAP + "lastmod"):
        datetime.datetime.fromisoformat(changed.text)
    return [child.findtext(f"{SITEMAP}loc") for child in root]


@pytest.mark.parametrize("look", LOOKS)
def test_the_sitemap_names_the_portals_pages_and_only_those(served, reader, look):
    home = served.pages[look]["home"]
    files = locations(reader, home + "sitemap.xml", "sitemapindex", "sitemap")
    named = [address for file in files for address in locations(reader, file, "urlset", "url")]
    assert len(named) == len(set(named))
    assert all(address.startswith(home) for address in named)
    for kind in ("home", "column list", "article", "document", "topic"):
        assert served.pages[look][kind] in named
    assert served.pages[look]["gone"] not in named
    for address in named[:: max(1, len(named) // 10)]:
        assert reader.get(address)[0] == 200, address


@pytest.mark.parametrize("look", LOOKS)
def test_robots_names_the_sitemap(served, reader, look):
    home = served.pages[look]["home"]
    status, body, media_type = reader.get(home + "robots.txt")
    assert (status, media_type) == (200, "text/plain")
    assert re.search(rf"^Sitemap: {re.escape(home)}sitemap.xml$", body.decode(), re.MULTILINE)
