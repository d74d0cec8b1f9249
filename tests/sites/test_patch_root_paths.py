"""The patch of site root paths still fits Wagtail, finds what stock finds, and notices changes made elsewhere."""

import inspect
import random
import threading

import pytest
from django.core.cache import cache
from django.db import connection
from wagtail.models import Page, Site

from sites.models import PortalLevel, RoutingToken
from sites.patches.root_paths import STOCK
from sites.routing import root_paths
from tests.factories import make_article, make_column, make_portal

pytestmark = pytest.mark.django_db

SIGNATURES = {
    "Page._get_site_root_paths": "(self, cache_object=None, **kwargs)",
    "Page._get_relevant_site_root_paths": "(self, cache_object=None)",
    "Site.get_site_root_paths": "()",
    "Site.clear_site_root_paths_cache": "()",
}


@pytest.fixture
def province():
    province = make_portal("zj", PortalLevel.PROVINCE)
    for city in ("hangzhou", "ningbo"):
        above = make_portal(city, PortalLevel.CITY, province)
        for county in range(4):
            portal = make_portal(f"{city}{county}", PortalLevel.COUNTY, above)
            make_article(make_column(make_column(portal.home)))
    make_article(make_column(make_portal("town", PortalLevel.SUBSITE, portal).home))
    return province


@pytest.mark.parametrize(("name", "signature"), SIGNATURES.items(), ids=SIGNATURES)
def test_what_is_patched_is_still_called_as_it_was(name, signature):
    assert str(inspect.signature(STOCK[name])) == signature


def test_wagtail_still_builds_addresses_from_what_is_patched():
    assert "self._get_relevant_site_root_paths(request)" in inspect.getsource(Page.get_url_parts)
    assert "site_id, root_path, root_url, language_code" in inspect.getsource(Page.get_url_parts)


def test_every_page_belongs_to_the_sites_that_stock_wagtail_finds(province):
    def stock_relevant(page):
        cache.clear()
        rows = STOCK["Site.get_site_root_paths"]()
        return tuple(row for row in rows if page.url_path.startswith(row.root_path))

    pages = list(Page.objects.all())
    assert len(pages) > 40
    for page in random.Random(1).sample(pages, 40):
        assert page._get_relevant_site_root_paths() == stock_relevant(page)
    cache.clear()
    assert Site.get_site_root_paths() == STOCK["Site.get_site_root_paths"]()


def test_addresses_of_many_pages_take_one_query_in_all(province, django_assert_num_queries):
    pages = list(Page.objects.filter(depth__gt=2))
    root_paths.forget()
    with django_assert_num_queries(1):
        assert sum(1 for page in pages if page.full_url) > 35


@pytest.mark.parametrize(
    ("scheme", "port", "address"),
    [
        ("http", 8000, "http://tonglu.localhost:8000"),
        ("http", 80, "http://tonglu.localhost"),
        ("https", 443, "https://tonglu.localhost"),
        ("https", 8443, "https://tonglu.localhost:8443"),
    ],
)
def test_scheme_and_port_are_the_installations_and_not_the_sites(settings, scheme, port, address):
    settings.PORTAL_SCHEME, settings.PORTAL_PUBLIC_PORT = scheme, port
    portal = make_portal()
    Site.objects.update(port=9999)
    root_paths.changed()
    assert portal.home.full_url == f"{address}/"
    assert portal.site.root_url == portal.base_url == address


def test_a_new_name_holds_at_once_where_it_was_given():
    portal = make_portal()
    assert "//tonglu.localhost" in portal.home.full_url
    portal.site.hostname = "www.tonglu.test"
    portal.site.save()
    assert "//www.tonglu.test" in portal.home.full_url
    site = portal.site
    portal.delete()
    site.delete()
    assert portal.home.full_url is None


def test_a_name_given_by_another_process_holds_from_the_next_request(client):
    portal = make_portal()
    stale = Site.get_site_root_paths()
    Site.objects.filter(pk=portal.site.pk).update(hostname="www.tonglu.test")
    RoutingToken.objects.update(token="written by another process")
    assert Site.get_site_root_paths() == stale
    client.get("/admin/login/", headers={"host": "www.tonglu.test"})
    assert "//www.tonglu.test" in portal.home.full_url


def test_a_name_given_by_another_process_holds_from_the_next_task():
    portal = make_portal()
    assert portal.home.full_url
    Site.objects.filter(pk=portal.site.pk).update(hostname="www.tonglu.test")
    RoutingToken.objects.update(token="written by another process")
    root_paths.check_database()
    assert "//www.tonglu.test" in portal.home.full_url


def test_an_unchanged_token_keeps_the_map(client, django_assert_num_queries):
    portal = make_portal()
    client.get("/admin/login/", headers={"host": "tonglu.localhost"})
    loaded = root_paths.current()
    client.get("/admin/login/", headers={"host": "tonglu.localhost"})
    assert root_paths.current() is loaded
    with django_assert_num_queries(0):
        assert portal.home.full_url


def test_threads_do_not_share_maps():
    make_portal()
    mine, others = root_paths.current(), []

    def look():
        others.append(getattr(root_paths._thread, "root_paths", None))
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert others == [None] and mine.ordered


def test_renaming_a_branch_moves_the_addresses_below_it(django_capture_on_commit_callbacks):
    portal = make_portal()
    article = make_article(make_column(portal.home, slug="zhengwu"))
    before = article.get_parent().full_url
    branch = portal.home.get_parent().specific
    branch.slug = "zhejiang"
    with django_capture_on_commit_callbacks(execute=True):
        branch.save()
    assert Page.objects.get(pk=article.get_parent().pk).full_url == before
