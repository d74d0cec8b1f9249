"""Whatever editors do to a page, its entry says the same as the page, in the same transaction."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms_core.catalogue.counters import counts
from cms_core.catalogue.sync import sync, write_entries
from cms_core.catalogue.verify import verify
from cms_core.catalogue.years import year_of
from cms_core.models import ArticlePage, Entry, EntryCount
from sites.models import PortalLevel
from tests.factories import make_article, make_column, make_document, make_organisation, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_differs_afterwards(db):
    yield
    report = verify()
    assert report.differences == 0, report.as_dict()


@pytest.fixture
def portal():
    return make_portal()


@pytest.fixture
def column(portal):
    return make_column(portal.home)


def fresh(page):
    return Page.objects.get(pk=page.pk)


def restrict(page):
    return PageViewRestriction.objects.create(page=fresh(page), restriction_type="login")


def visible():
    return set(Entry.objects.visible().values_list("title", flat=True))


def test_publishing_writes_the_entry(portal, column):
    article = make_article(column, "推进会召开", source="县政府办", pinned=True, summary="摘要")
    entry = Entry.objects.get()
    assert entry.pk == article.pk
    assert (entry.kind, entry.title, entry.source, entry.summary) == ("article", "推进会召开", "县政府办", "摘要")
    assert (entry.pinned, entry.visible, entry.address) == (True, True, article.address)
    assert (entry.site_home_id, entry.portal_home_id, entry.column_id) == (portal.home_id, portal.home_id, column.pk)
    assert counts([column.pk]) == {column.pk: 1}


def test_a_document_brings_its_facts(column):
    issuer = make_organisation("桐庐县人民政府办公室")
    make_document(
        column, issuer=issuer, document_number="桐政办〔2026〕3 号", date_written=datetime.date(2026, 3, 1), theme=""
    )
    entry = Entry.objects.get()
    assert (entry.kind, entry.organisation_id, entry.validity) == ("document", issuer.pk, "in_force")
    assert entry.document_key == "桐政办〔2026〕3号"
    assert entry.date_written == datetime.date(2026, 3, 1)


def test_a_draft_has_no_entry(column):
    make_article(column, live=False)
    assert not Entry.objects.exists()


def test_an_edit_shows_only_when_it_is_published(column):
    article = make_article(column, "旧标题")
    article.title = "新标题"
    revision = article.save_revision()
    assert Entry.objects.get().title == "旧标题"
    revision.publish()
    assert Entry.objects.get().title == "新标题"


def test_going_back_to_an_older_revision_brings_its_entry_back(column):
    article = make_article(column, "旧标题")
    first = article.latest_revision
    article.title = "新标题"
    article.save_revision().publish()
    first.as_object().save_revision(previous_revision=first).publish(previous_revision=first)
    assert Entry.objects.get().title == "旧标题"


def test_unpublishing_takes_it_out(column):
    make_article(column).unpublish()
    assert not Entry.objects.exists()
    assert counts([column.pk]) == {}


def test_unpublishing_a_column_with_all_below_takes_out_all(portal, column):
    make_article(make_column(column))
    make_article(column)
    fresh(column).specific.unpublish()
    assert visible() == set()


def test_an_expired_page_leaves_with_the_scheduler(column):
    article = make_article(column, expire_at=timezone.now() + datetime.timedelta(days=1))
    ArticlePage.objects.filter(pk=article.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not Entry.objects.exists()


def test_scheduled_content_shows_nothing_before_its_time(column):
    article = make_article(column, live=False)
    article.go_live_at = timezone.now() + datetime.timedelta(days=1)
    revision = article.save_revision()
    revision.publish()
    assert not Entry.objects.exists()
    past = timezone.now() - datetime.timedelta(minutes=1)
    revision.refresh_from_db()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled")
    assert Entry.objects.get().page_id == article.pk


def test_a_copy_is_new_content(column):
    article = make_article(column, published_at=datetime.datetime(2019, 5, 1, tzinfo=datetime.UTC))
    copied = article.copy(to=column, update_attrs={"slug": "copied"})
    copied.refresh_from_db()
    assert copied.address.endswith(f"/{copied.pk}.html")
    assert year_of(copied.published_at) == year_of(timezone.now())
    assert Entry.objects.count() == 2


def test_a_draft_copy_waits(column):
    copied = make_article(column).copy(to=column, update_attrs={"slug": "copied"}, keep_live=False)
    assert not Entry.objects.filter(pk=copied.pk).exists()
    assert copied.address_settled is False


def test_copying_a_column_copies_its_entries(portal, column):
    make_article(column)
    make_article(make_column(column))
    copied = fresh(column).specific.copy(recursive=True, to=fresh(portal.home), update_attrs={"slug": "copied"})
    assert Entry.objects.count() == 4
    assert counts([copied.pk]) == {copied.pk: 1}


def test_an_alias_has_an_entry_and_address_of_its_own_and_follows_its_source(portal, column):
    article = make_article(column, "旧标题")
    alias = article.create_alias(parent=make_column(portal.home), update_slug="alias")
    assert alias.address.endswith(f"/{alias.pk}.html")
    article.title = "新标题"
    article.save_revision().publish()
    assert Entry.objects.get(pk=alias.pk).title == "新标题"
    article.unpublish()
    assert not Entry.objects.exists()


def test_moving_content_moves_its_entry_and_the_count(portal, column):
    article = make_article(column)
    other = make_column(portal.home)
    fresh(article).move(other, pos="last-child")
    assert Entry.objects.get().column_id == other.pk
    assert counts([column.pk, other.pk]) == {other.pk: 1}


def test_a_column_that_moves_to_another_portal_takes_its_entries_along(portal, column):
    make_article(column)
    make_article(make_column(column))
    other = make_portal("jiande")
    fresh(column).move(fresh(other.home), pos="first-child")
    assert set(Entry.objects.values_list("site_home", "portal_home")) == {(other.home_id, other.home_id)}


def test_entries_of_a_subsite_answer_on_its_countys_host(portal):
    town = make_portal("fenshui", PortalLevel.SUBSITE, portal)
    make_article(make_column(town.home))
    entry = Entry.objects.get()
    assert (entry.site_home_id, entry.portal_home_id) == (portal.home_id, town.home_id)


def test_a_move_that_dies_before_wagtails_own_signal_is_whole_all_the_same(portal, column, monkeypatch):
    make_article(column)
    other = make_portal("jiande")

    def die(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("wagtail.actions.move_page.post_page_move.send", die)
    with pytest.raises(KeyboardInterrupt):
        fresh(column).move(fresh(other.home), pos="last-child")
    assert Entry.objects.get().site_home_id == other.home_id


def test_what_is_rolled_back_leaves_nothing(column):
    class Stop(Exception):
        pass

    with pytest.raises(Stop), transaction.atomic():
        make_article(column)
        raise Stop
    assert not Entry.objects.exists()
    assert counts([column.pk]) == {}


def test_deleting_content(column):
    make_article(column).delete()
    assert not Entry.objects.exists()
    assert counts([column.pk]) == {}


def test_deleting_a_column_and_a_queryset_of_pages(portal, column):
    inner = make_column(column)
    make_article(inner)
    kept = [make_article(column, slug=f"article-{number}") for number in range(3)]
    fresh(inner).delete()
    Page.objects.filter(pk__in=[kept[0].pk, kept[1].pk]).delete()
    assert set(Entry.objects.values_list("pk", flat=True)) == {kept[2].pk}
    fresh(column).delete()
    assert not Entry.objects.exists()
    assert not EntryCount.objects.exists()


def test_a_home_page_that_closes_hides_its_entries_and_its_subsites(portal, column):
    town = make_portal("fenshui", PortalLevel.SUBSITE, portal)
    make_article(make_column(town.home), "镇上")
    make_article(column, "县里")
    for live, expected in [(False, set()), (True, {"镇上", "县里"})]:
        home = fresh(portal.home).specific
        home.live = live
        home.save()
        assert visible() == expected
    home = fresh(town.home).specific
    home.live = False
    home.save()
    assert visible() == {"县里"}
    assert counts([column.pk]) == {column.pk: 1}


def test_what_is_below_a_private_page_is_not_visible(portal, column):
    make_article(make_column(column), "内部")
    make_article(make_column(portal.home), "公开")
    restriction = restrict(column)
    assert visible() == {"公开"}
    make_article(column, "也是内部")
    assert visible() == {"公开"}
    restriction.delete()
    assert visible() == {"公开", "内部", "也是内部"}


def test_private_content(column):
    article = make_article(column, "内部")
    make_article(column, "公开")
    restriction = restrict(article)
    assert visible() == {"公开"}
    fresh(column).specific.unpublish()
    column.refresh_from_db()
    column.live = True
    column.save()
    assert visible() == {"公开"}
    restriction.delete()
    assert visible() == {"公开", "内部"}


def test_a_private_page_can_be_deleted(column):
    article = make_article(column)
    restrict(article)
    restrict(column)
    fresh(article).delete()
    make_article(column)
    fresh(column).delete()
    assert not Entry.objects.exists()


def test_an_alias_is_as_private_as_its_source(portal, column):
    article = make_article(column, "内部")
    article.create_alias(parent=make_column(portal.home), update_slug="alias")
    restriction = restrict(article)
    assert visible() == set()
    restriction.delete()
    assert Entry.objects.visible().count() == 2


def test_a_change_of_date_changes_the_year_it_counts_in(column):
    article = make_article(column, published_at=datetime.datetime(2019, 12, 31, 15, 59, tzinfo=datetime.UTC))
    assert EntryCount.objects.get().year == 2019
    article.published_at = datetime.datetime(2019, 12, 31, 16, 0, tzinfo=datetime.UTC)
    article.save_revision().publish()
    assert list(EntryCount.objects.filter(count__gt=0).values_list("year", "count")) == [(2020, 1)]


def test_a_counter_that_went_wrong_keeps_nobody_from_withdrawing(column):
    article = make_article(column)
    EntryCount.objects.update(count=0)
    article.unpublish()
    assert EntryCount.objects.get().count == 0


def test_renaming_a_column_changes_no_entry(column):
    make_article(column)
    before = Entry.objects.values().get()
    column.title = "要闻"
    column.save()
    assert Entry.objects.values().get() == before


def test_content_outside_every_portal_has_no_entry(portal, column):
    article = make_article(column)
    branch = fresh(portal.home).get_parent()
    fresh(article).move(branch, pos="last-child")
    assert not Entry.objects.exists()


class TestCost:
    """What the catalogue adds to a publication; PostgreSQL takes two queries more, for the lock.

    One of them is the row for the search index, also where no entry had to change: the text may have. The directory of
    open information follows the catalogue in the same transaction.
    """

    @pytest.fixture
    def article(self, column):
        make_article(column)
        return make_article(column)

    def cost(self, number, directory=5):
        return number + directory + 2 * connection.features.has_select_for_update

    def test_nothing_changed(self, article, django_assert_num_queries):
        with django_assert_num_queries(self.cost(3)):
            sync(article)

    def test_an_edit(self, article, django_assert_num_queries):
        article.title = "新标题"
        with django_assert_num_queries(self.cost(4)):
            sync(article)
        article.save()

    def test_a_first_publication(self, article, django_assert_num_queries):
        Entry.objects.filter(pk=article.pk).delete()
        EntryCount.objects.update(count=1)
        with django_assert_num_queries(self.cost(6)):
            sync(article)

    def test_a_thousand_pages_at_once(self, column, django_assert_num_queries):
        pages = [
            ArticlePage(pk=10**6 + number, path=f"{column.path}{number:04d}", live=False) for number in range(1000)
        ]
        with django_assert_num_queries(2 * self.cost(2, directory=2)):
            write_entries(pages)

    def test_a_draft_saved_again_and_again_costs_nothing(self, article):
        with CaptureQueriesContext(connection) as queries:
            article.save_revision()
        assert not any("cms_core_entry" in query["sql"] for query in queries)
