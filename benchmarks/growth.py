"""Measures the same things in a small and in a large province, in turn, so that both meet the same conditions."""

import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
# Portals and entries.
SMALL, LARGE = (10, 1_000), (150, 100_000)
WARM_UP = 5


def compare(benchmark: str, names: list[str], rounds: int) -> None:
    """Print a row for each measure, size and database, and a growth row for each measure and database."""
    for kind, urls in databases():
        with urls as (small_url, large_url), probe(SMALL, small_url) as small, probe(LARGE, large_url) as large:
            built = {SMALL: answer_of(small), LARGE: answer_of(large)}
            for size, answer in built.items():
                show(f"{benchmark} build {kind}", n=size[1], portals=size[0], seconds=round(answer["seconds"], 1))
            for name in names:
                rows = {SMALL: [], LARGE: []}
                for _ in range(WARM_UP + rounds):
                    rows[SMALL].append(ask(small, name))
                    rows[LARGE].append(ask(large, name))
                report(f"{benchmark} {name} {kind}", {size: found[WARM_UP:] for size, found in rows.items()})


def report(name: str, rows: dict) -> None:
    """`ratio` is of the waiting times, `cpu_ratio` of the processor's own time, which other programs disturb less."""
    medians = {}
    for size, found in rows.items():
        times = [answer["ms"] for answer in found]
        medians[size] = statistics.median(times), statistics.median(answer["cpu_ms"] for answer in found)
        figures = {
            "p50_ms": round(medians[size][0], 3),
            "p95_ms": round(statistics.quantiles(times, n=20)[-1], 3),
            "cpu_ms": round(medians[size][1], 3),
            "queries": found[-1]["queries"],
        }
        show(name, n=size[1], portals=size[0], **figures)
    ratio, cpu_ratio = (round(large / small, 3) for small, large in zip(medians[SMALL], medians[LARGE], strict=True))
    show(f"growth {name}", n=LARGE[1], ratio=ratio, cpu_ratio=cpu_ratio)


def show(name, **values):
    print(json.dumps({"name": name, **values}, ensure_ascii=False), flush=True)


def databases():
    """SQLite always, PostgreSQL too where PORTAL_DATABASE_URL names a server."""
    yield "sqlite", contextlib.nullcontext(("", ""))
    if url := os.environ.get("PORTAL_DATABASE_URL"):
        yield "postgresql", postgres_databases(url)


@contextlib.contextmanager
def postgres_databases(url: str):
    """Two empty databases on that server, dropped afterwards."""
    import psycopg
    from psycopg.sql import SQL, Identifier

    names = [f"portal_bench_{os.getpid()}_{size}" for size in ("small", "large")]
    with psycopg.connect(url, autocommit=True) as connection:
        for name in names:
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield [urlunsplit(urlsplit(url)._replace(path=f"/{name}")) for name in names]
        finally:
            for name in names:
                connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


@contextlib.contextmanager
def probe(size, database: str = "", module: str = "benchmarks.probe"):
    """`module` in a process with a data directory and a database of its own."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
        environment = {
            **os.environ,
            "PORTAL_HOME": home,
            "PORTAL_DATABASE_URL": database,
            "PORTAL_BASE_DOMAIN": "bench.localhost",
            "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
        }
        command = [sys.executable, "-W", "ignore", "-m", module, *map(str, size)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)
        try:
            yield process
        finally:
            process.stdin.close()
            process.wait(60)


def ask(process, name):
    process.stdin.write(f"{name}\n")
    process.stdin.flush()
    return answer_of(process)


def answer_of(process):
    line = process.stdout.readline()
    if not line:
        raise SystemExit("测量进程中途退出，原因见上面的输出。")
    return json.loads(line)
