"""Search with Whoosh of 30,000 pages composed of regulations, asked as FTS5 is in `benchmarks.search`; and its writing.

`python -m benchmarks.search_whoosh 3000` for fewer.
"""

import os
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.search import measure, peak_mb, questions, records, remember, show

NAME, SHAPE = "whoosh", "pages"


def main(n=30_000):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")
    from cms_core.search.whoosh.index import Index

    with tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
        index = Index(Path(home) / "search-whoosh")
        started, worked = perf_counter(), process_time()
        numbered = []
        index.rebuild(remember(records(n, SHAPE), numbered))
        seconds, cpu = perf_counter() - started, process_time() - worked
        show(
            f"search build {NAME} {SHAPE}",
            n=n,
            seconds=round(seconds, 1),
            per_second=round(n / seconds),
            cpu_per_second=round(n / cpu),
            file_mb=round(sum(path.stat().st_size for path in Path(home).rglob("*") if path.is_file()) / 1e6),
            peak_mb=peak_mb(),
        )
        for name, asked in questions(numbered).items():
            measure(f"search {name} {NAME} {SHAPE}", n, index, asked)
        saved(index, n)


def saved(index, n):
    """A page written by the worker and found by the next question; the segments that this leaves are merged."""
    times = []
    for number, record in enumerate(records(60, SHAPE, seed=2)):
        record = replace(record, page=n + number + 1, title=f"{record.title}第{number}次核验标记")
        started = perf_counter()
        index.write([record])
        found = index.search(f"第{number}次核验标记")
        times.append((perf_counter() - started) * 1000)
        if [hit.page for hit in found.hits[:1]] != [record.page]:
            raise RuntimeError("a page that was written is not found")
    show(
        f"search saved page {NAME} {SHAPE}",
        n=n,
        p50_ms=round(statistics.median(times), 1),
        p95_ms=round(statistics.quantiles(times, n=20)[-1], 1),
        peak_mb=peak_mb(),
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
