"""Columns of the lists: their face, the parent of the four, tiles of the home page, menus, the site map."""

import datetime

import pytest

from cms_core.catalogue.overdue import overdue_columns
from cms_core.models import ColumnPage, HomePage
from listings.kinds import ListKind
from listings.states import LineKind
from tests import factories
from tests.cms_core.serving import reader_of, texts
from tests.listings.factories import added, adjust, change, make_body, power
from tests.listings.public_factories import fund, listing_of, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return make_province()


def column(parent, title, key, slug):
    return factories.make_column(parent, title, slug=slug, column_type="权责清单", blueprint_key=key)


def test_a_column_shows_its_list_and_its_articles_on_demand(portal):
    listing = listing_of(portal)
    added(listing, power(make_body(listing), "会计许可"))
    factories.make_article(listing.column, "关于清单的公告")
    reader = reader_of(portal)
    address = f"/{listing.column.slug}/"
    page = reader.get(address).content.decode()
    assert "会计许可" in page
    assert "关于清单的公告" not in page
    assert f'href="{address}?view=list"' in page
    assert "关于清单的公告" in reader.get(f"{address}?view=list").content.decode()


def test_a_column_without_a_list_keeps_its_articles(portal):
    own = column(portal.home, "权力清单", "lists.powers", "quanli")
    factories.make_article(own, "老的清单文章")
    assert "老的清单文章" in reader_of(portal).get("/quanli/").content.decode()


def test_the_parent_column_shows_all_lists_with_live_counts(portal):
    parent = column(portal.home, "四张清单", "lists", "qingdan")
    powers = listing_of(portal)
    powers.column.move(parent, "last-child")
    funds = listing_of(portal, ListKind.FUND, "lists.funds")
    type(funds.column).objects.get(pk=funds.column_id).move(parent, "last-child")
    (item, *_) = added(powers, *(power(make_body(powers)) for _ in range(3)))
    added(funds, fund(make_body(funds)))
    adjust(powers, change(LineKind.CANCEL, item), day=datetime.date(2026, 2, 1))
    page = reader_of(portal).get("/qingdan/")
    assert texts(page, "//p[@class='card-count']") == ["2 项", "1 项"]
    assert "?scope=all" in page.content.decode()


def test_tiles_of_the_home_page_count_items(portal):
    listing = listing_of(portal)
    added(listing, *(power(make_body(listing)) for _ in range(3)))
    home = HomePage.objects.get(pk=portal.home_id)
    tile = {"title": "权力清单", "icon": "power", "column": listing.column_id, "url": ""}
    home.sections = [{"type": "tiles", "value": {"title": "四张清单", "tiles": [tile]}}]
    home.save_revision().publish()
    assert texts(reader_of(portal).get("/"), "//span[@class='tile-count']") == ["3 项"]


def test_a_column_with_a_list_is_in_menus_and_an_empty_one_is_not(portal):
    listing = listing_of(portal)
    column(portal.home, "空栏目", "lists.funds", "kong")
    added(listing, power(make_body(listing)))
    menu = texts(reader_of(portal).get("/"), "//nav[contains(@class,'navigation')]//a")
    assert "权力清单" in menu
    assert "空栏目" not in menu


def test_items_are_in_the_site_map_of_their_own_host(portal):
    listing = listing_of(portal)
    (item,) = added(listing, power(make_body(listing)))
    city = factories.make_portal("hangzhou", "city", portal, name="杭州市人民政府")
    index = reader_of(portal).get("/sitemap.xml").content.decode()
    assert "/sitemap-lists-1.xml" in index
    assert item.path in reader_of(portal).get("/sitemap-lists-1.xml").content.decode()
    assert "/sitemap-lists" not in reader_of(city).get("/sitemap.xml").content.decode()


def test_a_column_that_shows_a_list_is_not_called_empty_nor_is_the_one_above_it(portal):
    parent = column(portal.home, "四张清单", "lists", "qingdan")
    powers = listing_of(portal)
    powers.column.move(parent, "last-child")
    empty = factories.make_column(portal.home, "动态")
    ColumnPage.objects.update(update_days=14)
    today = datetime.date(2026, 11, 23)
    assert {row.id for row in overdue_columns([portal.home], today)} == {parent.pk, powers.column_id, empty.pk}
    added(powers, power(make_body(powers)))
    assert {row.id for row in overdue_columns([portal.home], today)} == {empty.pk}
