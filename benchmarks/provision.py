"""Making portals: one county with its 60 columns, all of Zhejiang, and content in bulk; on a database of its own."""

import contextlib
import itertools
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from time import perf_counter

from benchmarks.growth import ROOT, databases, show

REGION = "33"
# The counties that are made first, one by one; then the rest of the province around them.
COUNTIES = ("tonglu", "deqing", "shengsi", "yiwu", "jingning")
ARTICLES = 10_000


def main():
    for kind, urls in databases():
        with urls as (url, _):
            measure_apart(kind, url)


def measure_apart(kind: str, url: str) -> None:
    """In a process of its own, so that settings are read afresh and the peak of memory is this one's."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
        environment = {
            **os.environ,
            "PORTAL_HOME": home,
            "PORTAL_DATABASE_URL": url,
            "PORTAL_BASE_DOMAIN": "bench.localhost",
            "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
        }
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.provision", kind]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


def measure(kind: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from cms_core.organisations.load import LoadOrganisations
    from cms_core.organisations.readers import read_organisations
    from cms_core.organisations.shipped import shipped_file
    from sites.provisioning.mirror import check_trees

    call_command("migrate", verbosity=0)
    LoadOrganisations(read_organisations(shipped_file(REGION))).execute()
    counties(kind)
    region(kind)
    articles(kind)
    started = perf_counter()
    differences = check_trees()
    show(f"provision check_tree {kind}", n=page_count(), seconds=since(started), differences=len(differences))


def counties(kind: str) -> None:
    """Each alone: its plan, its pages, host, groups and home; the first of them with the branches above it."""
    from sites.actions.provision import ProvisionPortals
    from sites.provisioning.requests import organisations_called

    times, asked = [], []
    for key in COUNTIES:
        with queries() as count:
            started = perf_counter()
            report = ProvisionPortals(organisations_called([key]), state="trial").execute()
            times.append(perf_counter() - started)
        asked.append(count())
        pages = report.as_dict()["pages"]
    show(
        f"provision county {kind}",
        n=pages - 1,
        p50_ms=round(statistics.median(times) * 1000, 1),
        seconds=round(max(times), 3),
        per_second=round(pages / statistics.median(times)),
        queries=max(asked),
    )


def region(kind: str) -> None:
    from sites.actions.provision import ProvisionPortals
    from sites.models import Portal
    from sites.provisioning import requests

    marks = [perf_counter()]
    with queries() as count:
        started = perf_counter()
        action = ProvisionPortals(requests.region(REGION), state="trial")
        report = action.execute(lambda *_: marks.append(perf_counter()))
        seconds = perf_counter() - started
    each = [(later - earlier) * 1000 for earlier, later in itertools.pairwise(marks[1:])]
    show(
        f"provision region {REGION} {kind}",
        n=Portal.objects.count(),
        made=len(report.of("made")),
        failed=len(report.of("failed")),
        seconds=round(seconds, 2),
        p50_ms=round(statistics.median(each), 1),
        p95_ms=round(statistics.quantiles(each, n=20)[-1], 1),
        per_second=round(report.as_dict()["pages"] / seconds),
        queries=count(),
        peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    )


def articles(kind: str) -> None:
    """The same writer with content: addresses and catalogue entries included."""
    from cms_core.models import ArticlePage, ColumnPage
    from cms_core.tree.bulk import write_pages
    from cms_core.tree.specs import PageSpec

    column = ColumnPage.objects.filter(blueprint_key="news.headlines").first()
    specs = [
        PageSpec(
            ArticlePage(title=f"第{number}次会议召开", slug=f"huiyi-{number}", body=[("text", "<p>会议指出。</p>")])
        )
        for number in range(ARTICLES)
    ]
    started = perf_counter()
    write_pages(column, specs)
    seconds = perf_counter() - started
    show(f"provision articles {kind}", n=ARTICLES, seconds=round(seconds, 2), per_second=round(ARTICLES / seconds))


def page_count() -> int:
    from wagtail.models import Page

    return Page.objects.count()


def since(started: float) -> float:
    return round(perf_counter() - started, 2)


@contextlib.contextmanager
def queries():
    """A function that says how many queries were asked inside."""
    from django.db import connection

    asked = 0

    def count(execute, sql, params, many, context):
        nonlocal asked
        asked += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield lambda: asked


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
