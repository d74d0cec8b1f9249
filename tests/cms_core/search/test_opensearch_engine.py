"""The OpenSearch engine on the stand-in: writing, hiding, rebuilding while others write; and what only it could get
wrong of searching. What it finds is the business of the conformance suite."""

import random

import pytest

from cms_core.search.analysis.question import ask
from cms_core.search.errors import Outdated, Rebuilding
from cms_core.search.filters import ANY
from cms_core.search.opensearch import rebuild
from cms_core.search.opensearch.errors import NotBuilt
from cms_core.search.opensearch.index import Index
from cms_core.search.opensearch.locks import FileLocks
from cms_core.search.opensearch.names import Names
from cms_core.search.opensearch.query import all_of
from tests.cms_core.search.opensearch_stand_in import StandIn, engine_on
from tests.cms_core.search.records import pages, record


@pytest.fixture
def server():
    return StandIn()


@pytest.fixture
def index(server, tmp_path):
    with engine_on(server, tmp_path) as made:
        yield made


def strictly(index, text) -> list[int]:
    return sorted(pages(index.search(text, loosen=False)))


def test_a_string_that_ends_in_a_lone_character_is_found_whatever_follows(index):
    """2015年 is the word 2015 and the beginning of any pair: a prefix of a phrase would try some hundreds only."""
    others = [record(page, body=f"年{chr(0x4E00 + page)}") for page in range(1, 600)]
    index.write([*others, record(1000, body="2015年鼷鼠"), record(1001, body="2015，鼷鼠年")])
    assert strictly(index, "2015年") == [1000]
    assert strictly(index, "鼷") == [1000, 1001]


def test_many_synonyms_stay_within_what_the_server_takes(index):
    words = [chr(0x4E00 + 40 * place) + "一二三四五六七八九" for place in range(8)]
    synonyms = {word: [word[0] + other * 30 for other in "甲乙丙丁戊己庚辛"] for word in words}
    question = ask(" ".join(words), synonyms=lambda part: synonyms.get(part, ()))
    assert str(all_of(question, ANY)).count("match") < 100
    assert clauses(all_of(question, ANY)) <= 1024
    index.search(question)


def clauses(query) -> int:
    if isinstance(query, list):
        return sum(map(clauses, query))
    if "multi_match" in query:
        return len(query["multi_match"]["query"].split()) * len(query["multi_match"]["fields"])
    return sum(clauses(value) for value in query["bool"].values() if isinstance(value, list)) if "bool" in query else 1


def test_what_is_written_is_found_by_the_next_request_of_another_machine(server, index, tmp_path):
    other = Index(index.server, Names("portal"), FileLocks(tmp_path))
    index.write([record(1, body="政务"), record(2, body="政务")])
    assert strictly(other, "政务") == [1, 2]
    other.write([record(1, body="行政")], gone=[2, 3])
    assert strictly(index, "政务") == []
    assert strictly(index, "行政") == [1]


def test_an_error_while_records_are_read_sends_nothing(server, index):
    server.asked.clear()
    with pytest.raises(AttributeError):
        index.write([record(1, body="政务"), None])
    assert ("POST", "/portal-pages/_bulk") not in server.asked


def test_any_sequence_of_writes_and_rebuilds_leaves_what_was_written_last(index):
    chance, kept = random.Random(7), {}
    for _ in range(60):
        page = chance.randrange(1, 12)
        if chance.random() < 0.2:
            index.rebuild(list(kept.values()))
        elif chance.random() < 0.4:
            kept.pop(page, None)
            index.write(gone=[page])
        else:
            kept[page] = record(page, body="".join(chance.choices("政务公开行政许可", k=9)), portal=page % 3)
            index.write([kept[page]])
    assert index.pages() == {page: one.digest for page, one in kept.items()}


def test_all_numbers_are_told_however_many_they_are(index, monkeypatch):
    monkeypatch.setattr("cms_core.search.opensearch.index.PAGES_AT_ONCE", 7)
    index.rebuild(record(page) for page in range(1, 31))
    assert list(index.pages()) == list(range(1, 31))


