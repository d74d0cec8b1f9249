"""Summing up cells changes no count of any day, and may meet approvals and another run at the same moment."""

import datetime
import random

import pytest

from listings import counts
from listings.compacting import compact_cells
from listings.history.verify import verify
from listings.kinds import ListKind
from listings.models import Cell
from listings.states import LineKind
from tests.at_once import at_once, kinds, twice
from tests.listings.factories import DAY, add, added, adjust, change, make_body, make_listing, power, prepared
from tests.listings.test_days import random_adjustments

DAYS = [DAY + datetime.timedelta(number) for number in range(-1, 62)]
FILTERS = [{}, {"level": 2}, {"category": "permit"}, {"category": "permit", "level": 3}]


def told(listing):
    """Every count that a page could ask for, on every day."""
    return {
        (str(day), scope and scope.pk, str(filters)): [
            counts.total(ListKind.POWER, scope, day, filters),
            *(counts.facet(ListKind.POWER, scope, day, name, filters) for name in counts.DIMENSIONS),
        ]
        for day in DAYS[::7]
        for scope in (None, listing)
        for filters in FILTERS
    } | {(str(day), "steps"): counts.total(ListKind.POWER, listing, day, {}) for day in DAYS}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [11, 12])
def test_no_count_of_any_day_changes(seed):
    listing = make_listing()
    random_adjustments(seed, listing, [make_body(listing) for _ in range(3)])
    before, rows = told(listing), Cell.objects.count()
    fewer = compact_cells()
    assert 0 < fewer == rows - Cell.objects.count()
    assert told(listing) == before
    listing.refresh_from_db()
    assert list(verify(listing)) == []
    assert compact_cells() == 0


@pytest.mark.django_db
def test_what_adds_up_to_nothing_is_gone():
    listing = make_listing()
    (item,) = added(listing, power(make_body(listing)))
    adjust(listing, change(LineKind.AMEND, item, {"phone": "1"}), day=DAY)
    compact_cells()
    assert not Cell.objects.filter(delta=0).exists()
    assert counts.total(ListKind.POWER, listing, DAY, {}) == 1


@pytest.mark.django_db(transaction=True)
def test_two_runs_and_an_approval_at_once_lose_nothing():
    from listings.actions.approve import ApproveAdjustment
    from listings.actions.prepare import SubmitAdjustment

    listing = make_listing()
    body = make_body(listing)
    chance = random.Random(1)
    for _ in range(6):
        added(listing, power(body, level=chance.choice([1, 2])))
    coming = SubmitAdjustment(prepared(listing, add(power(body, level=1)))).execute()
    answers = at_once(compact_cells, compact_cells, lambda: ApproveAdjustment(coming).execute())
    assert kinds(answers) == ["", "", ""]
    assert kinds(twice(compact_cells)) == ["", ""]
    assert counts.total(ListKind.POWER, listing, DAY, {}) == 7
    assert counts.total(ListKind.POWER, None, DAY, {}) == 7
    listing.refresh_from_db()
    assert list(verify(listing)) == []
    assert Cell.objects.filter(listing_number=listing.pk, mask=0).count() == 1
