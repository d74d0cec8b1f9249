"""Writers of the embedded search engines killed by SIGKILL at 200 random moments: is what they acknowledged there?"""

import os
import random
import signal
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from benchmarks.search import show

DAY = datetime(2020, 2, 1, tzinfo=UTC)


def main(kills=200):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")
    from cms_core.search.fts.index import Index as Fts5
    from cms_core.search.whoosh.index import Index as Whoosh

    for name, make in {"fts5": Fts5, "whoosh": Whoosh}.items():
        with tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
            measure(name, make(Path(home) / "search.sqlite3"), kills)


def measure(name: str, index, kills: int) -> None:
    chance, acknowledged, blocked = random.Random(1), set(), []
    index.write([record(1)])
    for number in range(kills):
        acknowledged |= set(killed(index, number * 1000 + 2, chance.random() * 0.6))
        started = perf_counter()
        index.write([record(number * 1000 + 1)])
        blocked.append((perf_counter() - started) * 1000)
    index.check()
    there = dict(index.pages()).keys()
    unfound = [page for page in acknowledged & there if not index.search(f'"第{page}页的内容"').total]
    show(
        f"search killed writers {name}",
        n=kills,
        acknowledged=len(acknowledged),
        lost=len(acknowledged - there),
        unfound=len(unfound),
        next_write_most_ms=round(max(blocked), 1),
    )


def record(page: int):
    from cms_core.search.record import Record

    return Record(page=page, title=f"第{page}页", body=f"第{page}页的内容，政务公开", published=DAY)


def killed(index, start: int, seconds: float) -> list[int]:
    """What a child acknowledged until it was killed after so many seconds of writing."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            for page in range(start, start + 990):
                index.write([record(page)])
                os.write(into, f"{page:08}\n".encode())
            signal.pause()
        finally:
            os._exit(1)
    os.close(into)
    with os.fdopen(out, "rb", buffering=0) as file:
        heard = [file.read(9)]  # it has begun
        signal.sigtimedwait([], seconds)
        os.kill(child, signal.SIGKILL)
        heard += iter(lambda: file.read(9), b"")
    os.waitpid(child, 0)
    return [int(line) for line in heard if len(line) == 9]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
