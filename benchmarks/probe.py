"""One province in a process of its own: built on request, then asked by name for one measurement after the other.

Reads a line, answers with a line of JSON. Two of them, asked in turn, measure two sizes under the same conditions.
"""

import json
import os
import sys
from time import perf_counter, process_time


def prepare():
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


class Probe:
    """`measures` names what can be asked for: functions without arguments."""

    def __init__(self, portals: int, entries: int):
        from benchmarks.province import MEASURED, build, longest_column
        from sites.models import Portal

        started = perf_counter()
        if not Portal.objects.exists():
            build(portals, entries)
        self.seconds = perf_counter() - started
        self.portal = Portal.objects.for_host(f"{MEASURED}.{os.environ['PORTAL_BASE_DOMAIN']}")
        self.column, self.length = longest_column(self.portal)
        self.measures = {**self.pages(), **self.catalogue()}

    def pages(self):
        """Public pages through the whole stack of middleware, as Django's test client asks for them."""
        from itertools import cycle

        from django.test import Client

        from cms_core.catalogue.cursor import Cursor
        from cms_core.models import Entry

        client = Client()
        entries = list(Entry.objects.of_column(self.column.id))
        articles = cycle([f"/{entry.address}" for entry in entries[:: max(len(entries) // 50, 1)]])
        place = len(entries) * 4 // 5
        far = Cursor.at(entries[place], before=False, ahead=place)

        def get(path):
            response = client.get(path, headers={"host": self.portal.site.hostname})
            if response.status_code != 200:
                raise RuntimeError(f"{path}: {response.status_code}")

        return {
            "article": lambda: get(next(articles)),
            "column": lambda: get(self.column.url),
            "column far down": lambda: get(f"{self.column.url}?cursor={far}"),
            "home": lambda: get("/"),
            "feed": lambda: get(f"{self.column.url}feed.atom"),
        }

    def catalogue(self):
        """What views ask of the catalogue, without the views."""
        from cms_core.catalogue.columns import ColumnTree
        from cms_core.catalogue.cursor import Cursor
        from cms_core.catalogue.heads import newest_of_each, newest_of_groups
        from cms_core.catalogue.listing import Listing
        from cms_core.catalogue.sync import sync
        from cms_core.models import ArticlePage, Entry

        home = self.portal.home
        tree = ColumnTree.of(home)
        some = [node.id for node in tree.nodes][:15]
        every = [node.id for node in tree.nodes]
        groups = {node.id: node.family_ids() for node in tree.roots}
        entries = list(Entry.objects.of_column(self.column.id))
        place = len(entries) * 4 // 5
        far = str(Cursor.at(entries[place], before=False, ahead=place))
        back = str(Cursor.at(entries[place], before=True, ahead=place))
        article = ArticlePage.objects.get(pk=entries[0].pk)

        def read(columns, cursor=""):
            listing = Listing(columns, cursor)
            return listing.entries, listing.total

        return {
            "list": lambda: read([self.column.id]),
            "list far down": lambda: read([self.column.id], far),
            "list far down, backwards": lambda: read([self.column.id], back),
            "list last": lambda: read([self.column.id], "z"),
            "merged list": lambda: read(every),
            "merged list far down": lambda: read(every, far),
            "heads of 15 columns": lambda: newest_of_each(some, 8),
            "heads of groups": lambda: newest_of_groups(groups, 8),
            "column tree": lambda: ColumnTree.of(home),
            "column tree with what is empty": lambda: [node.is_empty for node in ColumnTree.of(home).nodes],
            "sync of an article": lambda: sync(article),
        }

    def answer(self, name):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        measure = self.measures[name]
        started, worked = perf_counter(), process_time()
        measure()
        elapsed, worked = perf_counter() - started, process_time() - worked
        with CaptureQueriesContext(connection) as queries:
            measure()
        return {"ms": elapsed * 1000, "cpu_ms": worked * 1000, "queries": len(queries)}


def main(portals, entries):
    prepare()
    probe = Probe(int(portals), int(entries))
    say({"seconds": probe.seconds, "columns": len(probe.measures), "length": probe.length})
    for line in sys.stdin:
        say(probe.answer(line.strip()))


def say(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
