"""Withdrawn in any number, pages are in no answer of the next request, though they are taken out of the index later."""

import pytest
from wagtail.models import Page, PageViewRestriction

from cms_core.models import ArticlePage, Unindexed
from cms_core.search.analysis.question import ask
from cms_core.search.engine import engine
from cms_core.search.feed import outbox
from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from sites.actions.change_state import show_home
from sites.models import PortalState
from tests.factories import make_article, make_column, make_portal

pytestmark = pytest.mark.django_db
MANY = outbox.AT_ONCE + 1


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Each `with committed():` is a transaction that commits."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def portal():
    return make_portal()


@pytest.fixture
def column(portal, committed):
    """With more pages than are followed at once, and beside it one other page that says the same."""
    column, other = make_column(portal.home), make_column(portal.home)
    with committed():
        pages = [PageSpec(ArticlePage(title="内部通报", slug=f"p{number}")) for number in range(MANY)]
        write_pages(Page.objects.get(pk=column.pk), pages)
        make_article(other, "内部通报选编")
    outbox.catch_up()
    return column


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def close_column(column, portal):
    PageViewRestriction.objects.create(page=Page.objects.get(pk=column.pk), restriction_type="login")


def unpublish_column(column, portal):
    fresh(column).unpublish()


def delete_column(column, portal):
    Page.objects.get(pk=column.pk).delete()


@pytest.mark.parametrize("withdraw", [close_column, unpublish_column, delete_column])
def test_withdrawn_pages_are_in_no_answer_of_the_next_request(withdraw, column, portal, committed):
    assert engine().search(ask("内部通报")).total == MANY + 1
    with committed():
        withdraw(column, portal)
    found = engine().search(ask("内部通报"), facets=True)
    assert Unindexed.objects.exists(), "the worker has not followed yet"
    assert (len(found.hits), found.total, found.facets["kind"]) == (1, 1, {"article": 1})
    assert len(engine().titled(ask("内部通报"), size=1000)) == 1
    assert engine().suggest("内部通报") == engine().suggest("nbtb") == ["内部通报选编"]
    assert engine().frequency("内部通报") == 1
    outbox.catch_up()
    assert engine().search(ask("内部通报")).total == 1
    assert not Unindexed.objects.exists()


def test_many_pages_withdrawn_one_by_one_in_one_transaction_are_hidden_together(column, committed, monkeypatch):
    monkeypatch.setattr(outbox, "AT_ONCE", 4)
    with committed():
        for page in ArticlePage.objects.child_of(column)[:5]:
            page.unpublish()
    assert engine().search(ask("内部通报")).total == MANY + 1 - 5
    assert Unindexed.objects.values("page_number").distinct().count() == 5


def test_a_portal_that_goes_back_to_preparing_is_not_found(column, portal, committed):
    with committed():
        portal.state = PortalState.PREPARING
        portal.save()
        show_home(portal)
    assert engine().search(ask("内部通报")).total == 0
    assert engine().suggest("内部通报") == []


def test_a_portal_that_is_offline_for_some_days_is_found(column, portal, committed):
    """As in the province's lists: its addresses say themselves that they answer again."""
    with committed():
        portal.state = PortalState.OFFLINE
        portal.save()
        show_home(portal)
    assert engine().search(ask("内部通报")).total == MANY + 1


def test_what_is_opened_again_before_the_worker_came_is_found_when_it_has(column, portal, committed):
    with committed():
        close_column(column, portal)
    with committed():
        PageViewRestriction.objects.all().delete()
    outbox.catch_up()
    assert engine().search(ask("内部通报")).total == MANY + 1


def test_what_a_killed_process_could_not_hide_is_hidden_first(column, portal, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        close_column(column, portal)
    assert engine().search(ask("内部通报")).total == MANY + 1
    outbox.catch_up(seconds=0)
    assert engine().search(ask("内部通报")).total == 1


def test_withdrawn_within_an_import_they_are_hidden_at_once(column, portal, committed):
    page = ArticlePage.objects.child_of(column).first()
    with committed(), outbox.deferred():
        page.unpublish()
    assert engine().search(ask("内部通报")).total == MANY


def test_a_bulk_change_costs_no_more_queries_of_what_stays(column, committed, django_assert_max_num_queries):
    ids = list(ArticlePage.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(3), committed():
        outbox.note(ids)  # in the outbox, and looked at whether the public may see them
