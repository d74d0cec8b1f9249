"""Reading a gazette of 5 issues and one of 500 with 10,000 documents: what a reader waits for must not grow with it.

Both hold the same newest year of 5 issues, 20 entries each; the pages are asked for in turn, through the whole stack.
What lists more where there is more (years, hits, the 20 newest issues of the feed) takes longer, up to its full page.
"""

import contextlib
import datetime
import os
import statistics
import subprocess
import sys
import tempfile
from time import perf_counter

from benchmarks.growth import ROOT, answer_of, ask, databases, show
from benchmarks.probe import Probe, prepare, say

SMALL, LARGE = 5, 500
WARM_UP, ROUNDS = 5, 60
LAST_YEAR, A_YEAR = 2022, 24
PAGES = ("column home", "year", "issue", "entry", "search", "feed", "issue json", "entry json", "site map of a year")


def main():
    for kind, urls in databases():
        with urls as (small_url, large_url), probe(SMALL, small_url) as small, probe(LARGE, large_url) as large:
            for answer in (answer_of(small), answer_of(large)):
                show(f"gazette_pages build {kind}", n=answer["entries"], issues=answer["issues"])
            for name in PAGES:
                rows = {SMALL: [], LARGE: []}
                for _ in range(WARM_UP + ROUNDS):
                    rows[SMALL].append(ask(small, name))
                    rows[LARGE].append(ask(large, name))
                report(f"gazette_pages {name} {kind}", {size: found[WARM_UP:] for size, found in rows.items()})


def report(name: str, rows: dict[int, list[dict]]) -> None:
    medians = {}
    for issues, found in rows.items():
        times = [answer["ms"] for answer in found]
        medians[issues] = statistics.median(times), statistics.median(answer["cpu_ms"] for answer in found)
        show(
            name,
            issues=issues,
            p50_ms=round(medians[issues][0], 2),
            p95_ms=round(statistics.quantiles(times, n=20)[-1], 2),
            cpu_ms=round(medians[issues][1], 2),
            queries=found[-1]["queries"],
        )
    ratio, cpu_ratio = (round(large / small, 3) for small, large in zip(medians[SMALL], medians[LARGE], strict=True))
    show(f"growth {name}", n=LARGE, ratio=ratio, cpu_ratio=cpu_ratio)


@contextlib.contextmanager
def probe(issues: int, database: str):
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
        environment = {
            **os.environ,
            "PORTAL_HOME": home,
            "PORTAL_DATABASE_URL": database,
            "PORTAL_BASE_DOMAIN": "bench.localhost",
            "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
        }
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.gazette_pages", str(issues)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)
        try:
            yield process
        finally:
            process.stdin.close()
            process.wait(60)


class GazetteProbe(Probe):
    """Asked as `benchmarks.probe` is, of a gazette that it takes in itself."""

    def __init__(self, issues: int):
        from cms_core.citations.unread import catch_up

        started = perf_counter()
        self.gazette = take_in(issues)
        catch_up()
        self.seconds = perf_counter() - started
        self.portal = self.gazette.portal
        self.measures = self.pages()

    def pages(self):
        from django.test import Client

        client, host = Client(), self.portal.site.hostname
        newest = f"/gazette/{LAST_YEAR}/{SMALL}"

        def get(path):
            response = client.get(path, headers={"host": host})
            body = response.getvalue()
            if response.status_code != 200 or not body:
                raise RuntimeError(f"{path}: {response.status_code}")

        addresses = {
            "column home": self.gazette.column.url,
            "year": f"/gazette/{LAST_YEAR}/",
            "issue": f"{newest}/",
            "entry": f"{newest}/7",
            "search": "/gazette/search/?q=工作要点",
            "feed": "/gazette/feed.atom",
            "issue json": f"{newest}.json",
            "entry json": f"{newest}/7.json",
            "site map of a year": f"/sitemap-gazette-{LAST_YEAR}.xml",
        }
        return {name: lambda path=path: get(path) for name, path in addresses.items()}


def take_in(issues: int):
    """The gazette of 浙江 with its newest `issues`."""
    from benchmarks.gazette_import import PER_ISSUE, made_entry, make_gazette
    from gazette.actions.take_in import TakeInIssues
    from gazette.actions.taken_in import EntryIn, IssueIn
    from gazette.texts.standard import standard_of_lines

    gazette = make_gazette()
    column = documents_column(gazette)

    def entry_in(place):
        made = made_entry(place)
        lines = made["正文"].split("\n")
        facts = {"document_number": made["发文字号"], "date_written": made["成文日期"], "issuers": [made["发文机关"]]}
        return EntryIn(
            made["栏目"], made["标题"], document_number=made["发文字号"], html=standard_of_lines(lines), facts=facts
        )

    def issue_in(place):
        # The newest year has only begun.
        before, left = divmod(place + A_YEAR - SMALL, A_YEAR)
        year, number = LAST_YEAR - before, A_YEAR - left
        day = datetime.date(year, (number + 1) // 2, 10 if number % 2 else 25)
        moment = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
        entries = [entry_in(place * PER_ISSUE + n) for n in range(PER_ISSUE)]
        return IssueIn(year, number, moment, serial=1200 - place, publication_day=day, entries=entries)

    for start in range(0, issues, 20):
        given = [issue_in(place) for place in range(start, min(start + 20, issues))]
        write_documents(column, given)
        TakeInIssues(gazette, given).execute()
    return gazette


def documents_column(gazette):
    from cms_core.models import ColumnPage

    return ColumnPage.objects.descendant_of(gazette.portal.home).live().filter(column_type="政策文件").first()


def write_documents(column, issues) -> None:
    """The document of each entry, in the catalogue."""
    from cms_core.models import DocumentPage
    from cms_core.tree.bulk import write_pages
    from cms_core.tree.specs import PageSpec

    entries = [(issue, entry) for issue in issues for entry in issue.entries]
    pages = [
        DocumentPage(
            title=entry.title,
            document_number=entry.document_number,
            body=[("text", entry.html)],
            published_at=issue.published_at,
        )
        for issue, entry in entries
    ]
    for (_, entry), page in zip(entries, write_pages(column, map(PageSpec, pages)), strict=True):
        entry.page_id = page.pk


def serve(issues: int) -> None:
    prepare()
    found = GazetteProbe(issues)
    counts = {"issues": found.gazette.issues.count(), "entries": found.gazette.issues.count() * 20}
    say({"seconds": found.seconds, **counts})
    for line in sys.stdin:
        say(found.answer(line.strip()))


if __name__ == "__main__":
    serve(int(sys.argv[1])) if len(sys.argv) > 1 else main()
