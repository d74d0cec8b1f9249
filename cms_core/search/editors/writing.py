"""When counts are written: some seconds after they were made, by a thread of its own; no reader waits for it.

A search never writes: on SQLite it would wait for whoever holds the lock, and fail with it. A process that is killed
loses the counts of its last seconds, which no report would show.
"""

import atexit
import logging
import os
import threading

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connections

from cms_core.models.search_counts import SearchClick, SearchCount
from cms_core.search.editors.adding import BATCH, add
from cms_core.search.editors.pending import Pending

logger = logging.getLogger("portal.search")
SECONDS = 10
PATIENCE = 2.0  # how long a report waits for this process's own

searches, clicks = Pending(), Pending()
_starting = threading.Lock()
_writer: tuple[int, "Writer"] | None = None


def flush() -> None:
    """Write what has been counted; what the database cannot take now is kept for the next time."""
    for pending, model in ((searches, SearchCount), (clicks, SearchClick)):
        counts = list(pending.take().items())
        while counts:
            try:
                add(model, dict(counts[:BATCH]))
            except (OperationalError, InterfaceError):
                pending.put_back(dict(counts))
                raise
            except DatabaseError:
                # What one row makes impossible must not stand in the way of all that follow.
                logger.exception("检索统计有 %s 项不能写入，已略过", len(counts[:BATCH]))
            counts = counts[BATCH:]


class Writer(threading.Thread):
    def __init__(self):
        super().__init__(name="search-counts", daemon=True)
        self.wanted, self.done, self.stopping = threading.Event(), threading.Event(), False

    def run(self):
        while not self.stopping:
            self.wanted.wait(SECONDS)
            self.wanted.clear()
            self.write()
            self.done.set()

    def write(self):
        try:
            flush()
        except (OperationalError, InterfaceError) as error:
            logger.warning("检索统计暂时不能写入，稍后再试：%s", str(error).strip())
        except Exception:
            logger.exception("检索统计不能写入")
        finally:
            connections.close_all()

    def now(self):
        """Wait until what has been counted so far is written, or for PATIENCE."""
        self.done.clear()
        self.wanted.set()
        self.done.wait(PATIENCE)

    def stop(self):
        self.stopping = True
        self.wanted.set()
        self.join(PATIENCE)


def start() -> "Writer | None":
    """The thread of this process; a forked one has none of its parent's."""
    global _writer
    if not settings.SEARCH_COUNTS_IN_BACKGROUND:
        return None
    if _writer is None or _writer[0] != os.getpid():
        with _starting:
            if _writer is None or _writer[0] != os.getpid():
                _writer = (os.getpid(), Writer())
                _writer[1].start()
                atexit.register(_writer[1].stop)
    return _writer[1]


def settle() -> None:
    """For a report: this process's counts are written; those of others are at most SECONDS old."""
    writer = start()
    if writer is not None:
        writer.now()
        return
    try:
        flush()
    except (OperationalError, InterfaceError) as error:
        logger.warning("检索统计暂时不能写入：%s", str(error).strip())
