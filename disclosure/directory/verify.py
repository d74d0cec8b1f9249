"""Compares every row with the catalogue and the columns, and the counts of every site with a recount by the database.

It reads in batches without holding anybody up; what looks wrong is looked at again with the pages held.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Page

from cms_core.catalogue.locks import hold
from cms_core.catalogue.rebuild import batches
from cms_core.models import Entry
from disclosure.directory import counts
from disclosure.directory.items import numbers_in
from disclosure.directory.rebuild import strays
from disclosure.directory.rows import differences, wanted_rows
from disclosure.directory.write import BATCH, follow_pages
from disclosure.models import DirectoryEntry


@dataclass
class Report:
    """Page ids without their row, rows without their page, rows that say something else, sites whose counts differ."""

    entries: int = 0
    missing: list[int] = field(default_factory=list)
    extra: list[int] = field(default_factory=list)
    different: list[dict] = field(default_factory=list)
    counts: list[dict] = field(default_factory=list)

    @property
    def differences(self) -> int:
        return len(self.missing) + len(self.extra) + len(self.different) + len(self.counts)

    def as_dict(self) -> dict:
        return {**vars(self), "differences": self.differences}


def verify(*, repair: bool = False) -> Report:
    """The report of what was wrong; with `repair` it has been put right."""
    report = Report(entries=DirectoryEntry.objects.filter(listed=True).count())
    for ids in batches(Entry.objects.all(), BATCH):
        _check(ids, report, repair)
    for ids in batches(strays(), BATCH):
        _check(ids, report, repair)
    for site, numbers in counted().items():
        kept = counts.whole([site])
        if kept != numbers:
            report.counts.append({"site": site, "kept": sum(kept.values()), "counted": sum(numbers.values())})
    return report


def _check(ids, report: Report, repair: bool) -> None:
    if suspects := _wrong(ids, Report()):
        with transaction.atomic():
            hold(Page.objects.filter(pk__in=suspects))
            wrong = _wrong(suspects, report)
            if repair and wrong:
                follow_pages(wrong)


def _wrong(ids, report: Report) -> list[int]:
    wanted = wanted_rows(ids)
    stored = {row.pk: row for row in DirectoryEntry.objects.filter(pk__in=ids).order_by()}
    listed = {pk for pk, row in stored.items() if row.listed}
    report.missing += sorted(wanted.keys() - listed)
    report.extra += sorted(listed - wanted.keys())
    found = [*(wanted.keys() - listed), *(listed - wanted.keys())]
    for pk in sorted(wanted.keys() & listed):
        if fields := differences(stored[pk], wanted[pk]):
            report.different.append({"page": pk, "fields": fields})
            found.append(pk)
    return sorted(found)


def counted() -> dict[int, Counter]:
    """{site: {(facet, value): number}}, counted row by row."""
    found: dict[int, Counter] = {}
    names = ("site_number", "organisation_number", "items", "theme", "genre", "year", "validity")
    for site, body, items, *rest in DirectoryEntry.objects.filter(listed=True).order_by().values_list(*names):
        numbers = found.setdefault(site, Counter())
        numbers.update(("item", number) for number in numbers_in(items))
        named = zip(("body", "theme", "genre", "year", "validity"), (body, *rest), strict=True)
        numbers.update((name, value) for name, value in named if value)
    return found
