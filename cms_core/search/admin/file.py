"""The file of the admin's index, and whether it may be asked yet."""

import sqlite3
from functools import cache
from pathlib import Path

from django.conf import settings

from cms_core.search.admin import schema
from cms_core.search.fts.connections import Connections


@cache
def connections() -> Connections:
    """Of this installation; safe in every process and thread."""
    return Connections(Path(settings.PORTAL_HOME) / "admin-search.sqlite3", schema)


def exists() -> bool:
    return connections().files.target() is not None


def is_whole(connection: sqlite3.Connection) -> bool:
    """Filled once, and by this analysis: one that is neither is searched by nobody."""
    about = dict(connection.execute("SELECT name, value FROM about"))
    return "whole" in about and about.get("fingerprint") == schema.fingerprint()


def renew() -> None:
    """An empty file in place of the one in force, to be filled anew."""
    files = connections().files
    old = files.current()
    files.switch(files.make())
    connections().close()
    files.remove(old)
