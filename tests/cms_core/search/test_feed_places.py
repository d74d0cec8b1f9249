"""What moves is found where it stands now: by its portal, its site, its column, its address."""

import pytest
from wagtail.models import Page

from cms_core.models import ArticlePage
from cms_core.search import sources
from cms_core.search.analysis.question import ask
from cms_core.search.engine import engine
from cms_core.search.feed import outbox, verify
from cms_core.search.filters import Filters
from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from sites.models import PortalLevel
from tests.factories import make_article, make_column, make_document, make_organisation, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def portal():
    return make_portal()


@pytest.fixture
def other():
    return make_portal("chunan")


def page_of(thing):
    return Page.objects.get(pk=thing.pk)


def total(**filters):
    return engine().search(ask("政务公开"), Filters(**filters)).total


@pytest.mark.parametrize("number", [1, outbox.AT_ONCE + 1], ids=["at once", "by the worker"])
def test_a_column_that_moves_to_another_portal(number, portal, other, committed):
    column = make_column(portal.home)
    with committed():
        specs = [PageSpec(ArticlePage(title="政务公开", slug=f"p{place}")) for place in range(number)]
        write_pages(page_of(column), specs)
    outbox.catch_up()
    with committed():
        page_of(column).move(page_of(other.home), "last-child")
    outbox.catch_up()
    homes = portal.home.pk, other.home.pk
    assert [total(portal=home) for home in homes] == [total(site=home) for home in homes] == [0, number]
    facets = engine().search(ask("政务公开"), facets=True).facets
    assert facets["portal"] == {other.home.pk: number}


def test_a_page_that_moves_to_another_column(portal, committed):
    first, second = make_column(portal.home), make_column(portal.home)
    with committed():
        page = make_article(first, "政务公开")
    with committed():
        page_of(page).move(page_of(second), "last-child")
    assert (total(columns=(first.pk,)), total(columns=(second.pk,))) == (0, 1)


def test_a_page_that_moves_to_another_portal_answers_there(portal, other, committed):
    with committed():
        page = make_article(make_column(portal.home), "政务公开")
    with committed():
        page_of(page).move(page_of(make_column(other.home)), "last-child")
    assert (total(portal=portal.home.pk), total(portal=other.home.pk)) == (0, 1)
    assert "//chunan." in sources.results_of([page.pk])[page.pk]["url"]


def test_a_subsite_has_its_own_portal_and_its_countys_site(portal, committed):
    subsite = make_portal("zhen", PortalLevel.SUBSITE, portal)
    with committed():
        make_article(make_column(subsite.home), "政务公开")
    assert (total(portal=subsite.home.pk), total(portal=portal.home.pk), total(site=portal.home.pk)) == (1, 0, 1)


def test_a_column_with_another_slug_keeps_its_pages(portal, committed):
    column = make_column(portal.home, slug="old")
    with committed():
        page = make_article(column, "政务公开")
    address = sources.results_of([page.pk])[page.pk]["url"]
    with committed():
        renamed = page_of(column).specific
        renamed.slug = "new"
        renamed.save()
    assert total(columns=(column.pk,)) == 1
    assert sources.results_of([page.pk])[page.pk]["url"] == address


def test_an_issuer_with_another_name_is_found_by_it(portal, committed):
    issuer = make_organisation("淳安县经贸局")
    with committed():
        page = make_document(make_column(portal.home), "政务公开", issuer=issuer)
    issuer.name = "淳安县经信局"
    with committed():
        issuer.save()
    assert engine().search(ask("淳安县经信局")).hits[0].page == page.pk
    assert engine().search(ask('"淳安县经贸局"')).total == 0
    assert not verify.verify().differences