def test_what_is_hidden_is_answered_nowhere_until_it_is_written_again(index):
    index.write([record(1, "政务公开"), record(2, "政务")])
    with index.hiding() as hide:
        hide([1, 5])
    assert strictly(index, "政务") == [2]
    assert index.search("政务", facets=True).total == 1
    assert (index.suggest("政务公开"), index.frequency("政务公开"), list(index.pages())) == ([], 0, [2])
    index.write([record(1, "政务公开")])
    assert strictly(index, "政务") == [1, 2]


def test_what_is_written_and_hidden_during_a_rebuild_is_neither_lost_nor_back(index):
    index.write([record(1, body="旧政务"), record(2, body="旧政务"), record(4, body="旧政务")])

    def records():
        yield record(1, body="旧政务")
        index.write([record(1, body="新政务"), record(3, body="新政务")], gone=[2])
        with index.hiding() as hide:
            hide([4])
        assert strictly(index, "新政务") == [1, 3]
        yield record(2, body="旧政务")
        yield record(3, body="旧政务")
        yield record(4, body="旧政务")

    assert index.rebuild(records()) == 2
    assert strictly(index, "新政务") == [1, 3]
    assert strictly(index, "旧政务") == []


def test_a_rebuild_that_fails_leaves_everything_as_it_was(server, index):
    index.write([record(1, body="政务")])

    def records():
        yield record(2, body="政务")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        index.rebuild(records())
    assert strictly(index, "政务") == [1]
    assert len(server.indices) == 1


def test_one_rebuild_at_a_time(index):
    def records():
        with pytest.raises(Rebuilding):
            index.rebuild([])
        yield record(1, body="政务")

    assert index.rebuild(records()) == 1


def test_what_a_killed_rebuild_left_is_cleared_away_and_nothing_of_others(server, index, tmp_path, monkeypatch):
    others = Index(index.server, Names("portal-pages"), FileLocks(tmp_path / "others"))
    others.rebuild([record(9, body="政务")])

    def killed():
        yield record(1)
        raise SystemExit

    # As a process that is killed, it cannot clear up.
    monkeypatch.setattr(rebuild, "abandon", lambda *arguments: None)
    with pytest.raises(SystemExit):
        index.rebuild(killed())
    monkeypatch.undo()
    assert len(server.indices) == 3
    index.rebuild([record(2, body="政务")])
    assert strictly(index, "政务") == [2]
    assert strictly(others, "政务") == [9]
    assert len(server.indices) == 2


def test_a_lost_answer_to_the_switch_does_not_take_the_new_index_away(server, index, monkeypatch):
    def switched_but_not_told(*arguments):
        switch(*arguments)
        raise OSError

    switch = rebuild.switch
    monkeypatch.setattr(rebuild, "switch", switched_but_not_told)
    with pytest.raises(OSError):
        index.rebuild([record(2, body="政务")])
    assert strictly(index, "政务") == [2]


def test_an_index_of_another_analysis_is_read_and_hidden_in_but_not_written(index, monkeypatch):
    index.write([record(1, body="政务"), record(2, body="政务")])
    monkeypatch.setattr("cms_core.search.opensearch.names.fingerprint", lambda: "other")
    monkeypatch.setattr("cms_core.search.opensearch.index.fingerprint", lambda: "other")
    with pytest.raises(Outdated):
        index.write([record(3, body="政务")])
    with index.hiding() as hide:
        hide([2])
    assert strictly(index, "政务") == [1]
    assert "另一版本" in index.lacking()


def test_an_index_that_was_never_filled_says_so(server, index, tmp_path):
    assert index.lacking() == ""
    server.indices.clear()
    server.aliases.clear()
    assert "尚未建立" in index.lacking()
    with pytest.raises(NotBuilt):
        index.check()
    with pytest.raises(NotBuilt):
        index.search("政务")
    index.write([record(1, body="政务")])
    assert "尚未建立" in index.lacking()
    index.rebuild([record(1, body="政务")])
    assert index.lacking() == ""
    index.check()


def test_the_server_makes_no_index_by_itself(server, index):
    """An index made by the server would have guessed its fields."""

    def records():
        yield record(1)
        server.aliases.clear()
        yield record(2)

    with pytest.raises(Exception, match="404"):
        index.rebuild(records())
