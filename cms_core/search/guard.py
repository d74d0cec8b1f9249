"""How often one address may search: what makes one program that asks hundreds of times a second harmless to others.

Counted in a small file of its own that all processes of the machine share: in the database, each search would wait for
the lock that editors write under. It may be lost or deleted at any time. Length and depth of a question are bounded by
`analysis.question` and `found.DEEPEST`.
"""

import ipaddress
import logging
import sqlite3
from contextlib import closing
from functools import wraps
from hashlib import blake2b
from math import ceil
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from cms_core.accounts.throttle import address_of

logger = logging.getLogger("portal.search")
MINUTE = 60
COLUMNS = "minute INTEGER, who BLOB, count INTEGER, PRIMARY KEY (minute, who)"
TABLE = f"CREATE TABLE IF NOT EXISTS asked ({COLUMNS}) WITHOUT ROWID"
COUNT = "INSERT INTO asked VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1"
# A reader must not wait for a count.
PATIENCE = 0.25


def seconds_to_wait(address: str, what: str, limit: int, now: float) -> int:
    """0 and counted when `address` may ask now; how long it must wait when it asked `limit` times within a minute.

    Of the minute before counts the part that a minute back from now reaches, rounded up, so that no moment allows twice
    as much, of a few neither.
    """
    if limit <= 0:
        return 0
    minute, seconds = divmod(now, MINUTE)
    who = digest(address, what)
    try:
        with closing(opened()) as file:
            sql = "SELECT minute, count FROM asked WHERE who = ? AND minute IN (?, ?)"
            counts = dict(file.execute(sql, [who, minute - 1, minute]))
            if ceil(counts.get(minute - 1, 0) * (1 - seconds / MINUTE)) + counts.get(minute, 0) >= limit:
                return max(1, round(MINUTE - seconds))
            file.execute(COUNT, [minute, who])
            if minute not in counts:
                file.execute("DELETE FROM asked WHERE minute < ?", [minute - 1])
    except sqlite3.OperationalError:
        logger.warning("搜索次数暂时不能计数", exc_info=True)
    except sqlite3.DatabaseError:
        path().unlink(missing_ok=True)  # torn by a power cut: nothing in it is worth mending
    return 0


def path() -> Path:
    return Path(settings.PORTAL_HOME) / "search-asked.sqlite3"


def opened() -> sqlite3.Connection:
    file = sqlite3.connect(path(), timeout=PATIENCE, isolation_level=None)
    file.execute("PRAGMA journal_mode=MEMORY")
    file.execute("PRAGMA synchronous=OFF")
    file.execute(TABLE)
    return file


def digest(address: str, what: str) -> bytes:
    """Not the address itself, which is a person's; of IPv6 the network, since a reader has as many as they like."""
    try:
        parsed = ipaddress.ip_address(address)
        if parsed.version == 6:
            parsed = ipaddress.ip_network((parsed, 64), strict=False)
    except ValueError:
        parsed = address
    return blake2b(f"{what} {parsed}".encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=12).digest()


def guarded(what: str, setting: str, refuse):
    """Decorates a view: answers with `refuse(request, seconds)` where its address asked `settings.<setting>` times."""

    def decorate(view):
        @wraps(view)
        def answer(request, *args, **kwargs):
            limit = getattr(settings, setting)
            seconds = seconds_to_wait(address_of(request), what, limit, timezone.now().timestamp())
            if not seconds:
                return view(request, *args, **kwargs)
            response = refuse(request, seconds)
            response["Retry-After"] = str(seconds)
            return response

        return answer

    return decorate
