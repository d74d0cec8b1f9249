"""`update_index`: builds the admin's search index anew. Wagtail's own command, but it reads in short steps.

Wagtail reads each model in one transaction, and on SQLite a transaction holds the only lock for writing: nobody could
save until all was read. What is written meanwhile is brought over by the rebuilder.
"""

from django.db.models import QuerySet
from modelsearch.management.commands.rebuild_modelsearch_index import DEFAULT_CHUNK_SIZE
from modelsearch.management.commands.rebuild_modelsearch_index import Command as StockCommand


class Command(StockCommand):
    help = "重建后台检索索引（可在编辑工作时运行；中断后重新运行即可）。"

    def queryset_chunks(self, qs: QuerySet, chunk_size=DEFAULT_CHUNK_SIZE):
        """By key, not by offset: in another order the same rows, and none is passed over when others go."""
        size, last = min(chunk_size, DEFAULT_CHUNK_SIZE), 0
        while rows := list(qs.filter(pk__gt=last).order_by("pk")[:size]):
            yield rows
            last = rows[-1].pk
