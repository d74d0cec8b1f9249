"""The admin's outbox: what its index does not know yet, noted in the transaction of each change, told when it commits.

Whoever tells it holds the index's lock before reading the objects: so the last to write has read what was committed
last. Killed anywhere, the rows are still there, and the worker tells them.
"""

import logging
import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import DatabaseError, transaction
from django.db.models import Q

from cms_core.models.search_admin import Unlisted
from cms_core.search.admin import elsewhere, file
from cms_core.search.admin.contents import objects_of, place_of, texts_of
from cms_core.search.admin.families import families, family_of
from cms_core.search.admin.rows import apply, packed
from cms_core.search.errors import SearchError
from cms_core.search.feed import outbox as public

logger = logging.getLogger("portal.search")
# More in one transaction is an import: the worker follows those.
AT_ONCE = 200
BATCH = 200
ROWS = 1000
FAILURES = (SearchError, sqlite3.Error, OSError, DatabaseError)
here = threading.local()
Key = tuple[str, int]  # label of the family, number in it


def note(objects: Iterable) -> None:
    """The index has to follow these; of what Wagtail saves three times in a transaction there is one row."""
    keys = {(family.label, obj.pk) for obj in objects if obj.pk and (family := family_of(type(obj)))}
    together = of_this_transaction()
    new = sorted(keys - together)
    if not new:
        return
    Unlisted.objects.bulk_create([Unlisted(family=label, number=pk) for label, pk in new], batch_size=ROWS)
    together.update(new)
    transaction.on_commit(lambda: follow(together))


def of_this_transaction() -> set[Key]:
    """What was noted since it began. Django begins another list of callbacks with each transaction, and where a
    savepoint is rolled back, which takes rows away again."""
    callbacks = transaction.get_connection().run_on_commit
    if getattr(here, "callbacks", None) is not callbacks:
        here.callbacks, here.together = callbacks, set()
    return here.together


def follow(together: set[Key]) -> None:
    """A save must never fail for its index: what cannot be told now stays in the outbox."""
    keys = sorted(together)
    together.clear()
    if not keys or len(keys) > AT_ONCE or getattr(public.here, "deferred", 0):
        return
    try:
        tell(keys)
    except FAILURES:
        logger.exception("后台检索索引暂时不能写入，%s 项留待后台补写", len(keys))


def tell(keys: Collection[Key]) -> None:
    """Bring these into line. Where there is no file yet, whoever makes it reads them later than this."""
    rows = []
    if backend := elsewhere.shared():
        told = elsewhere.tell(backend, keys, waiting, by_family)
        Unlisted.objects.filter(pk__in=told).delete()
        return
    if file.exists():
        with file.connections().writing() as connection:
            rows = waiting(keys)
            apply(connection, *contents_of({key for _, key in rows}))
    else:
        rows = waiting(keys)
    Unlisted.objects.filter(pk__in=[pk for pk, _ in rows]).delete()


def waiting(keys: Collection[Key]) -> list[tuple[int, Key]]:
    """(key of the row, what it names) of those that still wait."""
    wanted = Q()
    for label, numbers in by_family(keys).items():
        wanted |= Q(family=label, number__in=numbers)
    return [(pk, (label, number)) for pk, label, number in Unlisted.objects.filter(wanted).values_list()]


def contents_of(keys: Collection[Key]) -> tuple[list[tuple[int, bytes]], list[int]]:
    """Rows for the index as the objects are now, and the places of those that are gone."""
    found, places = {}, set()
    for label, numbers in by_family(keys).items():
        family = families().get(label)
        if family:  # a model may have left since
            places |= {family.place(number) for number in numbers}
            found |= {place_of(obj): packed(texts_of(obj)) for obj in objects_of(family, numbers)}
    return list(found.items()), sorted(places - found.keys())


def by_family(keys: Iterable[Key]) -> dict[str, list[int]]:
    found = defaultdict(list)
    for label, number in keys:
        found[label].append(number)
    return found


def catch_up(seconds: float | None = None) -> int:
    """Tell all that waits, a batch at a time, until nothing does or the time is up; how many that were."""
    end, done = None if seconds is None else time.monotonic() + seconds, 0
    while end is None or time.monotonic() < end:
        keys = list(Unlisted.objects.order_by("family", "number").values_list("family", "number").distinct()[:BATCH])
        if not keys:
            break
        tell(keys)
        done += len(keys)
    return done
