"""What the office in charge asks of 142 bodies with 2,000 disclosed entries and with 200,000, asked in turn."""

import contextlib
import os
import subprocess
import sys
import tempfile
from datetime import date

from benchmarks.growth import ROOT, answer_of, ask, databases, show
from benchmarks.probe import Probe, prepare, say
from benchmarks.sunshine import report

SMALL, LARGE = 2_000, 200_000
WARM_UP, ROUNDS = 2, 10
ROWS = 60
ON = date(2026, 11, 20)


def main():
    for kind, urls in databases():
        with urls as (small_url, large_url), probe(SMALL, small_url) as small, probe(LARGE, large_url) as large:
            for answer in (answer_of(small), answer_of(large)):
                show(f"supervision build {kind}", n=answer["n"], portals=answer["portals"])
            for name in answer["measures"]:
                rows = {SMALL: [], LARGE: []}
                for _ in range(WARM_UP + ROUNDS):
                    rows[SMALL].append(ask(small, name))
                    rows[LARGE].append(ask(large, name))
                report(f"supervision {name} {kind}", {size: found[WARM_UP:] for size, found in rows.items()})


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
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.supervision", str(entries)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)
        try:
            yield process
        finally:
            process.stdin.close()
            process.wait(60)


class SupervisionProbe(Probe):
    def __init__(self, entries: int):
        from django.test import Client

        from benchmarks.directory import DirectoryProbe
        from benchmarks.directory_province import build
        from disclosure.models import DirectoryEntry
        from disclosure.supervision.coverage import coverage
        from disclosure.supervision.links.round import check_links
        from disclosure.terms import duties_of
        from sites.models import Portal
        from tests.factories import make_user

        build(entries)
        self.portals = list(Portal.objects.select_related("home", "organisation", "site"))
        self.bind()
        DirectoryProbe.analyse()
        province = next(one for one in self.portals if one.level == "province")
        self.built = {"n": DirectoryEntry.objects.count(), "portals": len(self.portals)}
        client = Client(headers={"host": province.site.hostname})
        client.force_login(make_user(superuser=True))

        def get(path):
            response = client.get(path)
            if response.status_code != 200:
                raise RuntimeError(f"{path}: {response.status_code}")

        def links():
            from django.utils import timezone

            check_links(timezone.now())

        self.measures = {
            "figures of all": lambda: coverage(self.portals, ON),
            "duties of all": lambda: sum(1 for _ in duties_of(self.portals, ON)),
            "table": lambda: get("/admin/disclosure/supervision/?area=all"),
            "one body": lambda: get(f"/admin/disclosure/supervision/{province.pk}/"),
            "due of all": lambda: get("/admin/disclosure/due/"),
            "links of a piece": links,
        }

    def bind(self):
        """A standard table of the province; a third of its rows shares the columns of each county by words."""
        from cms_core.models import ColumnPage
        from disclosure.models import RowColumn
        from tests.disclosure.sunshine.factories import load, row_values

        province = next(one for one in self.portals if one.level == "province")
        levels = {"at_city": True, "at_province": True}
        rows = load(province, *(row_values(sub_item=f"事项{number}", **levels) for number in range(ROWS)))
        columns = dict(ColumnPage.objects.filter(blueprint_key="notices").values_list("path", "pk"))
        for portal in self.portals:
            pk = next((pk for path, pk in columns.items() if path.startswith(portal.home.path)), None)
            bound = [
                RowColumn(row=row, portal=portal, column_id=pk, words="" if number % 3 else f"第{number}号")
                for number, row in enumerate(rows)
                if pk
            ]
            RowColumn.objects.bulk_create(bound)


def serve(entries: int) -> None:
    prepare()
    found = SupervisionProbe(entries)
    say({**found.built, "measures": list(found.measures)})
    for line in sys.stdin:
        say(found.answer(line.strip()))


if __name__ == "__main__":
    serve(int(sys.argv[1])) if len(sys.argv) > 1 else main()
