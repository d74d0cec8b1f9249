"""Writes the directory anew from the catalogue, a batch a transaction, while editors go on publishing.

Only what differs is written: run again after an interruption, it passes quickly over what is done already.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms_core.catalogue.locks import hold
from cms_core.catalogue.rebuild import batches
from cms_core.models import Entry
from cms_core.models.entries import EntryKind
from disclosure.directory.numbering import number_rows
from disclosure.directory.rows import words_of_row
from disclosure.directory.stamps import stamp_places
from disclosure.directory.write import BATCH, follow_pages
from disclosure.models import DirectoryEntry, DirectoryStamp


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """All of it; how many rows had to change. `progress` is told the pages done and the number of all."""
    total, done, changed = Entry.objects.count(), 0, 0
    for ids in batches(Entry.objects.all(), BATCH):
        changed += rewrite(ids)
        done += len(ids)
        progress(done, total)
    for ids in batches(strays(), BATCH):
        changed += rewrite(ids)
    for ids in batches(unnumbered(), BATCH):
        changed += number(ids)
    stamp_all()
    return changed


@transaction.atomic
def rewrite(ids) -> int:
    """The pages are held while they are read, so that no publication is undone."""
    hold(Page.objects.filter(pk__in=ids))
    return follow_pages(ids)


def strays():
    """Rows that are listed without an entry in the catalogue."""
    return DirectoryEntry.objects.filter(listed=True).exclude(pk__in=Entry.objects.order_by().values("pk"))


def unnumbered():
    rows = DirectoryEntry.objects.filter(listed=True, index_number="").exclude(kind=EntryKind.DOCUMENT)
    return rows.exclude(organisation_number=0)


@transaction.atomic
def number(ids) -> int:
    """What was listed before its body had a code."""
    rows = list(unnumbered().filter(pk__in=ids).order_by("pk").select_for_update())
    number_rows(rows)
    given = [row for row in rows if row.index_number]
    for row in given:
        row.changed_at, row.words = timezone.now(), words_of_row(row, row.index_number)
    DirectoryEntry.objects.bulk_update(given, ["index_number", "changed_at", "words"])
    return len(given)


@transaction.atomic
def stamp_all() -> None:
    """Whatever is kept of the counts is read anew."""
    places = set(DirectoryEntry.objects.filter(listed=True).order_by().values_list("site_number", "year").distinct())
    places |= set(DirectoryStamp.objects.order_by().values_list("site_number", "year").distinct())
    stamp_places(places)
