"""Approving is all or nothing: killed at any moment, tried by two processes at once, and while another one approves."""

import datetime
import multiprocessing
import os
import random
import signal

import pytest
from django.db import connection, connections, transaction

from listings import counts
from listings.actions.approve import ApproveAdjustment
from listings.actions.prepare import SubmitAdjustment
from listings.actions.revoke import RevokeAdjustment
from listings.errors import NotAllowed
from listings.history.verify import verify
from listings.models import Adjustment, Cell, Item, Listed, Listing, PowerVersion, Record
from listings.states import AdjustmentState
from tests.at_once import at_once, kinds, twice
from tests.factories import make_portal
from tests.listings.factories import DAY, add, adjust, make_body, make_listing, power, prepared

pytestmark = pytest.mark.django_db(transaction=True)
LINES = 500
PATIENCE = 60
PROCESSES = multiprocessing.get_context("fork")


def in_review(listing, lines=1, **fields):
    body = make_body(listing)
    return SubmitAdjustment(prepared(listing, *(add(power(body, level=2)) for _ in range(lines)), **fields)).execute()


def approve(pk: int, killed_at: int = 0, report=None) -> None:
    """In a process of its own; at its `killed_at`th statement it is killed, and none of its code runs on."""
    done, committed = 0, []

    def count(execute, *arguments):
        nonlocal done
        done += not committed
        if done == killed_at and not committed:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)

    with connection.execute_wrapper(count):
        try:
            with transaction.atomic():
                # What follows the commit, such as the search index, is no part of the approval.
                transaction.on_commit(lambda: committed.append(True))
                ApproveAdjustment(Adjustment.objects.select_related("listing__portal").get(pk=pk)).execute()
        except NotAllowed as refused:
            report.put(str(refused))
            return
    if report:
        report.put(done)


def start(adjustment, killed_at=0, report=None):
    # No two processes may talk on one connection.
    connections.close_all()
    process = PROCESSES.Process(target=approve, args=(adjustment.pk, killed_at, report))
    process.start()
    return process


def found():
    return [model.objects.count() for model in (Record, Item, Listed, PowerVersion, Cell)]


def faults():
    return [str(one) for listing in Listing.objects.select_related("portal") for one in verify(listing)]


def test_an_approval_that_is_killed_again_and_again_is_there_whole_or_not_at_all():
    listing = make_listing()
    adjustment = in_review(listing, LINES)
    # As many statements as another one of this size takes.
    report = PROCESSES.Queue()
    other = in_review(make_listing(portal=make_portal("deqing")), LINES)
    start(other, report=report).join(PATIENCE)
    statements = report.get(timeout=PATIENCE)
    before = found()
    chance = random.Random()
    for moment in [statements, *(chance.randrange(2, statements) for _ in range(4))]:
        process = start(adjustment, killed_at=moment)
        process.join(PATIENCE)
        assert process.exitcode == -signal.SIGKILL, f"statement {moment} of {statements}"
        adjustment.refresh_from_db()
        assert adjustment.state == AdjustmentState.REVIEW
        assert found() == before
        assert faults() == []
    start(adjustment).join(PATIENCE)
    assert [after - earlier for after, earlier in zip(found()[:4], before[:4], strict=True)] == [LINES] * 4
    assert counts.total("power", listing, DAY, {}) == LINES
    assert faults() == []


def test_of_two_processes_that_approve_the_same_one_is_told():
    adjustment = in_review(make_listing(), 40)
    report = PROCESSES.Queue()
    processes = [start(adjustment, report=report) for _ in range(2)]
    said = [report.get(timeout=PATIENCE) for _ in processes]
    for process in processes:
        process.join(PATIENCE)
    (refusal,) = [one for one in said if isinstance(one, str)]
    assert "只有送审中的才能批准" in refusal
    assert Record.objects.count() == 40
    assert faults() == []


def test_two_approvals_of_one_list_at_once_follow_one_another_in_the_chain():
    listing = make_listing()
    both = [in_review(listing, 20), in_review(listing, 20)]
    answers = at_once(*(lambda one=one: ApproveAdjustment(one).execute() for one in both))
    assert kinds(answers) == ["", ""]
    assert list(Record.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 41))
    assert counts.total("power", listing, DAY, {}) == 40
    assert faults() == []


def test_approvals_of_two_lists_at_once_are_both_counted_in_the_province():
    both = [in_review(make_listing(portal=make_portal(key))) for key in ("tonglu", "deqing")]
    answers = at_once(*(lambda one=one: ApproveAdjustment(one).execute() for one in both))
    assert kinds(answers) == ["", ""]
    assert counts.total("power", None, DAY, {}) == 2
    assert faults() == []


def test_of_two_clicks_one_approves():
    adjustment = in_review(make_listing(), 3)
    answers = twice(lambda: ApproveAdjustment(Adjustment.objects.get(pk=adjustment.pk)).execute())
    assert kinds(answers) == ["", "NotAllowed"]
    assert Record.objects.count() == Item.objects.count() == 3


def test_of_two_revocations_one_counts():
    listing = make_listing()
    coming = adjust(listing, add(power(make_body(listing))), day=datetime.date(2999, 1, 1))
    answers = twice(lambda: RevokeAdjustment(coming, reason="依据已废止").execute())
    assert kinds(answers) == ["", "NotAllowed"]
    assert Record.objects.count() == 2
    assert faults() == []
