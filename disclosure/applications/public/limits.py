"""How often one address, and one portal, may send, upload, ask for a status: counted, never remembered as addresses.

In a small file of its own that all processes of the machine share, like the counts of searches; it may be lost at any
time. Bounded: every counter lies in one of `SLOTS` slots, whoever comes. A failing count stops nobody from applying.
"""

import logging
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from cms_core.accounts.throttle import address_of
from cms_core.search.guard import digest

logger = logging.getLogger("portal.applications")
COLUMNS = "span INTEGER, slot INTEGER, period INTEGER, count INTEGER, PRIMARY KEY (span, slot)"
TABLE = f"CREATE TABLE IF NOT EXISTS counted ({COLUMNS}) WITHOUT ROWID"
READ = "SELECT period, count FROM counted WHERE span = ? AND slot = ?"
WRITE = "INSERT OR REPLACE INTO counted VALUES (?, ?, ?, ?)"
SLOTS = 1 << 17
PATIENCE = 0.25
QUARTER, HOUR = 15 * 60, 3600


@dataclass(frozen=True)
class Limit:
    """`setting` names how many in `span` seconds, 0 there is no limit; or `always` so many."""

    what: str
    setting: str
    span: int
    always: int = 0

    @property
    def most(self) -> int:
        return self.always or getattr(settings, self.setting)


SENT = Limit("sent", "PORTAL_APPLICATIONS_PER_HOUR", HOUR)
SENT_TO_PORTAL = Limit("sent to portal", "PORTAL_APPLICATIONS_PORTAL_PER_HOUR", HOUR)
FORMS = Limit("forms", "PORTAL_APPLICATION_FORMS_PER_HOUR", HOUR)
WRONG_CODES = Limit("wrong codes", "PORTAL_APPLICATION_CODES_PER_QUARTER", QUARTER)
WRONG_FOR_NUMBER = Limit("wrong codes of a number", "PORTAL_APPLICATION_CODES_PER_NUMBER", HOUR)
USED_PROOFS = Limit("used proofs", "", HOUR, always=1)


def seconds_to_wait(limit: Limit, who: str, *, count: bool = True, now: float | None = None) -> int:
    """0 when `who` may (then counted, unless `count` is False), else how long until it may again."""
    most = limit.most
    if most <= 0:
        return 0
    period, passed = divmod(now or timezone.now().timestamp(), limit.span)
    slot = slot_of(limit, who)
    try:
        with closing(opened()) as file:
            file.execute("BEGIN IMMEDIATE")
            found, number = file.execute(READ, [limit.span, slot]).fetchone() or (period, 0)
            number = number if found == period else 0
            if number >= most:
                return max(1, round(limit.span - passed))
            if count:
                file.execute(WRITE, [limit.span, slot, period, number + 1])
            file.execute("COMMIT")
    except sqlite3.OperationalError:
        logger.warning("申请次数暂时不能计数", exc_info=True)
    except sqlite3.DatabaseError:
        path().unlink(missing_ok=True)  # torn by a power cut: nothing in it is worth mending
    return 0


def of_request(limit: Limit, request, *, count: bool = True) -> int:
    """Of the address that asks; of IPv6 the network."""
    return seconds_to_wait(limit, digest(address_of(request), limit.what).hex(), count=count)


def slot_of(limit: Limit, who: str) -> int:
    key = settings.SECRET_KEY.encode()[:64]
    return int.from_bytes(blake2b(f"{limit.what} {who}".encode(), key=key, digest_size=8).digest()) % SLOTS


def path() -> Path:
    return Path(settings.PORTAL_HOME) / "applications-counted.sqlite3"


def opened() -> sqlite3.Connection:
    file = sqlite3.connect(path(), timeout=PATIENCE, isolation_level=None)
    file.execute("PRAGMA journal_mode=MEMORY")
    file.execute("PRAGMA synchronous=OFF")
    file.execute(TABLE)
    return file


def in_words(seconds: int) -> str:
    return f"{seconds} 秒" if seconds < 90 else f"{-(-seconds // 60)} 分钟"
