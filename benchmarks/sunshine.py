"""The pages of the Sunshine Project with 1,000 records of one portal and with 100,000, asked in turn."""

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile

from benchmarks.growth import ROOT, answer_of, ask, databases, show
from benchmarks.probe import Probe, prepare, say

SMALL, LARGE = 1_000, 100_000
WARM_UP, ROUNDS = 2, 20
COUNTIES, ROWS, BATCH = 20, 30, 2_000
TRADING = "/sunshine/trading/"


def main():
    for kind, urls in databases():
        with urls as (small_url, large_url), probe(SMALL, small_url) as small, probe(LARGE, large_url) as large:
            for answer in (answer_of(small), answer_of(large)):
                names = answer["measures"]
            for name in names:
                rows = {SMALL: [], LARGE: []}
                for _ in range(WARM_UP + ROUNDS):
                    rows[SMALL].append(ask(small, name))
                    rows[LARGE].append(ask(large, name))
                report(f"sunshine {name} {kind}", {size: found[WARM_UP:] for size, found in rows.items()})


def report(name: str, rows: dict[int, list[dict]]) -> None:
    medians = []
    for size, found in rows.items():
        times = [answer["ms"] for answer in found]
        medians.append(statistics.median(times))
        p95 = round(statistics.quantiles(times, n=20)[-1], 2)
        show(name, n=size, p50_ms=round(medians[-1], 2), p95_ms=p95, queries=found[-1]["queries"])
    show(f"growth {name}", n=LARGE, ratio=round(medians[1] / medians[0], 3))


@contextlib.contextmanager
def probe(size: int, database: str):
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
        environment = {
            **os.environ,
            "PORTAL_HOME": home,
            "PORTAL_DATABASE_URL": database,
            "PORTAL_BASE_DOMAIN": "bench.localhost",
            "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
        }
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.sunshine", str(size)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)
        try:
            yield process
        finally:
            process.stdin.close()
            process.wait(60)


def build(size: int):
    """A province whose first county has all the records, half of one domain; the others have one each."""
    from disclosure.sunshine import counters
    from sites.models import PortalLevel
    from tests.disclosure.sunshine.factories import county_with_columns, load, row_values
    from tests.factories import make_portal

    province = make_portal("zj", PortalLevel.PROVINCE)
    counties = [county_with_columns(f"county{number}", province)[0] for number in range(COUNTIES)]
    rows = load(province, *(row_values(sub_item=f"事项{n}") for n in range(ROWS)), domain="trading")
    for portal in counties[1:]:
        write(portal, [], 5)
    write(counties[0], rows, size)
    counters.recount()
    return province, counties[0]


def write(portal, rows, size: int) -> None:
    """Half of them trades, a quarter figures of budgets, a quarter projects."""
    import datetime

    from disclosure.models import RecordState, SunshineRecord
    from disclosure.sunshine.domains import domains
    from disclosure.sunshine.values import fill

    day = datetime.date(2016, 1, 1)
    made = []
    for number in range(size):
        on, key = (
            day + datetime.timedelta(days=number % 3650),
            ("trading", "trading", "finance", "projects")[number % 4],
        )
        scope = "unit" if number % 400 - 2 else "government"
        stage = ("announcement", "candidates", "result")[number % 3] if number % 5000 else "termination"
        values = {
            "trading": {"number": f"交易{number}", "title": f"第{number}号工程", "kind": "works", "notice": stage,
                        "tenderer": "建设单位", "amount": str(number), "day": on.isoformat()},
            "finance": {"year": on.year, "scope": scope, "stage": ("budget", "final")[number // 4 % 2],
                        "side": "expenditure", "function": f"第{number // 400 % 24}项支出", "amount": str(number)},
            "projects": {"code": f"项目{number}", "title": f"第{number}号项目", "stage": "approval",
                         "owner": "建设单位", "day": on.isoformat()},
        }[key]  # fmt: skip
        record = SunshineRecord(portal=portal, domain=key, organisation=portal.organisation, values=values)
        fill(domains()[key], record)
        record.identity = f"{number}"
        record.state = RecordState.PUBLISHED
        record.published_at = datetime.datetime.combine(on, datetime.time(2, number % 60), datetime.UTC)
        record.row = rows[number % len(rows)] if rows and key == "trading" else None
        made.append(record)
        if len(made) == BATCH:
            SunshineRecord.objects.bulk_create(made)
            made = []
    SunshineRecord.objects.bulk_create(made)


class SunshineProbe(Probe):
    def __init__(self, size: int):
        from django.db import connection
        from django.test import Client

        from disclosure.models import SunshineRecord
        from disclosure.sunshine.public.paging import cursor_at

        self.client = Client()
        self.province, self.portal = build(size)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        records = SunshineRecord.objects.filter(portal=self.portal, domain="trading").order_by("published_at", "pk")
        far = cursor_at("a", records[40])
        pages = {
            "home": (self.portal, "/sunshine/", {}),
            "domain": (self.portal, TRADING, {}),
            "domain, stage": (self.portal, TRADING, {"stage": "result"}),
            "domain, rare stage": (self.portal, TRADING, {"stage": "termination"}),
            "domain, year": (self.portal, TRADING, {"of_year": "2016"}),
            "domain, year and stage": (self.portal, TRADING, {"of_year": "2016", "stage": "result"}),
            "domain, words": (self.portal, TRADING, {"q": "第12"}),
            "domain, far down": (self.portal, TRADING, {"cursor": far}),
            "record": (self.portal, records[30].path, {}),
            "counties": (self.province, "/sunshine/counties/", {}),
            "feed": (self.portal, f"{TRADING}feed.atom", {}),
        }
        self.measures = {name: (lambda asked=asked: self.get(*asked)) for name, asked in pages.items()}

    def get(self, portal, path, given):
        response = self.client.get(path, given, headers={"host": portal.site.hostname})
        if response.status_code != 200:
            raise RuntimeError(f"{path} {given}: {response.status_code}")


def serve(size: int) -> None:
    prepare()
    found = SunshineProbe(size)
    say({"measures": list(found.measures)})
    for line in sys.stdin:
        say(found.answer(line.strip()))


if __name__ == "__main__":
    serve(int(sys.argv[1])) if len(sys.argv) > 1 else main()
