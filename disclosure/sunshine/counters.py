"""The counters beside the records: moved in the transaction that publishes, withdraws or changes what is public.

Pages read them instead of counting: a domain of 100,000 records costs what one of 100 does.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, F, Sum, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from disclosure.models import DomainCount, RecordCount, RecordState, SunshineRecord
from disclosure.sunshine.domains import domains

OF_RECORD = ("portal", "domain", "row", "year", "category", "stage")


class Key(NamedTuple):
    portal: int
    domain: str
    row: int
    year: int
    category: str
    stage: str


def key_of(record: SunshineRecord) -> Key | None:
    """Where it counts; None while it is not public."""
    if record.state != RecordState.PUBLISHED:
        return None
    return made(record.portal_id, record.domain, record.row_id, record.year, record.category, record.stage)


def made(portal, domain, row, year, category, stage) -> Key:
    return Key(portal, domain, row or 0, year or 0, category, stage)


def move(before: Iterable[Key | None], after: Iterable[Key | None]) -> None:
    """One key of each record before and after; of those that are public on either side the domain has changed.

    In the order of their keys, so that two writers never wait for each other in a ring; never below zero, so that a
    counter that went wrong keeps nobody from withdrawing (`verify_sunshine` finds it).
    """
    before, after = list(filter(None, before)), list(filter(None, after))
    steps, whole = Counter(after), Counter((key.portal, key.domain) for key in after)
    steps.subtract(before)
    whole.subtract((key.portal, key.domain) for key in before)
    now = timezone.now()
    for (portal, domain), step in sorted(whole.items()):
        add(DomainCount(portal_id=portal, domain=domain), step, changed_at=now)
    for key, step in sorted(steps.items()):
        if step:
            add(counter_of(key), step)


def counter_of(key: Key, count: int = 0) -> RecordCount:
    portal, domain, row, year, category, stage = key
    return RecordCount(
        portal_id=portal, domain=domain, row_number=row, year=year, category=category, stage=stage, count=count
    )


def add(counter: DomainCount | RecordCount, step: int, **others) -> None:
    """One query, two more when it is new."""
    names = counter._meta.constraints[0].fields
    found = type(counter).objects.filter(
        **{name: getattr(counter, {"portal": "portal_id"}.get(name, name)) for name in names}
    )
    count = Greatest(F("count") + step, Value(0)) if step < 0 else F("count") + step
    if not found.update(count=count, **others):
        for name, value in others.items():
            setattr(counter, name, value)
        type(counter).objects.bulk_create([counter], ignore_conflicts=True)
        found.update(count=count, **others)


def counts_by_domain(portal: int) -> dict[str, int]:
    """What is 0 is left out, and what is no domain any more. One query."""
    rows = DomainCount.objects.filter(portal=portal, count__gt=0).values_list("domain", "count")
    return {domain: count for domain, count in rows if domain in domains()}


def counts_by_kind(portal: int, domain: str) -> list[tuple]:
    """(year or None, category, stage, count). One query."""
    rows = RecordCount.objects.filter(portal=portal, domain=domain, count__gt=0).order_by()
    rows = rows.values_list("year", "category", "stage").annotate(n=Sum("count"))
    return [(year or None, category, stage, n) for year, category, stage, n in rows]


def counted() -> Counter:
    """The true counts, from all records."""
    rows = SunshineRecord.objects.filter(state=RecordState.PUBLISHED).order_by().values_list(*OF_RECORD)
    found: Counter = Counter()
    for *key, number in rows.annotate(n=Count("pk")).iterator():
        found[made(*key)] += number
    return found


class Difference(NamedTuple):
    key: tuple
    kept: int
    true: int


def differences() -> list[Difference]:
    """Counters that do not say what there is; two queries for the counters, one over all records."""
    true = counted()
    names = ("portal", "domain", "row_number", "year", "category", "stage", "count")
    kept = {Key(*key): number for *key, number in RecordCount.objects.values_list(*names)}
    whole: Counter = Counter()
    for key, number in true.items():
        whole[key.portal, key.domain] += number
    kept_whole = {(portal, key): n for portal, key, n in DomainCount.objects.values_list("portal", "domain", "count")}
    return [*compared(kept, true), *compared(kept_whole, whole)]


def compared(kept: dict, true: Counter) -> list[Difference]:
    return [
        Difference(tuple(key), kept.get(key, 0), true.get(key, 0))
        for key in sorted({*kept, *true})
        if kept.get(key, 0) != true.get(key, 0)
    ]


@transaction.atomic
def recount() -> None:
    """All of them anew, from the records."""
    now = timezone.now()
    RecordCount.objects.all().delete()
    DomainCount.objects.all().delete()
    true = counted()
    RecordCount.objects.bulk_create([counter_of(key, number) for key, number in true.items()], batch_size=500)
    whole: Counter = Counter()
    for key, number in true.items():
        whole[key.portal, key.domain] += number
    made = [DomainCount(portal_id=at, domain=key, count=n, changed_at=now) for (at, key), n in whole.items()]
    DomainCount.objects.bulk_create(made, batch_size=500)
