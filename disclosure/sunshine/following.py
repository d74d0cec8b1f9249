"""What follows a change of records, in its transaction: the counters, and what the search knows of them."""

from collections.abc import Sequence

from cms_core.search.feed import outbox
from cms_core.search.sources import number_of
from disclosure.models import SunshineRecord
from disclosure.sunshine import counters
from disclosure.sunshine.counters import Key

# The source of the search; part of what stands in every index.
NUMBER = 6


def follow(before: Sequence[Key | None], records: Sequence[SunshineRecord]) -> None:
    """`before`: `counters.key_of` of each record as it was; the records as they are saved now."""
    after = [counters.key_of(record) for record in records]
    counters.move(before, after)
    public = (record.pk for record, old, new in zip(records, before, after, strict=True) if old or new)
    note(public)


def note(pks) -> None:
    """The search has to look at these again."""
    outbox.note(number_of(NUMBER, pk) for pk in pks)
