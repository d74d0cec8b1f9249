"""Processes killed at any moment: the index opens, nothing acknowledged is lost, nothing blocks the next."""

import random

import pytest

from tests.cms_core.search.conformance.engines import ended_well, forked, kill_after, write
from tests.cms_core.search.records import record

KILLS = 20  # 200 of them: `python -m benchmarks.search_killed`


def text(page):
    return f"第{page}页的内容，政务公开"


def test_killed_writers_lose_nothing_they_acknowledged(embedded):
    chance, acknowledged = random.Random(1), set()
    embedded.write(record(1))
    for number in range(KILLS):

        def work(say, start=number * 1000):
            for page in range(start + 1, start + 900):
                embedded.write(record(page, body=text(page)), record(999_999, body=text(page)))
                say(page)

        acknowledged |= set(kill_after(*forked(work), chance.randrange(1, 8)))
        embedded.write(record(number * 1000 + 999, body=text(0)))  # nothing is blocked
    embedded.engine.check()
    assert acknowledged <= dict(embedded.engine.pages()).keys()
    for page in chance.sample(sorted(acknowledged), 20):
        assert page in embedded.pages(f'"第{page}页的内容"')


def test_killed_rebuilds_leave_the_index_as_it_was(embedded, tmp_path):
    chance = random.Random(2)
    kept = {page: record(page, body=text(page)) for page in range(1, 40)}
    embedded.write(*kept.values())
    for number in range(KILLS // 2):

        def work(say):
            def records():
                for one in list(kept.values()):
                    say(one.page)
                    yield one

            while True:
                embedded.engine.rebuild(records())

        kill_after(*forked(work), chance.randrange(1, 100))
        added = record(1000 + number, body=text(0))
        kept[added.page] = added
        embedded.write(added)
        assert dict(embedded.engine.pages()).keys() == kept.keys()
    embedded.engine.rebuild(kept.values())
    embedded.engine.check()
    assert dict(embedded.engine.pages()).keys() == kept.keys()
    assert len([*tmp_path.rglob("search-*.sqlite3"), *tmp_path.rglob("index-*")]) == 1


@pytest.mark.parametrize("rebuilding", [False, True], ids=["", "while it is rebuilt"])
def test_processes_read_and_write_at_once(embedded, rebuilding):
    """Two write and find what they wrote at once, four read, without an error."""
    kept = [record(page, body=text(page)) for page in range(1, 20)]
    embedded.write(*kept)

    def writes(start):
        def work(say):
            own = embedded.open()
            for page in range(start, start + 15):
                write(own, record(page, body=text(page)))
                assert page in own.pages()

        return work

    def reads(say):
        last = 0
        for _ in range(60):
            total = embedded.found("政务公开", facets=True).total
            assert total >= last
            last = total

    children = [forked(writes(1000 * number)) for number in (1, 2)] + [forked(reads) for _ in range(4)]
    if rebuilding:

        def everything():
            yield from [record(page, body=text(page)) for page in dict(embedded.engine.pages())]

        embedded.engine.rebuild(everything())
    assert [ended_well(*child) for child in children] == [True] * 6
    assert dict(embedded.engine.pages()).keys() == {*range(1, 20), *range(1000, 1015), *range(2000, 2015)}
