"""The lists of a province of 600 power items and of one of 60,000, over the same 142 bodies, asked in turn.

Pages go through the whole stack. `build` tells how fast lines were approved; then an adjustment of 5,000
lines is approved once more, with its memory, the list is verified, and all of it is made anew from the records.
"""

import contextlib
import datetime
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from time import perf_counter

from benchmarks.growth import ROOT, answer_of, ask, databases, show
from benchmarks.probe import Probe, prepare, say

SMALL, LARGE = 600, 60_000
WARM_UP, ROUNDS = 3, 30
SLOW_ROUNDS = 6
DAY, BEFORE, AFTER = datetime.date(2026, 1, 1), datetime.date(2021, 1, 1), datetime.date(2021, 12, 31)
# What reads as much as there is: fewer rounds.
SLOW = ("csv of a body", "compare", "compare page")


def main():
    for kind, urls in databases():
        with urls as (small_url, large_url), probe(SMALL, small_url) as small, probe(LARGE, large_url) as large:
            for answer in (answer_of(small), answer_of(large)):
                show(f"listings build {kind}", **{name: value for name, value in answer.items() if name != "measures"})
            for name in answer["measures"]:
                rows = {SMALL: [], LARGE: []}
                for _ in range(WARM_UP + (SLOW_ROUNDS if name in SLOW else ROUNDS)):
                    rows[SMALL].append(ask(small, name))
                    rows[LARGE].append(ask(large, name))
                report(f"listings {name} {kind}", {size: found[WARM_UP:] for size, found in rows.items()})
            for name in ("approve 5000 lines", "verify_listings", "rebuild_listings"):
                show(f"listings {name} {kind}", **ask(large, name))


def report(name: str, rows: dict[int, list[dict]]) -> None:
    medians = {}
    for items, found in rows.items():
        times, worked = ([answer[key] for answer in found] for key in ("ms", "cpu_ms"))
        medians[items] = statistics.median(times), statistics.median(worked)
        figures = {
            "p50_ms": round(medians[items][0], 2),
            "p95_ms": round(statistics.quantiles(times, n=20)[-1], 2),
            "cpu_ms": round(medians[items][1], 2),
            "cpu_p95_ms": round(statistics.quantiles(worked, n=20)[-1], 2),
        }
        show(name, n=items, queries=found[-1]["queries"], **figures)
    ratio, cpu_ratio = (round(large / small, 3) for small, large in zip(medians[SMALL], medians[LARGE], strict=True))
    show(f"growth {name}", n=LARGE, ratio=ratio, cpu_ratio=cpu_ratio)


@contextlib.contextmanager
def probe(items: int, database: str):
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
        environment = {
            **os.environ,
            "PORTAL_HOME": home,
            "PORTAL_DATABASE_URL": database,
            "PORTAL_BASE_DOMAIN": "bench.localhost",
            "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
        }
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.listings", str(items)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)
        try:
            yield process
        finally:
            process.stdin.close()
            process.wait(60)


