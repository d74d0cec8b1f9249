"""A whole harvest of 20,000 records by resumption tokens, as an archive's program does it, through the whole stack.

`growth` compares pages of a harvest of 20,000 with those of one of 2,000: each must cost the same.
"""

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
from time import perf_counter, process_time

from benchmarks.growth import ROOT, answer_of, databases, show
from benchmarks.probe import prepare, say

SMALL, LARGE = 2_000, 20_000
PATH = "/disclosure/oai"


def main():
    for kind, urls in databases():
        with urls as pair:
            medians = {}
            for entries, url in zip((SMALL, LARGE), pair, strict=True):
                with probe(entries, url) as process:
                    for answer in (answer_of(process), answer_of(process)):
                        name = answer.pop("measured")
                        show(f"harvest {name} {kind}", **answer)
                        medians[entries, name] = answer["p50_ms"]
            for name in ("oai_dc", "zfxxgk"):
                ratio = round(medians[LARGE, name] / medians[SMALL, name], 3)
                show(f"growth harvest {name} {kind}", n=LARGE, ratio=ratio)


@contextlib.contextmanager
def probe(entries: int, database: str):
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
        environment = {
            **os.environ,
            "PORTAL_HOME": home,
            "PORTAL_DATABASE_URL": database,
            "PORTAL_BASE_DOMAIN": "bench.localhost",
            "PORTAL_HARVESTS_PER_MINUTE": "0",
            "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
        }
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.harvest", str(entries)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            yield process
        finally:
            process.wait(60)


def measure(entries: int) -> None:
    prepare()
    from benchmarks.directory_province import build
    from sites.models import Portal

    build(entries)
    host = Portal.objects.select_related("site").get(level="province").site.hostname
    for prefix in ("oai_dc", "zfxxgk"):
        say({"measured": prefix, **harvest(host, prefix, entries)})


def harvest(host: str, prefix: str, entries: int) -> dict:
    import re

    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    token, times, queries, records, size = "", [], [], 0, 0
    begun, worked = perf_counter(), process_time()
    while token is not None:
        asked = {"verb": "ListRecords", **({"resumptionToken": token} if token else {"metadataPrefix": prefix})}
        started = perf_counter()
        with CaptureQueriesContext(connection) as captured:
            response = Client().get(PATH, asked, headers={"host": host})
        times.append((perf_counter() - started) * 1000)
        queries.append(len(captured))
        text = response.content.decode()
        records, size = records + text.count("<record>"), size + len(response.content)
        found = re.search(r"<resumptionToken[^>]*>([^<]+)<", text)
        token = found[1] if found else None
    if records < entries * 0.98:
        raise RuntimeError(f"{records} of {entries}")
    seconds = perf_counter() - begun
    return {
        "n": records,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(process_time() - worked, 1),
        "per_second": round(records / seconds),
        "pages": len(times),
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 2),
        "queries": max(queries),
        "kilobytes": size // 1024,
    }


if __name__ == "__main__":
    measure(int(sys.argv[1])) if len(sys.argv) > 1 else main()
