"""The one writer of entries: brings entries, counters and former addresses into line with given pages."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from cms_core.catalogue import counters, former
from cms_core.catalogue.locks import lock_columns
from cms_core.catalogue.places import Places
from cms_core.catalogue.rows import FIELDS, differences, entry_of
from cms_core.catalogue.signals import entries_written
from cms_core.models.entries import Entry

# Pages a statement: SQLite takes 32,766 parameters, an entry has some 24.
BATCH = 500


def write_entries(pages: Iterable) -> int:
    """Bring the entries of these content pages (specific instances, as saved) into line; how many had to change.

    Idempotent, for one page or for many thousands: a batch of 500 costs a handful of queries.
    """
    changed = 0
    batch = []
    for page in pages:
        batch.append(page)
        if len(batch) == BATCH:
            changed += _write(batch)
            batch = []
    return changed + _write(batch) if batch else changed


@transaction.atomic(savepoint=False)
def _write(pages: Sequence) -> int:
    ids = [page.pk for page in pages]
    lock_columns({page.path[: -page.steplen] for page in pages}, ids)
    stored = {entry.pk: entry for entry in Entry.objects.filter(pk__in=ids).order_by().select_for_update()}
    wanted = wanted_entries(pages)
    gone = [entry for pk, entry in stored.items() if pk not in wanted]
    changed = [entry for pk, entry in wanted.items() if pk not in stored or differences(stored[pk], entry)]
    if gone:
        Entry.objects.filter(pk__in=[entry.pk for entry in gone]).delete()
    if changed:
        Entry.objects.bulk_create(changed, update_conflicts=True, unique_fields=["page"], update_fields=FIELDS)
    before = [*gone, *(stored[entry.pk] for entry in changed if entry.pk in stored)]
    counters.add(counters.changes(before, changed))
    former.follow(before, changed)
    entries_written.send(Entry, page_ids=ids)
    return len(gone) + len(changed)


def wanted_entries(pages: Iterable) -> dict[int, Entry]:
    """The entries that these content pages should have, by page id; those that should have none are left out."""
    live = [page for page in pages if page.live]
    if not live:
        return {}
    places = Places.of(page.path for page in live)
    found = (entry_of(page, places.column(page.path[: -page.steplen]), page.pk in places.private) for page in live)
    return {entry.pk: entry for entry in found if entry}


@transaction.atomic(savepoint=False)
def remove_entries(page_ids: Sequence[int], *, pages_remain: bool = False) -> None:
    """Take the entries of these pages out; their addresses say that they are gone.

    Unless `pages_remain` the pages are about to be deleted, all in one operation: columns and homes that go with them
    need no counters and leave no addresses.
    """
    going = set() if pages_remain else set(page_ids)
    for start in range(0, len(page_ids), BATCH):
        part = page_ids[start : start + BATCH]
        lock_columns([], part)
        entries = list(Entry.objects.filter(pk__in=part).order_by().select_for_update())
        if entries:
            Entry.objects.filter(pk__in=part).delete()
            counters.add(counters.changes([entry for entry in entries if entry.column_id not in going], []))
            left = [entry for entry in entries if entry.site_home_id not in going]
            former.leave(left, pages_remain=pages_remain)
            entries_written.send(Entry, page_ids=[entry.pk for entry in entries])
