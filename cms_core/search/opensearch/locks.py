"""One writer of the index at a time over all machines, for the server has no lock: the database of the portals has one.

PostgreSQL's advisory locks: raw SQL, for Django has no word for them; let go by the database when their holder dies.
With SQLite there is one machine, and a lock on a file in PORTAL_HOME does the same.
"""

import fcntl
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection, transaction

from cms_core.search.errors import Rebuilding
from cms_core.search.opensearch.errors import Busy

# By scope: the public index, and that of the admin.
NUMBERS = {"pages": (7_301_001, 7_301_002), "admin": (7_301_003, 7_301_004)}
PATIENCE = 20
STEP = 0.02


class DatabaseLocks:
    """`writing` lasts as long as its transaction, so that it needs no session of its own behind a connection pool."""

    def __init__(self, scope: str):
        self.for_writing, self.for_rebuilding = NUMBERS[scope]

    @contextmanager
    def writing(self):
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
                try:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [self.for_writing])
                except OperationalError:
                    raise Busy from None
            yield

    @contextmanager
    def rebuilding(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [self.for_rebuilding])
            if not cursor.fetchone()[0]:
                raise Rebuilding
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [self.for_rebuilding])


class FileLocks:
    def __init__(self, directory: Path, scope: str = "pages"):
        self.directory, self.scope = Path(directory), scope

    @contextmanager
    def writing(self):
        with self.held(f"opensearch-{self.scope}-writing.lock", PATIENCE, Busy):
            yield

    @contextmanager
    def rebuilding(self):
        with self.held(f"opensearch-{self.scope}-rebuilding.lock", 0, Rebuilding):
            yield

    @contextmanager
    def held(self, name: str, patience: float, refusal: type[Exception]):
        self.directory.mkdir(parents=True, exist_ok=True)
        end = time.monotonic() + patience
        with (self.directory / name).open("a") as lock:
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= end:
                        raise refusal from None
                    time.sleep(STEP)
            yield


def locks(scope: str = "pages") -> DatabaseLocks | FileLocks:
    return DatabaseLocks(scope) if connection.vendor == "postgresql" else FileLocks(settings.PORTAL_HOME, scope)
