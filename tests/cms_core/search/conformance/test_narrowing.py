"""Filters, facets, orders and pages of results, on every engine."""

from datetime import UTC, date, datetime

import pytest

from cms_core.search.filters import Filters
from cms_core.search.found import DEEPEST
from cms_core.search.record import Record
from tests.cms_core.search.records import record

NARROWED = {
    "nothing": (Filters(), {1, 2, 3}),
    "site": (Filters(site=1), {1}),
    "portal": (Filters(portal=2), {2, 3}),
    "a portal without pages": (Filters(portal=9), set()),
    "columns": (Filters(columns=(11, 13)), {1, 3}),
    "many columns": (Filters(columns=(11, *range(1000, 1300))), {1}),
    "column type": (Filters(column_type="policy"), {2}),
    "kind": (Filters(kind="document"), {1, 2}),
    "organisation": (Filters(organisation=7), {3}),
    "theme": (Filters(theme="综合政务\\其他"), {1}),
    "validity": (Filters(validity="repealed"), {2}),
    "year": (Filters(year=2016), {2}),
    "since": (Filters(since=date(2016, 5, 1)), {2, 3}),
    "until": (Filters(until=date(2016, 5, 1)), {1, 2}),
    "one day": (Filters(since=date(2016, 5, 1), until=date(2016, 5, 1)), {2}),
    "days that never were": (Filters(since=date(2017, 1, 2), until=date(2017, 1, 1)), set()),
    "year outside the days": (Filters(year=2015, since=date(2016, 1, 1)), set()),
    "several": (Filters(portal=2, kind="document", year=2016, validity="repealed"), {2}),
    "an absurd year": (Filters(year=99999), {1, 2, 3}),
    "a hostile theme": (Filters(theme="' OR 1=1 --"), set()),
}


@pytest.fixture
def three(tested):
    first = {"site": 1, "portal": 1, "column": 11, "kind": "document", "theme": "综合政务\\其他"}
    second = {"column": 12, "column_type": "policy", "kind": "document", "validity": "repealed"}
    tested.write(
        record(1, body="政务", day="2015-01-01", **first),
        record(2, body="政务", day="2016-05-01", site=2, portal=2, **second),
        record(3, body="政务", day="2017-01-01", site=2, portal=2, column=13, kind="article", organisation=7),
    )
    return tested


@pytest.mark.parametrize(("filters", "found"), NARROWED.values(), ids=NARROWED)
def test_narrowed(three, filters, found):
    result = three.found('"政务"', filters)
    assert {hit.page for hit in result.hits} == found
    assert result.total == len(found)
    assert set(three.pages('"政务"', filters, order="date")) == found


def test_days_are_those_of_beijing(tested):
    last_minute, first_minute = datetime(2016, 5, 1, 15, 59, tzinfo=UTC), datetime(2016, 5, 1, 16, 0, tzinfo=UTC)
    at = [(1, last_minute), (2, first_minute), (3, datetime(2016, 12, 31, 16, 0, tzinfo=UTC))]
    tested.write(*(Record(page, "题", "政务", moment) for page, moment in at))
    assert tested.pages('"政务"', Filters(until=date(2016, 5, 1))) == [1]
    assert tested.pages('"政务"', Filters(since=date(2016, 5, 2), until=date(2016, 5, 2))) == [2]
    assert tested.pages('"政务"', Filters(year=2017)) == [3]


def test_newest_first(tested):
    days = {1: "2016-01-01", 2: "1966-01-01", 3: "2020-12-31", 4: "2020-12-30"}
    tested.write(*(record(page, body="政务", day=day) for page, day in days.items()))
    found = tested.found('"政务"', order="date")
    assert [hit.page for hit in found.hits] == [3, 4, 1, 2]
    assert {hit.score for hit in found.hits} == {0}


def test_pages_of_results_neither_overlap_nor_leave_out(tested):
    tested.write(*(record(page, body="政务" * (page % 3 + 1)) for page in range(1, 51)))
    for order in ("relevance", "date"):
        seen = [page for offset in range(0, 60, 20) for page in tested.pages("政务", order=order, offset=offset)]
        assert sorted(seen) == list(range(1, 51))


def test_paging_ends(three):
    for offset in (3, DEEPEST, DEEPEST + 1, 10**9):
        assert three.pages('"政务"', offset=offset) == []
    assert len(three.pages('"政务"', size=10**6)) == 3


def test_facets_count_what_is_found(tested):
    tested.write(
        record(1, body="政务", day="2015-01-01", portal=1, kind="document", validity="in_force", theme="农业"),
        record(2, body="政务", day="2016-01-01", portal=1, kind="article", organisation=5),
        record(3, body="政务", day="2016-01-01", portal=2, kind="article", organisation=5),
        record(4, body="其他", day="2016-01-01", portal=2, kind="article"),
    )
    facets = tested.found('"政务"', facets=True).facets
    assert facets["portal"] == {1: 2, 2: 1}
    assert facets["kind"] == {"article": 2, "document": 1}
    assert facets["year"] == {2016: 2, 2015: 1}
    assert facets["organisation"] == {5: 2}
    assert facets["theme"] == {"农业": 1}
    assert facets["validity"] == {"in_force": 1}
    assert tested.found('"政务"', Filters(portal=2), facets=True).facets["kind"] == {"article": 1}


def test_facets_of_what_was_changed_and_deleted_are_not_counted(tested):
    tested.write(*(record(page, body="政务", portal=page % 3 + 1) for page in range(1, 31)))
    tested.write(*(record(page, body="政务", portal=9) for page in range(1, 6)), gone=range(6, 16))
    assert tested.found('"政务"', facets=True).facets["portal"] == {1: 5, 2: 5, 3: 5, 9: 5}
    assert tested.found('"政务"').total == 20
