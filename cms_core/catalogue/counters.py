"""The counters beside the catalogue: how many visible entries each column has of each year of Beijing time."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, F, Sum, Value
from django.db.models.functions import ExtractYear, Greatest

from cms_core.catalogue.years import BEIJING, year_of
from cms_core.models.entries import Entry, EntryCount

# A column and a year.
Key = tuple[int, int]


def key_of(entry: Entry) -> Key | None:
    """Where this entry counts; None while it is not visible."""
    return (entry.column_id, year_of(entry.published_at)) if entry.visible else None


def changes(before: Iterable[Entry], after: Iterable[Entry]) -> dict[Key, int]:
    """By how much each counter moves when these entries replace those."""
    moved = Counter(key for entry in after if (key := key_of(entry)))
    moved.subtract(key for entry in before if (key := key_of(entry)))
    return {key: step for key, step in moved.items() if step}


def add(steps: dict[Key, int]) -> None:
    """Move the counters inside the caller's transaction; one query a counter, two more when one is new.

    In order of their keys, so that two writers never wait for each other in a ring; never below zero, so that a
    counter that went wrong cannot keep an editor from withdrawing a page (`verify_catalogue` finds it).
    """
    for (column, year), step in sorted(steps.items()):
        count = Greatest(F("count") + step, Value(0)) if step < 0 else F("count") + step
        found = EntryCount.objects.filter(column=column, year=year)
        if not found.update(count=count) and step > 0:
            EntryCount.objects.bulk_create([EntryCount(column_id=column, year=year)], ignore_conflicts=True)
            found.update(count=count)


def counted(columns: Iterable[int]) -> dict[Key, int]:
    """The true counts of these columns, from the entries."""
    rows = (
        Entry.objects.visible()
        .filter(column__in=columns)
        .annotate(year=ExtractYear("published_at", tzinfo=BEIJING))
        .values_list("column", "year")
        .annotate(number=Count("pk"))
        .order_by()
    )
    return {(column, year): number for column, year, number in rows}


def recount(columns: Iterable[int]) -> None:
    """Set the counters of these columns anew; the caller holds their locks (`locks.lock_columns`)."""
    columns = list(columns)
    EntryCount.objects.filter(column__in=columns).delete()
    EntryCount.objects.bulk_create(
        EntryCount(column_id=column, year=year, count=number) for (column, year), number in counted(columns).items()
    )


def counts(columns: Iterable[int]) -> dict[int, int]:
    """How many visible entries each of these columns has itself; a column without any is left out. One query."""
    rows = EntryCount.objects.filter(column__in=list(columns), count__gt=0).values_list("column")
    return dict(rows.annotate(number=Sum("count")).order_by())


def counts_by_key(columns: Iterable[int]) -> dict[Key, int]:
    """How many visible entries each of these columns has of each year; what is 0 is left out. One query."""
    rows = EntryCount.objects.filter(column__in=list(columns), count__gt=0).values_list("column", "year", "count")
    return {(column, year): count for column, year, count in rows}
