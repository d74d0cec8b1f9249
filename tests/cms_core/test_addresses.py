"""Addresses are for life: what moved answers with its new address, what was withdrawn says so."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page

from cms_core.catalogue.addresses import Found, Gone, Missing, Moved, resolve_content, resolve_moved
from cms_core.models import ArticlePage, Entry, FormerAddress, MovedPrefix
from sites.models import PortalLevel
from tests.factories import make_article, make_column, make_document, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return make_portal()


@pytest.fixture
def column(portal):
    return make_column(portal.home, slug="a")


def fresh(page):
    return Page.objects.get(pk=page.pk)


def rename(page, slug):
    page = fresh(page).specific
    page.slug = slug
    page.save()


def move(page, target):
    fresh(page).move(fresh(target), pos="last-child")


class TestContent:
    def test_an_address_has_kind_year_month_and_number(self, column):
        moment = datetime.datetime(2015, 3, 31, 16, 30, tzinfo=datetime.UTC)
        article = make_article(column, published_at=moment)
        assert article.address == f"art/2015/4/{article.pk}.html"
        assert make_document(column, published_at=moment).address.startswith("doc/2015/4/")

    def test_it_follows_the_date_until_it_is_published_and_never_after(self, column):
        article = make_article(column, live=False)
        article.published_at = datetime.datetime(2014, 1, 2, tzinfo=datetime.UTC)
        article.save_revision().publish()
        article.refresh_from_db()
        assert article.address == f"art/2014/1/{article.pk}.html"
        article.published_at = datetime.datetime(2013, 1, 2, tzinfo=datetime.UTC)
        article.title = "另一个标题"
        article.save_revision().publish()
        article.refresh_from_db()
        assert article.address == f"art/2014/1/{article.pk}.html"
        assert article.published_at.year == 2013

    def test_an_old_revision_does_not_bring_an_old_address_back(self, column):
        article = make_article(column, live=False)
        revision = article.save_revision()
        article.published_at = datetime.datetime(2014, 1, 2, tzinfo=datetime.UTC)
        article.save_revision().publish()
        revision.publish()
        article.refresh_from_db()
        assert article.address == f"art/2014/1/{article.pk}.html"

    def test_a_page_created_live_has_its_address_at_once(self, column):
        article = column.add_child(instance=ArticlePage(title="标题", slug="title"))
        assert article.address.endswith(f"/{article.pk}.html")
        assert article.address_settled
        assert Entry.objects.get().address == article.address
        assert ArticlePage.objects.get().address == article.address

    def test_a_date_in_the_future_is_refused_unless_it_is_scheduled_for_then(self, column):
        tomorrow = timezone.now() + datetime.timedelta(days=1)
        article = make_article(column, live=False)
        article.published_at = tomorrow
        with pytest.raises(ValidationError, match="定时发布"):
            article.full_clean()
        article.go_live_at = tomorrow
        article.full_clean()

    def test_found_with_one_query(self, portal, column, django_assert_num_queries):
        article = make_article(column)
        with django_assert_num_queries(1):
            found = resolve_content(portal.home, article.address)
        assert isinstance(found, Found)
        assert (found.page_id, found.entry.title) == (article.pk, article.title)

    @pytest.mark.parametrize(
        "address",
        [
            *("art/2026/13/999999999.html", "art/2026/3/.html", "art/2026/3/1.htm", "art/x/3/1.html", "", "\x00"),
            *("art/2026/3/9999999999999999999999.html", "art/２０２６/3/1.html", "art/2026/3/1.html\n"),
        ],
    )
    def test_what_is_no_address_is_missing(self, portal, address):
        assert resolve_content(portal.home, address) == Missing()

    def test_the_address_of_another_month_is_missing(self, portal, column):
        article = make_article(column, published_at=datetime.datetime(2020, 5, 5, tzinfo=datetime.UTC))
        assert resolve_content(portal.home, article.address.replace("/5/", "/6/")) == Missing()

    def test_a_draft_is_missing(self, portal, column):
        article = make_article(column, live=False)
        assert resolve_content(portal.home, article.address) == Missing()

    def test_withdrawn_is_gone_and_comes_back_when_published_again(self, portal, column, django_assert_num_queries):
        article = make_article(column, "标题")
        article.unpublish()
        with django_assert_num_queries(2):
            assert resolve_content(portal.home, article.address) == Gone("标题")
        article.save_revision().publish()
        assert isinstance(resolve_content(portal.home, article.address), Found)
        assert not FormerAddress.objects.exists()

    def test_deleted_is_gone(self, portal, column):
        article = make_article(column, "标题")
        article.delete()
        assert resolve_content(portal.home, article.address) == Gone("标题")

    def test_what_the_public_never_saw_keeps_its_title(self, column, portal):
        home = fresh(portal.home).specific
        home.live = False
        home.save()
        article = make_article(column, "秘密")
        article.delete()
        assert resolve_content(portal.home, article.address) == Gone("")

    def test_moved_to_another_host_and_back(self, portal, column, django_assert_num_queries):
        article = make_article(column)
        other = make_portal("jiande")
        target = make_column(other.home)
        move(article, target)
        with django_assert_num_queries(2):
            moved = resolve_content(portal.home, article.address)
        assert moved == Moved(f"{other.site.root_url}/{article.address}")
        assert isinstance(resolve_content(other.home, article.address), Found)
        move(article, column)
        assert isinstance(resolve_content(portal.home, article.address), Found)
        assert resolve_content(other.home, article.address) == Moved(f"{portal.site.root_url}/{article.address}")

    def test_moved_and_then_withdrawn_is_gone_on_both(self, portal, column):
        article = make_article(column)
        other = make_portal("jiande")
        move(article, make_column(other.home))
        fresh(article).specific.unpublish()
        assert isinstance(resolve_content(portal.home, article.address), Gone)
        assert isinstance(resolve_content(other.home, article.address), Gone)

    def test_moving_a_column_to_another_host_moves_what_is_in_it(self, portal, column):
        article = make_article(make_column(column))
        other = make_portal("jiande")
        move(column, other.home)
        assert resolve_content(portal.home, article.address) == Moved(f"{other.site.root_url}/{article.address}")

    def test_within_one_host_nothing_moves(self, portal, column):
        town = make_portal("fenshui", PortalLevel.SUBSITE, portal)
        article = make_article(column)
        move(article, make_column(town.home))
        assert isinstance(resolve_content(portal.home, article.address), Found)
        assert not FormerAddress.objects.exists()

    def test_a_portal_can_be_deleted_with_all_it_has(self, portal, column):
        article = make_article(column)
        move(article, make_column(make_portal("jiande").home))
        make_article(column)
        home = portal.home
        portal.delete()
        portal.site.delete()
        fresh(home).delete()
        assert not FormerAddress.objects.filter(site_home=home.pk).exists()
        assert Entry.objects.count() == 1


class TestColumns:
    def test_a_column_that_never_moved(self, portal, column):
        assert resolve_moved(portal.home, "a/") is None
        assert resolve_moved(portal.home, "") is None
        assert resolve_moved(portal.home, "nowhere/at/all") is None

    def test_a_new_slug(self, portal, column):
        make_column(column, slug="inner")
        rename(column, "b")
        assert resolve_moved(portal.home, "a/") == "/b/"
        assert resolve_moved(portal.home, "a") == "/b/"
        assert resolve_moved(portal.home, "a/inner/") == "/b/inner/"
        assert resolve_moved(portal.home, "a/inner/feed.atom") == "/b/inner/feed.atom"
        assert MovedPrefix.objects.count() == 1

    def test_what_does_not_stand_at_the_new_place_is_not_promised(self, portal, column):
        rename(column, "b")
        assert resolve_moved(portal.home, "a/never/") is None

    def test_chains_end_in_one_step(self, portal, column):
        for slug in "bcd":
            rename(column, slug)
        assert {resolve_moved(portal.home, f"{slug}/") for slug in "abc"} == {"/d/"}

    def test_there_and_back_is_no_ring(self, portal, column):
        rename(column, "b")
        rename(column, "a")
        assert resolve_moved(portal.home, "b/") == "/a/"
        assert resolve_moved(portal.home, "a/") is None

    def test_two_that_swap_their_slugs(self, portal, column):
        other = make_column(portal.home, slug="b")
        rename(column, "x")
        rename(other, "a")
        rename(column, "b")
        assert resolve_moved(portal.home, "x/") == "/b/"
        assert resolve_moved(portal.home, "a/inner/") is None

    def test_a_column_that_moved_inside_one_that_moved(self, portal, column):
        inner = make_column(column, slug="inner")
        rename(column, "b")
        move(inner, make_column(portal.home, slug="elsewhere"))
        assert resolve_moved(portal.home, "a/inner/") == "/elsewhere/inner/"
        assert resolve_moved(portal.home, "b/inner/") == "/elsewhere/inner/"

    def test_to_another_host(self, portal, column):
        make_column(column, slug="inner")
        other = make_portal("jiande")
        move(column, other.home)
        assert resolve_moved(portal.home, "a/inner/") == f"{other.site.root_url}/a/inner/"

    def test_a_subsite_moves_like_a_column(self, portal):
        town = make_portal("fenshui", PortalLevel.SUBSITE, portal)
        before = town.home.url_path[len(portal.home.url_path) :]
        rename(town.home, "fenshui-zhen")
        assert resolve_moved(portal.home, before) == "/" + before.replace("/fenshui/", "/fenshui-zhen/")

    def test_a_portals_own_home_leaves_nothing(self, portal, column):
        rename(portal.home, "tonglu-xian")
        assert not MovedPrefix.objects.exists()

    def test_a_column_that_is_deleted_answers_nothing(self, portal, column):
        rename(column, "b")
        fresh(column).delete()
        assert resolve_moved(portal.home, "a/") is None

    def test_the_newest_to_leave_a_path_has_it(self, portal, column):
        rename(column, "b")
        second = make_column(portal.home, slug="a")
        rename(second, "c")
        assert resolve_moved(portal.home, "a/") == "/c/"

    def test_a_slug_changed_by_publishing_a_draft(self, portal, column):
        column.slug = "b"
        column.save_revision().publish()
        assert resolve_moved(portal.home, "a/") == "/b/"
