"""The first filling of the index, some seconds at a time: by the worker, which goes on where it or another stopped.

Until it is done nobody asks the index; what editors save meanwhile is written into it as always.
"""

import json
import logging
import sqlite3
import time

from cms_core.models.search_admin import Unlisted
from cms_core.search.admin import elsewhere, file, schema
from cms_core.search.admin.families import Family, families
from cms_core.search.admin.outbox import contents_of
from cms_core.search.admin.rows import apply

logger = logging.getLogger("portal.search")
BATCH = 100


def lacks() -> bool:
    """Whether there is anything to fill; one that another release wrote, or that cannot be read, is begun anew."""
    if elsewhere.shared():
        return False  # filled by `update_index`
    if not file.exists():
        return True
    try:
        about = dict(file.connections().get().execute("SELECT name, value FROM about"))
    except sqlite3.OperationalError:
        raise  # busy
    except sqlite3.DatabaseError:
        logger.exception("后台检索索引已损坏，现在重建")
        file.renew()
        return True
    if about["fingerprint"] != schema.fingerprint():
        file.renew()
        return True
    return "whole" not in about


def fill(seconds: float | None = None) -> int:
    """How many rows were read; 0 when nothing was left to do."""
    end, done = None if seconds is None else time.monotonic() + seconds, 0
    while lacks() and (end is None or time.monotonic() < end):
        done += step()
    return done


def step() -> int:
    """The next batch, in one transaction with the mark of how far it came."""
    with file.connections().writing() as connection:
        marked = connection.execute("SELECT value FROM about WHERE name = 'filled'").fetchone()
        filled = json.loads(marked[0]) if marked else {}
        if not marked:
            Unlisted.objects.all().delete()  # all that waits now is read later than this
        for family in families().values():
            numbers = next_numbers(family, filled.get(family.label, 0))
            if numbers:
                apply(connection, *contents_of([(family.label, number) for number in numbers]))
                mark = json.dumps(filled | {family.label: numbers[-1]})
                connection.execute("INSERT OR REPLACE INTO about VALUES ('filled', ?)", [mark])
                return len(numbers)
        connection.execute("INSERT OR REPLACE INTO about VALUES ('whole', '1')")
        return 0


def next_numbers(family: Family, last: int) -> list[int]:
    rows = family.root._base_manager.filter(pk__gt=last).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:BATCH])
