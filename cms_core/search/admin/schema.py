"""The tables of the admin's index, in the shape that `fts.connections` and `fts.rebuild` know.

`words` is contentless FTS5 with a column for each declared field. `texts` keeps what was indexed, for taking it out.
A row's number is its place (`families`): newer rows have higher ones, and FTS5 gives them in that order by itself.
"""

import sqlite3
from functools import cache

from cms_core.search.admin.families import columns, families
from cms_core.search.fingerprint import fingerprint_of

VERSION = 1
# Another release's is never asked (`file.is_whole`): titles are read instead until it is filled.
OLDEST_READ = VERSION
TABLES = """
CREATE VIRTUAL TABLE words USING fts5({columns}, content='', tokenize="ascii tokenchars '#@=-._'");
CREATE TABLE texts (place INTEGER PRIMARY KEY, texts BLOB NOT NULL);
CREATE TABLE changed (page INTEGER PRIMARY KEY);
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@cache
def fingerprint() -> str:
    """Of the analysis and of what the models declare: another `search_fields` needs another file."""
    return fingerprint_of(f"{VERSION} {columns()} {sorted(families())}")


def create(connection: sqlite3.Connection) -> None:
    connection.executescript(TABLES.format(columns=", ".join(columns())))
    connection.execute("INSERT INTO about VALUES ('fingerprint', ?)", [fingerprint()])
