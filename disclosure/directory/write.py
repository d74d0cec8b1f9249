"""The one writer of the directory: brings the rows of given pages into line, in the caller's transaction."""

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from disclosure.directory.departures import depart
from disclosure.directory.numbering import number_rows
from disclosure.directory.rows import differences, wanted_rows, words_of_row
from disclosure.directory.settling import settle_after
from disclosure.directory.stamps import stamp
from disclosure.models import DirectoryEntry

# Pages a statement: SQLite takes 32,766 parameters, a row has some 26.
BATCH = 500
FIELDS = tuple(field.name for field in DirectoryEntry._meta.concrete_fields if not field.primary_key)


def follow_pages(page_ids: Iterable[int]) -> int:
    """Idempotent, for one page or for many thousands; how many rows had to change."""
    page_ids, changed = sorted(set(page_ids)), 0
    for start in range(0, len(page_ids), BATCH):
        changed += _follow(page_ids[start : start + BATCH])
    return changed


@transaction.atomic(savepoint=False)
def _follow(page_ids: Sequence[int]) -> int:
    rows = DirectoryEntry.objects.filter(pk__in=page_ids).order_by("pk").select_for_update()
    stored = {row.pk: row for row in rows}
    wanted = wanted_rows(page_ids)
    changed = [row for pk, row in wanted.items() if pk not in stored or differences(stored[pk], row)]
    gone = [row.pk for row in stored.values() if row.listed and row.pk not in wanted]
    if changed:
        write(changed, stored)
    if gone:
        DirectoryEntry.objects.filter(pk__in=gone).update(listed=False, changed_at=timezone.now())
    pairs = [*((stored.get(row.pk), row) for row in changed), *((stored[pk], None) for pk in gone)]
    stamp(pairs)
    depart(pairs)
    settle_after([*(row.pk for row in changed), *gone])
    return len(changed) + len(gone)


def write(rows: Collection[DirectoryEntry], stored: dict[int, DirectoryEntry]) -> None:
    now = timezone.now()
    for row in rows:
        row.changed_at = now
        # A page that comes back has the number it had.
        row.index_number = row.index_number or (stored[row.pk].index_number if row.pk in stored else "")
    number_rows(rows)
    for row in rows:
        row.words = words_of_row(row, row.index_number)
    DirectoryEntry.objects.bulk_create(rows, update_conflicts=True, unique_fields=["page_number"], update_fields=FIELDS)
