"""Writes the catalogue anew from the pages, a batch a transaction, while editors go on publishing.

Only what differs is written: run again after an interruption, it passes quickly over what is done already.
"""

from collections.abc import Callable, Iterator, Sequence

from django.db import transaction
from wagtail.models import Page

from cms_core.catalogue import counters
from cms_core.catalogue.column_places import write_column_places
from cms_core.catalogue.kinds import content_models, content_types
from cms_core.catalogue.locks import hold
from cms_core.catalogue.write import BATCH, remove_entries, write_entries
from cms_core.models.entries import Entry, EntryCount


def batches(queryset, size: int = BATCH) -> Iterator[list[int]]:
    """Ids of all rows, in ascending batches; each is read when it is asked for, so no cursor stays open meanwhile."""
    last = 0
    while ids := list(queryset.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size]):
        yield ids
        last = ids[-1]


def read_pages(model, ids: Sequence[int]):
    """Content pages without their bodies, which no entry needs."""
    return model.objects.filter(pk__in=ids).order_by().defer_streamfields()


@transaction.atomic
def rewrite(model, ids: Sequence[int]) -> int:
    """Bring the entries of these pages into line; they are held while they are read, so no publication is undone."""
    hold(Page.objects.filter(pk__in=ids))
    return write_entries(read_pages(model, ids))


def stray_entries():
    """Entries of pages that are not content, or whose content row is gone."""
    strays = Entry.objects.order_by()
    for model in content_models():
        strays = strays.exclude(pk__in=model.objects.order_by().values("pk"))
    return strays


@transaction.atomic
def remove_strays() -> int:
    ids = list(stray_entries().values_list("pk", flat=True))
    remove_entries(ids)
    return len(ids)


def counted_columns() -> set[int]:
    """Columns that have entries or counters."""
    stored = EntryCount.objects.order_by().values_list("column", flat=True).distinct()
    return {*Entry.objects.order_by().values_list("column", flat=True).distinct(), *stored}


@transaction.atomic
def rewrite_columns(ids: Sequence[int]) -> None:
    hold(Page.objects.filter(pk__in=ids))
    write_column_places(Page.objects.filter(pk__in=ids))


def containers():
    """Every page that may hold content."""
    return Page.objects.exclude(content_type__in=content_types())


@transaction.atomic
def recount(columns: Sequence[int]) -> None:
    hold(Page.objects.filter(pk__in=columns))
    counters.recount(columns)


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """All of it; how many entries had to change. `progress` is told the pages done and the number of all."""
    total = Page.objects.filter(content_type__in=content_types()).count()
    done = changed = 0
    for model in content_models():
        for ids in batches(model.objects):
            changed += rewrite(model, ids)
            done += len(ids)
            progress(done, total)
    changed += remove_strays()
    for ids in batches(containers()):
        rewrite_columns(ids)
    columns = sorted(counted_columns())
    for start in range(0, len(columns), BATCH):
        recount(columns[start : start + BATCH])
    return changed
