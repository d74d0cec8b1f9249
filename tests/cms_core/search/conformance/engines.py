"""Every engine, each empty and of its own; asked and written by nothing but the contract of `cms_core.search.engine`.

OpenSearch is a stand-in (`opensearch_stand_in`): what passes with it shows that our requests fit together, no more.
"""

import os
import signal
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass

from cms_core.search.analysis.question import ask
from cms_core.search.analysis.synonyms import none
from cms_core.search.engine import Engine
from cms_core.search.filters import ANY


@contextmanager
def fts5(directory):
    from cms_core.search.fts.index import Index

    yield lambda: Index(directory / "search.sqlite3")


@contextmanager
def whoosh(directory):
    from cms_core.search.whoosh.index import Index

    yield lambda: Index(directory / "search-whoosh")


@contextmanager
def opensearch(directory):
    from cms_core.search.opensearch.index import Index
    from cms_core.search.opensearch.locks import FileLocks
    from cms_core.search.opensearch.names import Names
    from cms_core.search.opensearch.server import Server
    from tests.cms_core.search.opensearch_stand_in import StandIn, serving

    with serving(StandIn()) as address:
        made = Index(Server([address]), Names("portal"), FileLocks(directory))
        made.rebuild([])
        made.close()
        yield lambda: Index(Server([address]), Names("portal"), FileLocks(directory))


ENGINES = {"fts5": fts5, "whoosh": whoosh, "opensearch": opensearch}
# Those that keep their own files: killed, forked and damaged as files are. A server has its own tests for that.
EMBEDDED = ("fts5", "whoosh")


@dataclass(frozen=True)
class Tested:
    """An engine, and `open` for another on the same index, as another process has it."""

    engine: Engine
    open: Callable[[], Engine]
    name: str

    def write(self, *records, gone: Iterable[int] = ()) -> None:
        write(self.engine, *records, gone=gone)

    def found(self, typed: str, filters=ANY, synonyms=none, **how):
        return self.engine.search(ask(typed, synonyms), filters, **how)

    def pages(self, typed: str, filters=ANY, synonyms=none, **how) -> list[int]:
        return [hit.page for hit in self.found(typed, filters, synonyms, **how).hits]


def write(engine: Engine, *records, gone=()) -> None:
    with engine.writing() as writer:
        writer.apply(records, gone)


def forked(work):
    """(process, file of what it says) of a child that runs `work(say)` and leaves without cleaning up."""
    out, into = os.pipe()
    process = os.fork()
    if process:
        os.close(into)
        return process, os.fdopen(out, "rb", buffering=0)
    try:
        os.close(out)
        work(lambda number: os.write(into, f"{number:08}\n".encode()))
        os._exit(0)
    except BaseException:
        os._exit(1)


def ended_well(process, file) -> bool:
    file.close()
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0


def kill_after(process, file, count: int) -> list[int]:
    """What it had said when it was killed, `count` sayings or more."""
    heard = [said(file) for _ in range(count)]
    os.kill(process, signal.SIGKILL)
    while (number := said(file)) is not None:
        heard.append(number)
    os.waitpid(process, 0)
    file.close()
    assert None not in heard, "the process ended by itself"
    return heard


def said(file) -> int | None:
    line = file.read(9)
    return int(line) if len(line) == 9 else None
