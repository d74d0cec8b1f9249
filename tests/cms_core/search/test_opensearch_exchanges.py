"""What the OpenSearch engine says to its server, request by request, against exchanges written from the documentation
by hand: no live server has ever answered them."""

from contextlib import contextmanager
from datetime import date

import pytest

from cms_core.search.analysis.question import ask
from cms_core.search.filters import Filters
from cms_core.search.opensearch.errors import NotBuilt, Refused
from cms_core.search.opensearch.index import Index
from cms_core.search.opensearch.locks import FileLocks
from cms_core.search.opensearch.names import Names
from cms_core.search.opensearch.server import Server
from tests.cms_core.search.opensearch_exchanges import playing
from tests.cms_core.search.records import pages, record

WRITTEN = record(7, "5G网络", "政务", portal=3)


@pytest.fixture
def engine(tmp_path):
    @contextmanager
    def talking(name):
        with playing(name) as address:
            made = Index(Server([address]), Names("portal"), FileLocks(tmp_path))
            yield made
            made.close()

    return talking


def test_a_search_with_filters_and_facets_is_asked_and_read_as_documented(engine):
    with engine("search") as index:
        narrowed = Filters(portal=3, year=2015, since=date(2015, 1, 1))
        found = index.search("政务公开 -解读", narrowed, facets=True)
    assert pages(found) == [7]
    assert (found.total, found.more, found.loose) == (10_000, True, False)
    assert found.facets["portal"] == {3: 10_500}
    assert found.facets["year"] == {2015: 10_500}
    assert found.facets["theme"] == {}
    hit = found.hits[0]
    assert (hit.score, hit.title, hit.number, hit.body) == (12.5, "政务公开条例", "国令〔2019〕711号", "")
    assert (hit.facts["portal"], hit.facts["kind"], hit.facts["theme"], hit.facts["column"]) == (3, "document", "", 0)


def test_a_search_that_finds_nothing_is_loosened_to_its_rarest_pairs_as_documented(engine):
    with engine("loose_search") as index:
        found = index.search("展会补贴")
    assert (pages(found), found.total, found.loose) == ([7], 12, True)


def test_pages_are_written_and_taken_out_as_documented(engine):
    with engine("write") as index:
        index.write([WRITTEN], gone=[8])


def test_what_the_server_refuses_of_a_write_is_an_error(engine):
    with engine("write_refused_in_part") as index, pytest.raises(Refused, match="太忙"):
        index.write([WRITTEN], gone=[8])


def test_a_rebuild_fills_another_index_and_switches_the_alias_as_documented(engine):
    with engine("rebuild") as index:
        assert index.rebuild([WRITTEN]) == 1


def test_suggestions_are_asked_as_documented(engine):
    with engine("suggest") as index:
        assert index.suggest("zhengwu", Filters(portal=3)) == ["政务公开条例"]


def test_titles_are_asked_as_documented(engine):
    with engine("titled") as index:
        assert [hit.page for hit in index.titled(ask("政务公开"), size=5)] == [7]


def test_that_there_is_no_index_is_said_with_what_to_do(engine):
    with engine("no_index") as index, pytest.raises(NotBuilt, match="rebuild_search"):
        index.search("政务")
