"""The outbox: which pages the index does not know yet, and the one way in which it is told.

Whoever tells it holds the index's lock before reading the pages: so the last to write has read what was committed last.
Killed anywhere, the rows are still there, and the next catch-up tells it again.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager

from django.db import transaction

from cms_core.models.search import Unindexed
from cms_core.search.engine import engine
from cms_core.search.errors import SearchError
from cms_core.search.feed.records import BATCH, gone_among, records_of

logger = logging.getLogger("portal.search")
# More in one transaction is an import, or a column that moved: the worker follows those.
AT_ONCE = 200
ROWS = 1000
here = threading.local()


def note(page_ids: Iterable[int]) -> None:
    """The index has to follow these pages; in the caller's transaction, and told when that commits."""
    ids = list(dict.fromkeys(page_ids))
    Unindexed.objects.bulk_create([Unindexed(page_number=page) for page in ids], batch_size=ROWS)
    if ids and len(ids) <= AT_ONCE and engine().writes_at_once and not getattr(here, "deferred", 0):
        transaction.on_commit(lambda: tell_or_leave(ids))


@contextmanager
def deferred():
    """Within, nothing is told at once; the worker does it. For imports that write page by page."""
    here.deferred = getattr(here, "deferred", 0) + 1
    try:
        yield
    finally:
        here.deferred -= 1


def tell_or_leave(page_ids: list[int]) -> None:
    """A page must never fail to be saved for its index: what cannot be told now stays in the outbox."""
    try:
        tell(page_ids)
    except (SearchError, sqlite3.Error, OSError):
        logger.exception("检索索引暂时不能写入，%s 个页面留待后台补写", len(page_ids))


def tell(page_ids: list[int]) -> None:
    """Bring these pages into line, if they still wait; several changes of one transaction are told once."""
    if not Unindexed.objects.filter(page_number__in=page_ids).exists():
        return
    with engine().writing() as writer:
        waiting = list(Unindexed.objects.filter(page_number__in=page_ids).values_list("pk", "page_number"))
        ids = list({page for _, page in waiting})
        records = records_of(ids)
        writer.apply(records, gone_among(ids, records))
    Unindexed.objects.filter(pk__in=[pk for pk, _ in waiting]).delete()


def catch_up(*, seconds: float | None = None, progress: Callable[[int], None] = lambda done: None) -> int:
    """Tell all that waits, a batch at a time, until nothing does or the time is up; how many pages that were."""
    end, done = None if seconds is None else time.monotonic() + seconds, 0
    while end is None or time.monotonic() < end:
        ids = list(Unindexed.objects.order_by("page_number").values_list("page_number", flat=True).distinct()[:BATCH])
        if not ids:
            break
        tell(ids)
        done += len(ids)
        progress(done)
    return done
