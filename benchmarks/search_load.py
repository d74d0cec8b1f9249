"""The embedded index under load: saved into while it is rebuilt, and read by eight processes while four write."""

import multiprocessing
import statistics
from dataclasses import replace
from itertools import chain
from time import perf_counter, sleep

from benchmarks.search_measure import show
from benchmarks.search_texts import records

READERS, WRITERS = 8, 4
OWN = 10**10  # numbers of pages that no composed page has
LATE = 300  # seconds after which a child that has not answered has died
PAUSE = 0.02  # of an editor between two saves; without one, writers would wait for nobody but each other


def rebuild_while_saved(path, n, shape) -> None:
    """A full rebuild while another process saves pages: the longest that one of its saves had to wait."""
    from cms_core.search.fts.index import Index

    index, context = Index(path), multiprocessing.get_context("fork")
    stop, times = context.Event(), context.Queue()
    saver = context.Process(target=save, args=[path, shape, stop, times])
    saver.start()
    started = perf_counter()
    index.rebuild(records(n, shape))
    seconds = perf_counter() - started
    stop.set()
    _, waited, failed = times.get(timeout=LATE)
    saver.join()
    there = index.pages()
    show(
        f"search rebuild while saved fts5 {shape}",
        n=n,
        seconds=round(seconds, 1),
        per_second=round(n / seconds),
        errors=failed,
        saves=len(waited),
        lost=sum(OWN + number not in there for number in range(len(waited))),
        p50_ms=round(statistics.median(waited), 1),
        p95_ms=round(statistics.quantiles(waited, n=20)[-1], 1),
        most_ms=round(max(waited), 1),
    )


def telling(work):
    """What a child found out, or that it failed; with the reason on standard error."""

    def child(*arguments):
        import traceback

        try:
            arguments[-1].put(work(*arguments[:-1]))
        except Exception:
            traceback.print_exc()
            arguments[-1].put(("error", [], 1))

    return child


@telling
def save(path, shape, stop):
    from cms_core.search.fts.index import Index

    index, waited = Index(path), []
    some = list(records(50, shape, seed=3))
    while not stop.is_set():
        record = replace(some[len(waited) % len(some)], page=OWN + len(waited))
        started = perf_counter()
        index.write([record])
        waited.append((perf_counter() - started) * 1000)
        sleep(PAUSE)
    return "save", waited, 0


def together(path, n, shape, seconds) -> None:
    """Readers look for what writers have acknowledged, and ask with facets; `errors`, `unseen` must be 0."""
    context = multiprocessing.get_context("fork")
    acknowledged = context.Array("L", WRITERS)
    answers = context.Queue()
    children = [
        *(
            context.Process(target=write, args=[path, shape, who, acknowledged, seconds, answers])
            for who in range(WRITERS)
        ),
        *(context.Process(target=read, args=[path, acknowledged, seconds, answers]) for _ in range(READERS)),
    ]
    for child in children:
        child.start()
    told = [answers.get(timeout=seconds + LATE) for _ in children]
    for child in children:
        child.join()
    written = [times for kind, times, _ in told if kind == "write"]
    asked = [times for kind, times, _ in told if kind == "read"]
    reads, writes = list(chain(*asked)), list(chain(*written))
    show(
        f"search 8 readers 4 writers fts5 {shape}",
        n=n,
        seconds=seconds,
        errors=sum(error for kind, _, error in told if kind == "error"),
        unseen=sum(unseen for kind, _, unseen in told if kind != "error"),
        updates=len(writes),
        searches=len(reads),
        p50_ms=round(statistics.median(reads), 1),
        p95_ms=round(statistics.quantiles(reads, n=20)[-1], 1),
        write_p50_ms=round(statistics.median(writes), 1),
        write_p95_ms=round(statistics.quantiles(writes, n=20)[-1], 1),
        write_most_ms=round(max(writes), 1),
    )


def version(hit) -> int:
    return int(hit.opening(60).partition("第")[2].partition("版")[0])


@telling
def write(path, shape, who, acknowledged, seconds):
    """A page of its own, again and again; found as written by the next question."""
    from cms_core.search.fts.index import Index

    index, times, unseen = Index(path), [], 0
    some = list(records(20, shape, seed=who + 10))
    end = perf_counter() + seconds
    while perf_counter() < end:
        number = len(times) + 1
        body = f"核验写入者{'甲乙丙丁'[who]}第{number}版。{some[number % len(some)].body}"
        started = perf_counter()
        index.write([replace(some[0], page=OWN * 2 + who, title=f"核验写入者{'甲乙丙丁'[who]}", body=body)])
        times.append((perf_counter() - started) * 1000)
        acknowledged[who] = number
        hits = index.search(f'"核验写入者{"甲乙丙丁"[who]}第{number}版"').hits
        unseen += [hit.page for hit in hits] != [OWN * 2 + who]
        sleep(PAUSE)
    return "write", times, unseen


@telling
def read(path, acknowledged, seconds):
    from cms_core.search.fts.index import Index

    index, times, unseen, round_ = Index(path), [], 0, 0
    end = perf_counter() + seconds
    while perf_counter() < end:
        who, round_ = round_ % WRITERS, round_ + 1
        known = acknowledged[who]
        started = perf_counter()
        found = index.search(f'"核验写入者{"甲乙丙丁"[who]}"')
        times.append((perf_counter() - started) * 1000)
        unseen += bool(known) and max((version(hit) for hit in found.hits), default=0) < known
        started = perf_counter()
        index.search("行政许可", facets=True)
        times.append((perf_counter() - started) * 1000)
    return "read", times, unseen
