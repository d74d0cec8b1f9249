"""The outbox: what the index does not know yet, and the one way in which it is told.

Whoever tells it holds the index's lock before reading what is told: so the last to write has read what was committed
last. Killed anywhere, the rows are still there, and the next catch-up tells it again.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterable
from contextlib import contextmanager

from django.db import DatabaseError, transaction

from cms_core.models.search import Unindexed
from cms_core.search import going, sources
from cms_core.search.engine import engine
from cms_core.search.errors import Outdated, SearchError

logger = logging.getLogger("portal.search")
# More in one transaction is an import, or a column that moved: the worker follows those.
AT_ONCE = 200
BATCH = 200
ROWS = 1000
FAILURES = (SearchError, sqlite3.Error, OSError, DatabaseError)
here = threading.local()


def note(numbers: Iterable[int]) -> None:
    """The index has to follow these (ids of pages, or `sources.number_of`); in the caller's transaction, and told when
    that commits."""
    found = list(dict.fromkeys(numbers))
    if not found:
        return
    Unindexed.objects.bulk_create([Unindexed(page_number=number) for number in found], batch_size=ROWS)
    if engine().writes_at_once:
        together = of_this_transaction()
        may_wait = bool(getattr(here, "deferred", 0))
        together.update((number, may_wait and together.get(number, True)) for number in found)
        transaction.on_commit(lambda: follow(together))


def of_this_transaction() -> dict[int, bool]:
    """{number: whether it may wait}: many changes of one transaction are told together, by its first callback.

    Django begins another list of callbacks with each transaction, and where a savepoint is rolled back.
    """
    callbacks = transaction.get_connection().run_on_commit
    if getattr(here, "callbacks", None) is not callbacks:
        here.callbacks, here.together = callbacks, {}
    return here.together


def follow(together: dict[int, bool]) -> None:
    """A page must never fail to be saved for its index: what cannot be told now stays in the outbox."""
    numbers = sorted(together)
    at_once = [number for number in numbers if not together[number]]
    together.clear()
    try:
        if 0 < len(at_once) <= AT_ONCE and is_told(at_once) and len(at_once) == len(numbers):
            return
        hide(numbers)
    except FAILURES:
        logger.exception("检索索引暂时不能写入，%s 项留待后台补写", len(numbers))


def is_told(numbers: list[int]) -> bool:
    """An index of another version cannot be told anything; the worker builds it anew."""
    try:
        tell(numbers)
    except Outdated:
        return False
    return True


@contextmanager
def deferred():
    """Within, what appears is told by the worker later; what is withdrawn is hidden all the same. For imports that
    write page by page."""
    here.deferred = getattr(here, "deferred", 0) + 1
    try:
        yield
    finally:
        here.deferred -= 1


def hide(numbers: Collection[int]) -> None:
    """Nothing is answered of those among them that the public may no longer see."""
    if not going.not_visible(numbers):
        return
    with engine().hiding() as hide_them:
        hide_them(going.not_visible(numbers))


def tell(numbers: list[int]) -> None:
    """Bring these into line, if they still wait."""
    if not Unindexed.objects.filter(page_number__in=numbers).exists():
        return
    with engine().writing() as writer:
        waiting = list(Unindexed.objects.filter(page_number__in=numbers).values_list("pk", "page_number"))
        told = {number for _, number in waiting}
        records = sources.records_of(told)
        writer.apply(records, told - {record.page for record in records})
    Unindexed.objects.filter(pk__in=[pk for pk, _ in waiting]).delete()


def catch_up(*, seconds: float | None = None, progress: Callable[[int], None] = lambda done: None) -> int:
    """Tell all that waits, a batch at a time, until nothing does or the time is up; how many that were.

    What is to go is hidden first: a process may have been killed before it could.
    """
    end, done = None if seconds is None else time.monotonic() + seconds, 0
    if engine().writes_at_once:
        hide(going.waiting())
    while end is None or time.monotonic() < end:
        numbers = list(
            Unindexed.objects.order_by("page_number").values_list("page_number", flat=True).distinct()[:BATCH]
        )
        if not numbers:
            break
        tell(numbers)
        done += len(numbers)
        progress(done)
    return done
