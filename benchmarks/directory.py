"""The directory of 2,000 entries and of 200,000, over the same 142 bodies, asked in turn, through the whole stack.

`first` is what a process pays once, when it reads all there is; `after a publication` is the whole directory of the
province right after somebody published.
"""

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
from time import perf_counter

from benchmarks.growth import ROOT, answer_of, ask, databases, show
from benchmarks.probe import Probe, prepare, say

SMALL, LARGE = 2_000, 200_000
WARM_UP, ROUNDS = 3, 40
PATH = "/disclosure/directory/"
WHOLE = {"scope": "all"}
# Query parameters; `{body}` and `{city}` are filled in.
ASKED = {
    "own": {},
    "whole": WHOLE,
    "whole, body": {**WHOLE, "body": "{body}"},
    "whole, city with its counties": {**WHOLE, "body": "{city}"},
    "whole, item": {**WHOLE, "item": "7"},
    "whole, theme": {**WHOLE, "theme": "财政、金融、审计"},
    "whole, sub-theme and genre": {**WHOLE, "theme": "财政、金融、审计/财政", "genre": "通知"},
    "whole, genre and validity": {**WHOLE, "genre": "通知", "validity": "in_force"},
    "whole, year": {**WHOLE, "year": "2019"},
    "whole, all but the body": {**WHOLE, "item": "1", "theme": "综合政务", "genre": "通知", "validity": "in_force"},
    "whole, all": {**WHOLE, "body": "{city}", "item": "1", "theme": "综合政务", "genre": "通知", "year": "2019",
                   "validity": "in_force"},
    "whole, last page": {**WHOLE, "cursor": "z"},
    "whole, genre, far down": {**WHOLE, "genre": "通知", "cursor": "{far}"},
}  # fmt: skip


def main():
    for kind, urls in databases():
        with urls as (small_url, large_url), probe(SMALL, small_url) as small, probe(LARGE, large_url) as large:
            for answer in (answer_of(small), answer_of(large)):
                show(f"directory build {kind}", **{name: value for name, value in answer.items() if name != "measures"})
            for name in answer["measures"]:
                rows = {SMALL: [], LARGE: []}
                for _ in range(WARM_UP + ROUNDS):
                    rows[SMALL].append(ask(small, name))
                    rows[LARGE].append(ask(large, name))
                report(f"directory {name} {kind}", {size: found[WARM_UP:] for size, found in rows.items()})


def report(name: str, rows: dict[int, list[dict]]) -> None:
    medians = {}
    for entries, found in rows.items():
        times, worked = ([answer[key] for answer in found] for key in ("ms", "cpu_ms"))
        medians[entries] = statistics.median(times), statistics.median(worked)
        figures = {
            "p50_ms": round(medians[entries][0], 2),
            "p95_ms": round(statistics.quantiles(times, n=20)[-1], 2),
            "cpu_ms": round(medians[entries][1], 2),
            "cpu_p95_ms": round(statistics.quantiles(worked, n=20)[-1], 2),
        }
        show(name, n=entries, queries=found[-1]["queries"], **figures)
    ratio, cpu_ratio = (round(large / small, 3) for small, large in zip(medians[SMALL], medians[LARGE], strict=True))
    show(f"growth {name}", n=LARGE, ratio=ratio, cpu_ratio=cpu_ratio)


@contextlib.contextmanager
def probe(entries: int, database: str):
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
        environment = {
            **os.environ,
            "PORTAL_HOME": home,
            "PORTAL_DATABASE_URL": database,
            "PORTAL_BASE_DOMAIN": "bench.localhost",
            "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
        }
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.directory", str(entries)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)
        try:
            yield process
        finally:
            process.stdin.close()
            process.wait(60)


class DirectoryProbe(Probe):
    def __init__(self, entries: int):
        from django.test import Client

        from benchmarks.directory_province import build
        from disclosure.models import DirectoryEntry
        from sites.models import Portal

        started = perf_counter()
        build(entries)
        seconds = perf_counter() - started
        self.client = Client()
        self.portal = Portal.objects.select_related("site", "organisation").get(level="province")
        rows = DirectoryEntry.objects.filter(listed=True)
        self.built = {"n": rows.count(), "seconds": round(seconds, 1), "per_second": round(rows.count() / seconds)}
        self.analyse()
        self.built["first_ms"] = round(self.first() * 1000)
        self.measures = {**self.pages(rows), "whole, after a publication": self.published(rows)}

    @staticmethod
    def analyse():
        """As the database does by itself after a while."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    @staticmethod
    def first() -> float:
        from disclosure.directory.shelves import shelves

        started = perf_counter()
        shelves()
        return perf_counter() - started

    def get(self, **given):
        response = self.client.get(PATH, given, headers={"host": self.portal.site.hostname})
        if response.status_code != 200:
            raise RuntimeError(f"{given}: {response.status_code}")

    def pages(self, rows):
        from cms_core.models import Organisation
        from disclosure.directory.matching import cursor_at
        from disclosure.directory.shelves import key_of

        middle = rows.filter(genre="通知").order_by("published_at")[rows.filter(genre="通知").count() // 5]
        city = Organisation.objects.filter(kind="government", level=2).order_by("path").first()
        department = Organisation.objects.filter(kind="department", level=1).order_by("path").first()
        known = {
            "{body}": department.key,
            "{city}": city.key,
            "{far}": cursor_at("a", key_of(middle.published_at, middle.pk)),
        }
        found = {}
        for name, asked in ASKED.items():
            given = {key: known.get(value, value) for key, value in asked.items()}
            found[name] = lambda given=given: self.get(**given)
        return found

    def published(self, rows):
        """In a year that has as many entries as any other."""
        from disclosure.directory.stamps import stamp_places

        row = rows.order_by("pk").first()

        def ask_after():
            stamp_places({(row.site_number, row.year)})
            self.get(**WHOLE)

        return ask_after


def serve(entries: int) -> None:
    prepare()
    found = DirectoryProbe(entries)
    say({**found.built, "measures": list(found.measures)})
    for line in sys.stdin:
        say(found.answer(line.strip()))


if __name__ == "__main__":
    serve(int(sys.argv[1])) if len(sys.argv) > 1 else main()
