"""How a search is measured: as a page of results asks it, with its ranking, the first 20 hits and their highlights."""

import json
import resource
import statistics
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter, process_time

from benchmarks.search_texts import records

ROUNDS = 3
READ = 15_000  # of each text for its passage, as `reading.results` does


def measure(name, n, index, asked) -> float:
    """The processor's time of the median question, in ms."""
    from cms_core.search.analysis.question import ask
    from cms_core.search.highlights import passage, title
    from cms_core.search.ranking.best import best

    now = datetime.now(UTC)
    times, cpu, totals = [], [], []
    for number in range(ROUNDS + 1):
        for text, filters, how in asked:
            started, worked = perf_counter(), process_time()
            question = ask(text)
            found = (
                index.search(question, filters, **how) if "order" in how else best(index, question, filters, now, **how)
            )
            for hit in found.hits:
                title(hit.title, question, found.loose)
                passage(hit.opening(READ), question, found.loose)
            if number:  # the first round warms up
                times.append((perf_counter() - started) * 1000)
                cpu.append((process_time() - worked) * 1000)
                totals.append(found.total)
    show(
        name,
        n=n,
        p50_ms=round(statistics.median(times), 1),
        p95_ms=round(statistics.quantiles(times, n=20)[-1], 1),
        cpu_p50_ms=round(statistics.median(cpu), 1),
        cpu_p95_ms=round(statistics.quantiles(cpu, n=20)[-1], 1),
        most_ms=round(max(times), 1),
        hits_p50=round(statistics.median(totals)),
        hits_most=max(totals),
    )
    return statistics.median(cpu)


def growth(small: dict, large: dict, n: int, where: str) -> None:
    """`ratio` is how much more processor time a question takes of ten times as many pages."""
    for name, time in large.items():
        show(f"growth search {name} {where}", n=n, ratio=round(time / small[name], 2))


def one_page(index, n, shape):
    """A page written and found by the next question."""
    times = []
    for number, record in enumerate(records(60, shape, seed=2)):
        record = replace(record, page=n + number + 1, title=f"{record.title}第{number}次核验标记")
        started = perf_counter()
        index.write([record])
        found = index.search(f"第{number}次核验标记")
        times.append((perf_counter() - started) * 1000)
        if [hit.page for hit in found.hits[:1]] != [record.page]:
            raise RuntimeError("a page that was written is not found")
    show(
        f"search saved page fts5 {shape}",
        n=n,
        p50_ms=round(statistics.median(times), 1),
        p95_ms=round(statistics.quantiles(times, n=20)[-1], 1),
        peak_mb=peak_mb(),
    )


def peak_mb():
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def show(name, **values):
    print(json.dumps({"name": name, **values}, ensure_ascii=False), flush=True)
