"""The vocabulary of the corrections: what it is learned from, when, and that it is whole or not there."""

import datetime
import os

import pytest
from django.utils import timezone

from cms_core.search.corrections import learn, regular_jobs, vocabulary
from tests.factories import make_article, make_column, make_portal


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(vocabulary, "path", lambda: tmp_path / "vocabulary.sqlite3")
    return tmp_path / "vocabulary.sqlite3"


@pytest.fixture
def column(db):
    return make_column(make_portal("zj", level="province").home)


def pair(text):
    with vocabulary.opened() as known:
        return known.pair(text)


def test_it_is_learned_from_the_titles_that_the_public_may_see(file, column):
    make_article(column, "政务公开要点")
    make_article(column, "涉密事项清单", live=False)
    regular_jobs.learn_vocabulary(timezone.now())
    assert pair("政务") > 0
    assert pair("涉密") == 0


def test_it_is_learned_again_after_a_day_or_when_much_has_changed(file, column):
    now = timezone.now()
    make_article(column, "政务公开要点")
    regular_jobs.learn_vocabulary(now)
    assert regular_jobs.learn_vocabulary(now) == 0
    make_article(column, "人事任免")
    assert regular_jobs.learn_vocabulary(now) > 0
    assert pair("任免") > 0
    assert regular_jobs.learn_vocabulary(now + datetime.timedelta(days=2)) > 0


def test_a_failure_leaves_the_old_one_and_nothing_else(file):
    learn.learn(["政务公开"], file)

    def broken():
        yield "人事任免"
        raise OSError("磁盘已满")

    with pytest.raises(OSError, match="磁盘已满"):
        learn.learn(broken(), file)
    assert pair("政务") == 1
    assert os.listdir(file.parent) == [file.name]


def test_it_may_be_empty(file):
    assert learn.learn([], file) == 0
    assert pair("政务") == 0


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 400])
def test_a_damaged_one_is_as_none(file, damage):
    file.write_bytes(damage)
    with vocabulary.opened() as known:
        assert known is None
