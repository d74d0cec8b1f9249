"""Compares every entry, field by field, and every counter with the pages.

It reads in batches without holding anybody up. What looks wrong is looked at again with the pages held: a publication
between two of its reads is no difference.
"""

from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Page

from cms_core.catalogue import column_places, counters
from cms_core.catalogue.kinds import content_models
from cms_core.catalogue.locks import hold
from cms_core.catalogue.places import Places
from cms_core.catalogue.rebuild import (
    batches,
    containers,
    counted_columns,
    read_pages,
    recount,
    remove_strays,
    rewrite,
    rewrite_columns,
    stray_entries,
)
from cms_core.catalogue.rows import differences
from cms_core.catalogue.write import BATCH, wanted_entries
from cms_core.models.entries import Entry, EntryCount


@dataclass
class Report:
    """Page ids without their entry, entries without their page, entries that say something else, wrong counters.

    `columns`: ids of columns that are said to be on another host than they are.
    """

    entries: int = 0
    missing: list[int] = field(default_factory=list)
    extra: list[int] = field(default_factory=list)
    different: list[dict] = field(default_factory=list)
    counters: list[dict] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)

    @property
    def differences(self) -> int:
        return len(self.missing) + len(self.extra) + len(self.different) + len(self.counters) + len(self.columns)

    @property
    def pages(self) -> list[int]:
        return [*self.missing, *self.extra, *(found["page"] for found in self.different)]

    def add(self, other: "Report") -> None:
        for name in ("missing", "extra", "different"):
            getattr(self, name).extend(getattr(other, name))

    def as_dict(self) -> dict:
        return {**vars(self), "differences": self.differences}


def verify(*, repair: bool = False) -> Report:
    """The report of what was wrong; with `repair` it has been put right."""
    report = Report(entries=Entry.objects.count())
    for model in content_models():
        for ids in batches(model.objects):
            _check_pages(model, ids, report, repair)
    report.extra += stray_entries().values_list("pk", flat=True)
    if repair and report.extra:
        remove_strays()
    for ids in batches(containers()):
        _check_columns(ids, report, repair)
    columns = sorted(counted_columns())
    for start in range(0, len(columns), BATCH):
        _check_counters(columns[start : start + BATCH], report, repair)
    return report


def _check_pages(model, ids, report: Report, repair: bool) -> None:
    if suspects := _compare(model, ids).pages:
        with transaction.atomic():
            hold(Page.objects.filter(pk__in=suspects))
            found = _compare(model, suspects)
            if repair and found.pages:
                rewrite(model, found.pages)
        report.add(found)


def _compare(model, ids) -> Report:
    wanted = wanted_entries(read_pages(model, ids))
    stored = Entry.objects.order_by().in_bulk(ids)
    found = Report(missing=sorted(wanted.keys() - stored.keys()), extra=sorted(stored.keys() - wanted.keys()))
    for pk in sorted(wanted.keys() & stored.keys()):
        if fields := differences(stored[pk], wanted[pk]):
            found.different.append({"page": pk, "fields": fields})
    return found


def _check_columns(ids, report: Report, repair: bool) -> None:
    if suspects := _wrong_columns(ids):
        with transaction.atomic():
            hold(Page.objects.filter(pk__in=suspects))
            wrong = _wrong_columns(suspects)
            if repair and wrong:
                rewrite_columns(wrong)
        report.columns += wrong


def _wrong_columns(ids) -> list[int]:
    paths = list(Page.objects.filter(pk__in=ids).values_list("path", flat=True))
    return sorted(column_places.differences(column_places.wanted_columns(Places.of(paths), paths)))


def _check_counters(columns, report: Report, repair: bool) -> None:
    if suspects := _wrong_counters(columns):
        with transaction.atomic():
            held = sorted({column for column, _ in suspects})
            hold(Page.objects.filter(pk__in=held))
            wrong = _wrong_counters(held)
            if repair and wrong:
                recount(held)
        report.counters += (
            {"column": column, "year": year, "stored": stored, "counted": counted}
            for (column, year), (stored, counted) in sorted(wrong.items())
        )


def _wrong_counters(columns) -> dict[tuple[int, int], tuple[int, int]]:
    rows = EntryCount.objects.filter(column__in=columns).values_list("column", "year", "count")
    stored = {(column, year): count for column, year, count in rows}
    counted = counters.counted(columns)
    keys = stored.keys() | counted.keys()
    return {key: (stored.get(key, 0), counted.get(key, 0)) for key in keys if stored.get(key, 0) != counted.get(key, 0)}
