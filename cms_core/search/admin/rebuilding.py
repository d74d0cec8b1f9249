"""`manage.py update_index`: everything anew in another file, which takes the place of the old one in one step."""

from modelsearch.backends.base import BaseIndex

from cms_core.search.admin import file
from cms_core.search.admin.contents import place_of, texts_of
from cms_core.search.admin.rows import copy, packed, put, read
from cms_core.search.fts.rebuild import Rebuild


class NewIndex(BaseIndex):
    """The file that is being built, which nobody else knows."""

    def __init__(self, backend, connection):
        super().__init__(backend)
        self.connection = connection

    def add_items(self, model, items):
        self.connection.execute("BEGIN")
        for item in items:
            place = place_of(item)
            if place is not None:
                put(self.connection, place, packed(texts_of(item)))
        self.connection.execute("COMMIT")


class Rebuilder:
    """Editors go on: what is written meanwhile is noted in the old file, and brought over before the switch."""

    def __init__(self, index):
        self.index = index
        self.rebuild = Rebuild(file.connections(), read, copy)

    def start(self) -> NewIndex:
        return NewIndex(self.index.backend, self.rebuild.start())

    def finish(self) -> None:
        try:
            self.rebuild.finish()
        except BaseException:
            self.rebuild.abandon()
            raise
