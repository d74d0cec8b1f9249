"""Which rows are found, in which order: by the index where it may be asked, else by substrings in the database."""

import logging
import sqlite3

from cms_core.search.admin import file
from cms_core.search.admin.found import Found
from cms_core.search.admin.places import look_up
from cms_core.search.admin.substrings import Rows, rows_with
from cms_core.search.errors import SearchError

logger = logging.getLogger("portal.search")


def choose(compiler):
    """Nobody is shown an empty list because an index is missing, outdated or broken: titles are then read instead."""
    queryset = compiler.queryset
    if compiler.asks_for_nothing:
        return Rows(queryset.none())
    if compiler.asks_for_all:
        return Rows(queryset if queryset.query.order_by else queryset.order_by("-pk"))
    if compiler.family and file.exists():
        try:
            connection = file.connections().get()
            if file.is_whole(connection):
                return Found(compiler, look_up(connection, compiler))
        except (sqlite3.Error, SearchError):
            logger.exception("后台检索索引暂时不能读取，改为逐条比对标题")
    return rows_with(compiler)
