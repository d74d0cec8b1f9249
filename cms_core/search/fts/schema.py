"""The tables of an index file.

`words` is contentless FTS5: it keeps tokens only, and forgets a page when it is told its tokens again: those of title
and body are made again from `texts`, those of the marks stand there. Its rows, those of
`facts` and of `texts` share one number, the *place*: the day of publication and a place within the day. So newest
first, a range of days and the newest thousand are what FTS5 does by itself, without asking `facts`.

`hidden` are places of what the public may no longer see and what is still to be taken out: no answer is made of them.
"""

import sqlite3
from functools import cache

from cms_core.search.fingerprint import fingerprint_of

# Raised when the tables change; what the tokens depend on is in the fingerprint by itself.
VERSION = 4
# The first release whose tables can still be searched, though not written: they answer until a new file is filled.
# Raised to VERSION when the same columns come to say something else; missing ones are noticed by themselves.
OLDEST_READ = 4
# Places of one day; what is more goes to the days after it.
SLOT_BITS = 18

TABLES = """
CREATE VIRTUAL TABLE words USING fts5(
    title, body, marks, places, content='', tokenize="ascii tokenchars '#@=-'"
);
CREATE TABLE facts (
    place INTEGER PRIMARY KEY,
    portal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    organisation INTEGER NOT NULL,
    theme TEXT NOT NULL,
    validity TEXT NOT NULL,
    page INTEGER NOT NULL UNIQUE,
    published INTEGER NOT NULL,
    digest INTEGER NOT NULL,
    site INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    column_type TEXT NOT NULL
);
CREATE TABLE texts (
    place INTEGER PRIMARY KEY, title TEXT NOT NULL, body BLOB NOT NULL, marks TEXT NOT NULL, keys TEXT NOT NULL
);
CREATE TABLE keys (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE VIRTUAL TABLE starts USING fts5(
    part, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '#@=-'"
);
CREATE TABLE hidden (place INTEGER PRIMARY KEY);
CREATE TABLE changed (page INTEGER PRIMARY KEY);
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@cache
def fingerprint() -> str:
    return fingerprint_of(VERSION)


def create(connection: sqlite3.Connection) -> None:
    connection.executescript(TABLES)
    connection.execute("INSERT INTO about VALUES ('fingerprint', ?)", [fingerprint()])


def first_place(day: int) -> int:
    """The lowest place of a day, which is given as `date.toordinal`."""
    return day << SLOT_BITS
