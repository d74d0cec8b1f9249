"""Moments of change that hold for harvesters: none may lie before an answer that could not contain it yet.

A harvester asks next time from the moment of its last answer. A long transaction (an import) would be committed after
that moment with an earlier one, and never be harvested; its rows are given the moment of its end. A short one is within
the second by which `disclosure.exports.oai.moments` rounds up.
"""

from collections.abc import Collection
from time import monotonic

from django.db import transaction
from django.utils import timezone

from disclosure.models import DirectoryDeparture, DirectoryEntry

LONG = 0.5


def settle_after(pages: Collection[int]) -> None:
    """Called when the rows are written, inside their transaction."""
    if pages:
        begun = monotonic()
        transaction.on_commit(lambda: monotonic() - begun > LONG and settle(pages), robust=True)


def settle(pages: Collection[int]) -> None:
    now = timezone.now()
    DirectoryEntry.objects.filter(pk__in=pages).update(changed_at=now)
    # Those that left before this transaction say nothing wrong if they are told once more.
    DirectoryDeparture.objects.filter(page_number__in=pages).update(left_at=now)
