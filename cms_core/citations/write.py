"""The one writer of citations: brings those of given pages into line, and the links of others to these pages.

Works in the transaction of whoever changed the pages. Rows that say the same as before are left alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from cms_core.citations.candidates import candidates_for, choose
from cms_core.citations.keys import remove_keys, write_keys
from cms_core.citations.proposals import settle_proposals
from cms_core.citations.reading import citations_of, identity, is_read
from cms_core.citations.settling import settle
from cms_core.models.citations import Citation
from cms_core.models.entries import Entry

# Pages a round: a few hundred thousand characters of text, a handful of queries.
BATCH = 100
ROWS = 500


def sync_pages(pages: Iterable) -> int:
    """Bring what these content pages (specific instances, as saved) cite and are found by into line; rows changed."""
    changed, batch = 0, []
    for page in pages:
        batch.append(page)
        if len(batch) == BATCH:
            changed += _sync(batch)
            batch = []
    return changed + _sync(batch) if batch else changed


@transaction.atomic(savepoint=False)
def _sync(pages: Sequence) -> int:
    ids = [page.pk for page in pages]
    touched = write_keys(pages)
    wanted = wanted_rows(pages)
    gone, new, changed = compare(ids, wanted)
    if gone:
        Citation.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Citation.objects.bulk_create(new, batch_size=ROWS)
    Citation.objects.bulk_update(changed, ["order", "target"], batch_size=ROWS)
    targets = settle(touched) if touched else set()
    settle_proposals(sources=ids, targets=targets.union(ids))
    look_again(touched, wanted)
    return len(gone) + len(new) + len(changed)


def look_again(touched: set[str], wanted: dict[int, list[Citation]]) -> None:
    """After the commit: a text and the document it cites, published at the same moment, did not see each other.

    Only where several write at once. Whoever commits last sees both.
    """
    if connection.features.has_select_for_update:
        rows = (row for found in wanted.values() for row in found if row.target_id is None)
        waiting = {key for row in rows for key in (row.number_key, row.title_key)}
        if touched or waiting:
            transaction.on_commit(lambda: settle_anew(touched, waiting), robust=True)


@transaction.atomic
def settle_anew(touched: set[str], waiting: set[str]) -> None:
    """As `settle`, with the proposals; of `waiting` only those keys that a document has by now."""
    if moved := settle(touched.union(candidates_for(waiting))):
        settle_proposals(sources=[], targets=moved)


def wanted_rows(pages: Sequence) -> dict[int, list[Citation]]:
    """The rows that these pages should have, with their targets, by page id."""
    wanted = {page.pk: citations_of(page) if is_read(page) else [] for page in pages}
    rows = [row for found in wanted.values() for row in found]
    if not rows:
        return wanted
    among = candidates_for(key for row in rows for key in (row.number_key, row.title_key))
    homes = portal_paths(wanted) if among else {}
    for row in rows:
        row.target_id = among and choose(
            row.number_key, row.title_key, homes.get(row.source_id, ""), among, without=row.source_id
        )
        row.target_id = row.target_id or None
    return wanted


def portal_paths(page_ids: Iterable[int]) -> dict[int, str]:
    """The tree path of the portal home of each page in the catalogue."""
    return dict(Entry.objects.filter(pk__in=list(page_ids)).order_by().values_list("pk", "portal_home__path"))


def compare(page_ids: Sequence[int], wanted: dict[int, list[Citation]]):
    """(stored rows that go, rows that are new, stored rows with another place or target, as they should be)."""
    stored = defaultdict(list)
    for row in Citation.objects.filter(source__in=page_ids).order_by("-order"):
        stored[row.source_id, identity(row)].append(row)
    new, changed = [], []
    for page_id in page_ids:
        for row in wanted.get(page_id, ()):
            kept = stored.get((page_id, identity(row)))
            if not kept:
                new.append(row)
                continue
            old = kept.pop()
            if (old.order, old.target_id) != (row.order, row.target_id):
                old.order, old.target_id = row.order, row.target_id
                changed.append(old)
    return [row for rows in stored.values() for row in rows], new, changed


@transaction.atomic(savepoint=False)
def remove_pages(page_ids: Sequence[int]) -> None:
    """These pages are about to be deleted: who cited them waits, or is led to another document of the same name."""
    page_ids = list(page_ids)
    for start in range(0, len(page_ids), ROWS):
        part = page_ids[start : start + ROWS]
        if keys := remove_keys(part):
            Citation.objects.filter(source__in=part).delete()
            settle_proposals(sources=[], targets=settle(keys) - set(part))
