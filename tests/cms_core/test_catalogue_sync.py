"""Whatever editors do to a page, its entry says the same as the page, in the same transaction."""

import pytest
from wagtail.models import Page, PageViewRestriction

from cms_core.catalogue.counters import counts
from cms_core.catalogue.verify import verify
from cms_core.models import ArticlePage, Entry, FormerAddress
from tests.factories import make_article, make_column, make_document, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_differs_afterwards(db):
    yield
    assert verify().differences == 0, verify().as_dict()


@pytest.fixture
def portal():
    return make_portal()


@pytest.fixture
def column(portal):
    return make_column(portal.home)


def test_publishing_writes_the_entry(portal, column):
    article = make_article(column, "推进会召开", source="县政府办", pinned=True, summary="摘要")
    entry = Entry.objects.get()
    assert (entry.pk, entry.title, entry.source, entry.pinned, entry.summary) == (
        article.pk,
        "推进会召开",
        "县政府办",
        True,
        "摘要",
    )
    assert entry.address == article.address
    assert (entry.site_home_id, entry.portal_home_id, entry.column_id) == (portal.home_id, portal.home_id, column.pk)
    assert counts([column.pk]) == {column.pk: 1}


def test_a_draft_has_no_entry(column):
    make_article(column, live=False)
    assert not Entry.objects.exists()


def test_unpublish(column):
    article = make_article(column)
    article.unpublish()
    assert not Entry.objects.exists()
    assert counts([column.pk]) == {}
