"""Approvals of lists that rest on one another wait for one another; others do not."""

import threading

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from listings.actions.lock import locked
from listings.kinds import ListKind
from listings.management.commands.rebuild_listings import rebuild
from listings.models import Listing
from tests.listings.factories import make_listing
from tests.listings.levels_factories import make_levels

pytestmark = pytest.mark.django_db(transaction=True)


def free_while_approving(listing) -> dict[int, bool]:
    """Of every list, whether its approval could begin while one of `listing` is under way."""
    found = {}

    def try_all():
        for pk in Listing.objects.values_list("pk", flat=True):
            try:
                with transaction.atomic():
                    Listing.objects.select_for_update(of=("self",), nowait=True).get(pk=pk)
                found[pk] = True
            except OperationalError:
                found[pk] = False
        connections.close_all()

    with transaction.atomic():
        locked(listing.pk)
        thread = threading.Thread(target=try_all)
        thread.start()
        thread.join(30)
    return found


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite 一次只让一个写入")
def test_lists_above_wait_for_an_approval_below_and_lists_beside_do_not():
    places = make_levels()
    duties = make_listing(ListKind.RESPONSIBILITY, portal=places.county.portal)
    funds = make_listing(ListKind.FUND, portal=places.county.portal)
    free = free_while_approving(places.county.listing)
    waiting = {pk for pk, is_free in free.items() if not is_free}
    above = {places.basic.pk, places.province.listing.pk, places.city.listing.pk}
    assert waiting == {*above, places.county.listing.pk}
    assert {pk for pk, is_free in free_while_approving(duties).items() if not is_free} == {*waiting, duties.pk}
    assert {pk for pk, is_free in free_while_approving(funds).items() if not is_free} == {funds.pk}


def test_a_list_is_locked_with_few_queries(django_assert_max_num_queries):
    places = make_levels()
    with transaction.atomic(), django_assert_max_num_queries(3):
        assert locked(places.county.listing.pk) == places.county.listing


def test_rebuilding_locks_lists_in_the_order_of_approvals():
    """The highest first, though it may have been made last: two that lock in different orders wait for ever."""
    places = make_levels()
    Listing.objects.filter(pk=places.province.listing.pk).delete()
    top = make_listing(portal=places.province.portal)
    with CaptureQueriesContext(connection) as queries:
        rebuild(ListKind.POWER)
    locking = next(one["sql"] for one in queries if "ORDER BY" in one["sql"])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(locking)
        locked_lists = [row[0] for row in cursor.fetchall()]
    assert len(locked_lists) > 2
    assert locked_lists[0] == top.pk == max(locked_lists)
    assert ("FOR UPDATE" in locking) == (connection.vendor == "postgresql")
