"""The directory of 2,000 entries and of 200,000 on the same 142 portals, asked in turn, through the whole stack.

What a process pays once is `first_ms` from the rows, `begun_ms` where another process has laid down its counts;
`kept_mb` is what they take in each process. `after a publication` is the directory of the whole province right after
somebody published, with the writing of it.
"""

import contextlib
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from time import perf_counter

from benchmarks.growth import ROOT, answer_of, ask, databases, show
from benchmarks.probe import Probe, prepare, say

SMALL, LARGE = 2_000, 200_000
# So many that "any facets" meets every combination.
WARM_UP, ROUNDS = 4, 63
PATH = "/disclosure/directory/"
WHOLE = {"scope": "all"}
# Query parameters; `{body}`, `{city}`, `{far}` are filled in.
FACETS = {"body": "{city}", "item": "1", "theme": "综合政务", "genre": "通知", "year": "2019", "validity": "in_force"}
ASKED = {
    "own": {},
    "own, genre and year": {"genre": "通知", "year": "2019"},
    "whole": WHOLE,
    "whole, body": {**WHOLE, "body": "{body}"},
    **{f"whole, {name}": {**WHOLE, name: value} for name, value in FACETS.items()},
    "whole, sub-theme and genre": {**WHOLE, "theme": "综合政务/政务公开", "genre": "通知"},
    "whole, all but the body": {**WHOLE, **FACETS, "body": ""},
    "whole, all": {**WHOLE, **FACETS},
    "whole, last page": {**WHOLE, "cursor": "z"},
    "whole, genre, far down": {**WHOLE, "genre": "通知", "cursor": "{far}"},
    "whole, words": {**WHOLE, "q": "城市更新"},
    "whole, words and genre": {**WHOLE, "q": "实施方案 河道", "genre": "通知"},
}


def main():
    for kind, urls in databases():
        with urls as (small_url, large_url), probe(SMALL, small_url) as small, probe(LARGE, large_url) as large:
            for answer in (answer_of(small), answer_of(large)):
                show(f"directory build {kind}", **{name: value for name, value in answer.items() if name != "measures"})
            medians = {SMALL: [], LARGE: []}
            for name in answer["measures"]:
                rows = {SMALL: [], LARGE: []}
                for _ in range(WARM_UP + ROUNDS):
                    rows[SMALL].append(ask(small, name))
                    rows[LARGE].append(ask(large, name))
                found = report(f"directory {name} {kind}", {size: those[WARM_UP:] for size, those in rows.items()})
                for size, those in found.items():
                    medians[size].append(those)
            small_one, large_one = (
                [statistics.median(pair) for pair in zip(*medians[n], strict=True)] for n in medians
            )
            show(f"growth directory, median of all questions {kind}", n=LARGE, **ratios(small_one, large_one))


def report(name: str, rows: dict[int, list[dict]]) -> dict[int, tuple[float, float]]:
    """The medians of both, by the clock and by the processor."""
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
        show(name, n=entries, queries=max(answer["queries"] for answer in found), **figures)
    show(f"growth {name}", n=max(rows), **ratios(medians[min(rows)], medians[max(rows)]))
    return medians


def ratios(small, large) -> dict[str, float]:
    return {"ratio": round(large[0] / small[0], 3), "cpu_ratio": round(large[1] / small[1], 3)}


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
        self.built |= self.begin()
        self.measures = {**self.pages(rows), "whole, after a publication": self.published}

    @staticmethod
    def analyse():
        """As the database does by itself after a while."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    @staticmethod
    def begin() -> dict:
        """As a new process does, from the rows and then from the file."""
        import gc
        import tracemalloc

        from disclosure.directory.shelves import KEPT

        def read():
            KEPT.known.clear()
            KEPT.snapshot.seen = None
            started = perf_counter()
            KEPT.shelves()
            return round((perf_counter() - started) * 1000)

        first, laid = read(), KEPT.snapshot.path().exists()
        KEPT.snapshot.keep(KEPT.known)
        begun = min(read() for _ in range(3))
        gc.collect()
        tracemalloc.start()
        read()
        kept, peak = (round(value / 1e6, 1) for value in tracemalloc.get_traced_memory())
        tracemalloc.stop()
        return {"first_ms": first, "laid_down": laid, "begun_ms": begun, "kept_mb": kept, "peak_mb": peak}

    def get(self, **given):
        response = self.client.get(PATH, given, headers={"host": self.portal.site.hostname})
        if response.status_code != 200:
            raise RuntimeError(f"{given}: {response.status_code}")

    def pages(self, rows):
        from disclosure.directory.matching import cursor_at
        from disclosure.directory.shelf import key_of
        from sites.models import Portal

        notices = rows.filter(genre="通知").order_by("published_at")
        middle = notices[notices.count() // 5]
        city = Portal.objects.filter(level="city").order_by("depth", "path").first().organisation
        department = Portal.objects.filter(organisation__kind="department").order_by("depth", "path").first()
        known = {
            "{body}": department.organisation.key,
            "{city}": city.key,
            "{far}": cursor_at("a", key_of(middle.published_at, middle.pk)),
        }

        def filled(asked):
            return {key: known.get(value, value) for key, value in asked.items()}

        found = {name: partial(self.get, **filled(asked)) for name, asked in ASKED.items()}
        names = list(FACETS)
        subsets = [those for size in range(1, 7) for those in itertools.combinations(names, size)]
        # An odd number of them: `answer` asks twice and meets them all.
        any_of = itertools.cycle([{**WHOLE, **filled({name: FACETS[name] for name in those})} for those in subsets])
        return {**found, "whole, any facets": lambda: self.get(**next(any_of))}

    def published(self):
        """On each portal in turn, today."""
        import random

        from benchmarks.directory_province import row_of
        from disclosure.directory.stamps import stamp
        from disclosure.models import DirectoryEntry
        from sites.models import Portal

        self.portals = getattr(self, "portals", None) or itertools.cycle(Portal.objects.select_related("organisation"))
        self.last = getattr(self, "last", 10_000_000) + 1
        row = row_of(self.last, next(self.portals), False, random.Random(self.last))
        DirectoryEntry.objects.bulk_create([row])
        stamp([(None, row)])
        self.get(**WHOLE)


def serve(entries: int) -> None:
    prepare()
    found = DirectoryProbe(entries)
    say({**found.built, "measures": list(found.measures)})
    for line in sys.stdin:
        say(found.answer(line.strip()))


if __name__ == "__main__":
    serve(int(sys.argv[1])) if len(sys.argv) > 1 else main()
