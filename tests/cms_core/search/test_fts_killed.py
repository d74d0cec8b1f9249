"""Processes that are killed while they write or rebuild, and many that read and write at once."""

import os
import random
import signal

import pytest

from cms_core.search.fts.index import Index
from tests.cms_core.search.records import pages, record

KILLS = 40


def text(page):
    return f"第{page}页的内容，政务公开"


def in_a_child(work):
    """(process, file of what it says) of a forked process that runs `work(say)` and leaves without cleaning up."""
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


def said(file):
    line = file.read(9)
    return int(line) if line else None


def kill_after(process, file, count) -> list[int]:
    """What it had said when it was killed, `count` sayings or more."""
    heard = [said(file) for _ in range(count)]
    os.kill(process, signal.SIGKILL)
    while (number := said(file)) is not None:
        heard.append(number)
    os.waitpid(process, 0)
    file.close()
    assert None not in heard, "the process ended by itself"
    return heard


def test_killed_writers_lose_nothing_they_acknowledged(index):
    chance, acknowledged = random.Random(1), set()
    index.write([])
    for number in range(KILLS):

        def work(say, start=number * 1000):
            page = start
            while True:
                page += 1
                index.write([record(page, body=text(page)), record(999_999, body=text(page))])
                say(page)

        acknowledged |= set(kill_after(*in_a_child(work), chance.randrange(1, 12)))
        index.write([record(number * 1000 + 999, body=text(0))])  # nothing is blocked
    index.check()
    assert acknowledged <= set(index.pages())
    for page in chance.sample(sorted(acknowledged), 30):
        assert page in pages(index.search(f'"第{page}页的内容"'))


def test_killed_rebuilds_leave_the_index_as_it_was(index, tmp_path):
    chance = random.Random(2)
    kept = [record(page, body=text(page)) for page in range(1, 80)]
    index.write(kept)
    for number in range(KILLS // 2):

        def work(say):
            def records():
                for one in kept:
                    say(one.page)
                    yield one

            while True:
                index.rebuild(records())

        kill_after(*in_a_child(work), chance.randrange(1, 200))
        index.write([record(1000 + number, body=text(0))])
        kept.append(record(1000 + number, body=text(0)))
        index.check()
        assert {one.page for one in kept} == set(index.pages())
    index.rebuild(kept)
    assert {one.page for one in kept} == set(index.pages())
    assert len(list(tmp_path.glob("search-*.sqlite3"))) == 1


@pytest.mark.parametrize("rebuilding", [False, True], ids=["", "while it is rebuilt"])
def test_many_processes_read_and_write_at_once(tmp_path, rebuilding):
    """Four write and find what they wrote at once, eight read, without an error."""
    path = tmp_path / "search.sqlite3"
    index = Index(path)
    kept = [record(page, body=text(page)) for page in range(1, 40)]
    index.write(kept)

    def write(start):
        def work(say):
            own = Index(path)
            for page in range(start, start + 40):
                own.write([record(page, body=text(page))])
                assert pages(own.search(f'"第{page}页的内容"')) == [page]

        return work

    def read(say):
        own, last = Index(path), 0
        for _ in range(150):
            total = own.search("政务公开", facets=True).total
            assert total >= last
            last = total

    def everything():
        yield from [record(page, body=text(page)) for page in index.pages()]

    children = [in_a_child(write(10_000 * number)) for number in range(1, 5)] + [in_a_child(read) for _ in range(8)]
    if rebuilding:
        for _ in range(3):
            index.rebuild(everything())
    for process, file in children:
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
        file.close()
    index.check()
    assert len(index.pages()) == 39 + 4 * 40