class ListingsProbe(Probe):
    """Asked as `benchmarks.probe` is; `once` measures are too slow, or change too much, to be asked again."""

    def __init__(self, items: int):
        from benchmarks.listings_province import build
        from listings.models import Cell, Listing

        approved, started = [], perf_counter()
        if not Listing.objects.exists():
            build(items, lambda lines, seconds: approved.append((lines, seconds)))
        self.seconds = perf_counter() - started
        self.listing = Listing.objects.select_related("portal__site", "portal__organisation").get(
            kind="power", portal__level="province"
        )
        lines, seconds = (sum(one[place] for one in approved) for place in (0, 1))
        self.built = {
            "n": items,
            "seconds": round(self.seconds, 1),
            "per_second": round(lines / seconds) if seconds else None,
            "cells": Cell.objects.count(),
        }
        self.measures = {**self.pages(), **self.direct()}
        self.once = {
            "approve 5000 lines": self.approve,
            "verify_listings": self.verify,
            "rebuild_listings": self.rebuild,
        }

    def pages(self):
        from itertools import cycle

        from django.test import Client

        from benchmarks.listings_province import THEMES
        from listings.models import Listed

        client, host = Client(), self.listing.portal.site.hostname
        rows = Listed.objects.on(DAY).current().filter(listing=self.listing)
        items = list(rows.order_by("item").values_list("item", flat=True))
        body = rows.order_by("place").values_list("organisation", flat=True)[len(items) // 2]
        some = cycle(items[:: max(len(items) // 40, 1)])

        def get(path, **parameters):
            response = client.get(path, parameters, headers={"host": host})
            body = response.getvalue()
            if response.status_code != 200 or not body:
                raise RuntimeError(f"{path} {parameters}: {response.status_code}")

        power, theme = "/lists/power/", THEMES[4]
        asked = {
            "list": (power, {}),
            "list of a body": (power, {"body": self.key_of(body)}),
            "list of a category and level": (power, {"category": "penalty", "level": 2}),
            "list of a theme and level": (power, {"theme": theme, "level": 2}),
            "list of all the province": (power, {"scope": "all"}),
            "list of all, filtered": (power, {"scope": "all", "category": "penalty", "level": 2}),
            "list as of 2015": (power, {"on": "2015-06-30"}),
            "search by name": (power, {"q": "医疗机构登记"}),
            "search by code": (power, {"q": "处罚-00111-000"}),
            "search by name in all": (power, {"q": "医疗机构登记", "scope": "all"}),
            "search as of 2015": (power, {"q": "医疗机构登记", "on": "2015-06-30"}),
            "search that finds a tenth": (power, {"q": "登记"}),
            "search that finds all": (power, {"q": "主管部门"}),
            "adjustments": (f"{power}adjustments/", {}),
            "statistics": (f"{power}statistics/", {}),
            "upcoming": (f"{power}upcoming/", {}),
            "feed": (f"{power}adjustments/feed.atom", {}),
            "api page": ("/api/lists/power/items", {}),
            "api page, filtered": ("/api/lists/power/items", {"category": "penalty", "level": 2}),
            "compare page": (f"{power}compare/", {"from": BEFORE.isoformat(), "to": AFTER.isoformat()}),
            "csv of a body": (f"{power}data.csv", {"body": self.key_of(body)}),
        }
        found = {name: lambda path=path, given=given: get(path, **given) for name, (path, given) in asked.items()}
        found["detail"] = lambda: get(f"{power}{next(some)}.html")
        found["detail as of 2021"] = lambda: get(f"{power}{next(some)}.html", on=AFTER.isoformat())
        return found

    def key_of(self, body: int) -> str:
        from cms_core.models import Organisation

        return Organisation.objects.get(pk=body).key

    def direct(self):
        """What the pages ask, without the pages."""
        from listings import counts
        from listings.history.days import compare
        from listings.models import Listed

        rows = Listed.objects.on(DAY).current()
        own, order = rows.filter(listing=self.listing), ("place", "code", "item")
        filters = {"category": "penalty", "level": 2}
        return {
            "rows": lambda: list(own.order_by(*order)[:20]),
            "rows, filtered": lambda: list(own.filter(**filters).order_by(*order)[:20]),
            "rows of all": lambda: list(rows.filter(kind="power").order_by(*order)[:20]),
            "total": lambda: counts.total("power", self.listing, DAY, filters),
            "facet by body": lambda: counts.facet("power", self.listing, DAY, "organisation", filters),
            "facets of all": lambda: counts.facets("power", None, DAY, filters),
            "count of each list": lambda: counts.listings("power", DAY, filters),
            "compare": lambda: compare("power", BEFORE, AFTER, listing=self.listing),
        }

    def approve(self):
        """In a transaction that is not kept; `peak_mb` is what the process grew by."""
        from django.db import transaction

        from benchmarks.listings_province import LINES, adjust, values_of

        bodies = [self.listing.portal.organisation]
        lines = [
            {"kind": "add", "values": values_of(200_000 + number, bodies, random.Random(number))}
            for number in range(LINES)
        ]
        for number, line in enumerate(lines):
            short = line["values"]["code"].split("-")[0]
            line["values"]["code"] = f"{short}-{90000 + number}-000"
        taken, before = [], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with transaction.atomic():
            adjust(self.listing, lines, DAY, lambda count, seconds: taken.append(seconds))
            transaction.set_rollback(True)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        return {
            "n": LINES,
            "seconds": round(taken[0], 1),
            "per_second": round(LINES / taken[0]),
            "grown_mb": round(grown),
        }

    def verify(self):
        from listings.history.verify import verify
        from listings.models import Item, Listing

        started, findings = perf_counter(), []
        for listing in Listing.objects.select_related("portal"):
            findings += verify(listing)
        if findings:
            raise RuntimeError(str(findings[:3]))
        return self.rate(Item.objects.count(), perf_counter() - started)

    def rebuild(self):
        from listings.kinds import ListKind
        from listings.management.commands.rebuild_listings import rebuild

        started = perf_counter()
        count = rebuild(ListKind.POWER)
        return self.rate(count, perf_counter() - started)

    @staticmethod
    def rate(count: int, seconds: float) -> dict:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {"n": count, "seconds": round(seconds, 1), "per_second": round(count / seconds), "peak_mb": round(peak)}

    def answer(self, name):
        return self.once[name]() if name in self.once else super().answer(name)


def serve(items: int) -> None:
    prepare()
    found = ListingsProbe(items)
    say({**found.built, "measures": list(found.measures)})
    for line in sys.stdin:
        say(found.answer(line.strip()))


if __name__ == "__main__":
    serve(int(sys.argv[1])) if len(sys.argv) > 1 else main()
