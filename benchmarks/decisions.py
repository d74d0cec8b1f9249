"""双公示 with 1,000 decisions and with 100,000, asked in turn through the whole stack.

The penalties are all of one portal, the licences of a hundred. What a process pays once is `first_ms` from the rows,
`begun_ms` where another process has laid down its counts; `kept_mb` is what they take in each process.
"""

import datetime
import gc
import sys
import tracemalloc
from functools import partial
from time import perf_counter

from benchmarks.directory import report
from benchmarks.growth import answer_of, ask, databases, probe, show
from benchmarks.probe import Probe, prepare, say

SMALL, LARGE = 1_000, 100_000
WARM_UP, ROUNDS = 3, 40
PORTALS, BODIES, BATCH = 100, 12, 2_000
MODULE = "benchmarks.decisions"
WHOLE = {"scope": "all"}


def main():
    for kind, urls in databases():
        with (
            urls as (small_url, large_url),
            probe([SMALL], small_url, MODULE) as small,
            probe([LARGE], large_url, MODULE) as large,
        ):
            for answer in (answer_of(small), answer_of(large)):
                measures = answer.pop("measures")
                show(f"decisions build {kind}", **answer)
            for name in measures:
                rows = {SMALL: [], LARGE: []}
                for _ in range(WARM_UP + ROUNDS):
                    rows[SMALL].append(ask(small, name))
                    rows[LARGE].append(ask(large, name))
                report(f"decisions {name} {kind}", {size: found[WARM_UP:] for size, found in rows.items()})


def build(size: int):
    """A province, a county with all the penalties, and portals that share the licences."""
    from disclosure.decisions import shelves
    from sites.models import PortalLevel
    from tests.disclosure.decisions import factories

    province = factories.make_portal("zj", PortalLevel.PROVINCE)
    portals = [
        factories.make_portal(f"county{number}", PortalLevel.COUNTY, parent=province) for number in range(PORTALS)
    ]
    for portal in portals:
        portal.organisation.move(province.organisation, "last-child")
        portal.organisation.refresh_from_db()
    province.organisation.refresh_from_db()
    bodies = {portal: [factories.make_body(portal) for _ in range(BODIES)] for portal in portals[:1]}
    write("penalty", portals[:1], bodies, size)
    write("licence", portals, {portal: [portal.organisation] for portal in portals}, size)
    shelves.stamp_all()
    return province, portals[0]


def write(kind: str, portals: list, bodies: dict, size: int) -> None:
    from disclosure.decisions.actions.publish import publish
    from disclosure.decisions.assigning import Governments, assign
    from disclosure.decisions.kinds import LicenceCategory, PenaltyCategory, packed
    from disclosure.decisions.tables import model_of
    from tests.disclosure.decisions import factories

    model, governments, made = model_of(kind), Governments(), []
    today = datetime.datetime.now(datetime.UTC)
    for number in range(size):
        portal = portals[number % len(portals)]
        body = bodies[portal][number // len(portals) % len(bodies[portal])]
        decided = today - datetime.timedelta(days=10 + number % 1000)
        values = factories.values(kind, body, decided_on=decided.date(), number=f"文〔{decided.year}〕{number}号")
        category = list(PenaltyCategory if kind == "penalty" else LicenceCategory)[number % 5]
        values["category"] = packed([category, "fine"]) if kind == "penalty" else category
        values["published_until"] = today.date() + datetime.timedelta(days=number % 700 - 20)
        decision = model(portal=portal)
        assign(decision, values, body, governments)
        publish(decision, decided + datetime.timedelta(days=3))
        made.append(decision)
        if len(made) == BATCH or number == size - 1:
            model.objects.bulk_create(made)
            made = []


class DecisionProbe(Probe):
    def __init__(self, size: int):
        from django.db import connection
        from django.test import Client

        from disclosure.models import Penalty

        started = perf_counter()
        province, county = build(size)
        self.built = {"n": size, "seconds": round(perf_counter() - started, 1)}
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.built |= self.begin(county)
        self.client = Client()
        body = Penalty.objects.first().organisation.key
        year = str(datetime.date.today().year - 1)
        one = Penalty.objects.public(datetime.date.today()).order_by("pk").last()
        own, whole = "/decisions/penalties/", "/decisions/licences/"
        asked = {
            "own": (county, own, {}),
            "own, category": (county, own, {"category": "fine"}),
            "own, all": (county, own, {"category": "fine", "body": body, "year": year}),
            "own, words": (county, own, {"q": "有限公司1"}),
            "own, rare words": (county, own, {"q": one.number}),
            "own, last page": (county, own, {"cursor": "z"}),
            "own, feed": (county, f"{own}feed.atom", {}),
            "own, decision": (county, f"{own}{one.pk}.html", {}),
            "whole": (province, whole, WHOLE),
            "whole, area": (province, whole, {**WHOLE, "area": county.organisation.key}),
            "whole, all": (
                province,
                whole,
                {**WHOLE, "area": county.organisation.key, "category": "general", "year": year},
            ),
            "whole, words": (province, whole, {**WHOLE, "q": "有限公司1"}),
            "whole, feed": (province, f"{whole}feed.atom", WHOLE),
        }  # fmt: skip
        self.measures = {name: partial(self.get, *those) for name, those in asked.items()}

    @staticmethod
    def begin(county) -> dict:
        """As a new process does, from the rows and then from the file."""
        from disclosure.decisions.shelves import KEPT

        def read():
            KEPT.known.clear()
            KEPT.snapshot.seen = None
            started = perf_counter()
            KEPT.shelves()
            return round((perf_counter() - started) * 1000)

        first = read()
        KEPT.snapshot.keep(KEPT.known)
        begun = min(read() for _ in range(3))
        gc.collect()
        tracemalloc.start()
        read()
        kept, peak = (round(value / 1e6, 1) for value in tracemalloc.get_traced_memory())
        tracemalloc.stop()
        return {"first_ms": first, "begun_ms": begun, "kept_mb": kept, "peak_mb": peak}

    def get(self, portal, path, given):
        response = self.client.get(path, given, headers={"host": portal.site.hostname})
        if response.status_code != 200:
            raise RuntimeError(f"{path} {given}: {response.status_code}")


def serve(size: int) -> None:
    prepare()
    found = DecisionProbe(size)
    say({**found.built, "measures": list(found.measures)})
    for line in sys.stdin:
        say(found.answer(line.strip()))


if __name__ == "__main__":
    serve(int(sys.argv[1])) if len(sys.argv) > 1 else main()
