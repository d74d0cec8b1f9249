"""Pages in and out, alone and many at once, while others read, write and rebuild; on every engine."""

import random
import threading

import pytest

from cms_core.search import errors
from cms_core.search.filters import Filters
from tests.cms_core.search.conformance.engines import ended_well, forked, write
from tests.cms_core.search.records import record

QUESTIONS = ("政务", "行政许可", '"公开行政"', "第一条", "许可 二", "浙政发〔2015〕1号", "12a", "务")


def test_a_changed_page_is_found_by_its_new_words_only(tested):
    tested.write(record(1, "旧标题", "旧正文", number="浙政发〔2015〕1号", portal=1))
    tested.write(record(1, "新题目", "新内容", day="2020-01-01", portal=2))
    assert tested.pages('"旧标题"') == tested.pages('"旧正文"') == tested.pages("浙政发〔2015〕1号") == []
    assert tested.pages('"新题目"') == tested.pages('"新内容"') == [1]
    assert tested.pages('"新题目"', Filters(portal=1)) == []
    assert tested.pages('"新题目"', Filters(portal=2, year=2020)) == [1]


def test_a_page_that_is_gone_is_found_by_nothing(tested):
    tested.write(record(1, "标题", "正文政务", number="浙政发〔2015〕1号"))
    tested.write(gone=[1, 2])
    assert tested.found("政务").total == tested.found("浙政发〔2015〕1号").total == 0
    assert (tested.engine.suggest("标题"), dict(tested.engine.pages())) == ([], {})


def test_the_last_word_on_a_page_counts(tested):
    with tested.engine.writing() as writer:
        writer.apply([record(1, "第一稿"), record(1, "第二稿")], [1])
        writer.apply([record(2, "另一页")], [])
        writer.apply([], [2])
    assert tested.pages('"第二稿"') == [1]
    assert tested.found('"第一稿"').total == 0
    assert dict(tested.engine.pages()).keys() == {1}


def test_an_error_leaves_everything_as_it_was(tested):
    tested.write(record(1, body="政务"))
    with pytest.raises(RuntimeError), tested.engine.writing() as writer:
        writer.apply([record(2, body="政务")], [1])
        raise RuntimeError
    assert tested.pages('"政务"') == [1]
    with pytest.raises(AttributeError):
        tested.write(record(3, body="政务"), None)
    assert tested.pages('"政务"') == [1]


def test_what_is_there_is_told_by_its_digest(tested):
    one, other = record(1, body="政务"), record(2**40 + 1, body="公开")
    tested.write(one, other)
    assert dict(tested.engine.pages()) == {1: one.digest, 2**40 + 1: other.digest}


def test_an_index_that_was_never_filled_says_so(tested, tmp_path):
    tested.engine.rebuild([record(1)])
    assert tested.engine.lacking() == ""


def answers(engine):
    from tests.cms_core.search.conformance.engines import Tested

    asked = Tested(engine, None, "")
    found = []
    for typed in QUESTIONS:
        one = asked.found(typed, facets=True, size=100)
        found.append((typed, {hit.page for hit in one.hits}, one.total, one.loose, one.facets))
        found.append(asked.pages(typed, order="date"))
    return found


def test_any_sequence_of_writes_answers_as_a_new_index_does(tested):
    chance, kept = random.Random(5), {}
    for _ in range(120):
        page = chance.randrange(1, 25)
        if chance.random() < 0.3:
            kept.pop(page, None)
            tested.write(gone=[page])
        else:
            body = "".join(chance.choices("政务公开行政许可，第一二条12a〔〕号", k=chance.randrange(200)))
            day = f"20{page:02}-01-01"  # of one day, the order is the engine's
            number = chance.choice(["", "浙政发〔2015〕1号"])
            kept[page] = record(page, body[:9], body, day, number=number, portal=page % 3)
            tested.write(kept[page])
    grown = answers(tested.engine)
    assert dict(tested.engine.pages()) == {page: one.digest for page, one in kept.items()}
    tested.engine.rebuild(sorted(kept.values(), key=lambda one: one.published))
    assert answers(tested.engine) == grown


def test_a_rebuild_leaves_only_what_it_was_given(tested):
    tested.write(record(1, body="政务"), record(2, body="政务"))
    assert tested.engine.rebuild([record(2, body="政务"), record(3, body="政务")]) == 2
    assert sorted(tested.pages('"政务"')) == [2, 3]


def test_what_is_written_during_a_rebuild_is_not_lost(tested):
    other = tested.open()
    tested.write(record(1, body="旧政务"), record(2, body="旧政务"))

    def records():
        yield record(1, body="旧政务")
        write(other, record(1, body="新政务"), record(3, body="新政务"), gone=[2])
        yield record(2, body="旧政务")

    tested.engine.rebuild(records())
    assert sorted(tested.pages('"新政务"')) == [1, 3]
    assert tested.found('"旧政务"').total == 0
    other.close()


def test_one_rebuild_at_a_time(tested):
    other = tested.open()

    def records():
        with pytest.raises(errors.Rebuilding):
            other.rebuild([])
        yield record(1, body="政务")

    assert tested.engine.rebuild(records()) == 1
    other.close()


def test_a_rebuild_that_fails_leaves_everything_as_it_was(tested):
    tested.write(record(1, body="政务"))

    def records():
        yield record(2, body="政务")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        tested.engine.rebuild(records())
    assert tested.pages('"政务"') == [1]
    tested.write(record(3, body="政务"))
    assert sorted(tested.pages('"政务"')) == [1, 3]


def test_two_writers_do_not_disturb_each_other(tested):
    """Each thread has its own engine; both write the same page and one of their own, eight times."""
    failures = []

    def work(number):
        own = tested.open()
        try:
            for page in range(8):
                write(own, record(100 * number + page, body="政务"), record(1, body=f"线程{number}"))
        except Exception as error:
            failures.append(error)
        own.close()

    threads = [threading.Thread(target=work, args=[number]) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert dict(tested.engine.pages()).keys() == {1, *range(100, 108), *range(200, 208)}
    assert tested.found('"线程"').total == 1


def test_threads_share_an_engine_while_it_is_written_and_rebuilt(tested):
    kept = [record(page, body="政务公开") for page in range(1, 20)]
    tested.write(*kept)
    stop, failures = threading.Event(), []

    def read():
        try:
            while not stop.is_set():
                if (total := tested.found("政务公开", facets=True).total) < 19:
                    failures.append(total)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for page in range(20, 30):
            tested.write(record(page, body="政务公开"))
        tested.engine.rebuild([*kept, *(record(page, body="政务公开") for page in range(20, 30))])
        tested.write(gone=[29])
    finally:
        stop.set()
        for thread in threads:
            thread.join(60)
    assert failures == []
    assert tested.found('"政务公开"').total == 28


def test_a_child_process_reads_and_writes(tested):
    tested.write(record(1, body="政务"))
    assert tested.found('"政务"').total == 1

    def work(say):
        assert tested.found('"政务"').total == 1
        tested.write(record(2, body="政务"))
        assert tested.found('"政务"').total == 2

    assert ended_well(*forked(work))
    assert tested.found('"政务"').total == 2
