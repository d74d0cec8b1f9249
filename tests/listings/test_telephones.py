"""A supervision telephone can be called; how it is written is the body's own affair."""

import pytest

from listings.kinds import ListKind
from listings.telephones import is_one
from listings.values import clean

GOOD = [
    "12345", "0571-64212345", "0571—64212345转801", "（0571）64212345", "0571-64212345、12345", "110",
    "０５７１－６４２１２３４５", "400-800-1234（工作日）", "+86 571 64212345", "64212345 / 64212346",
]  # fmt: skip
BAD = [
    "请来大厅当面说", "无", "详见官网", "12", "转", "abc123", "http://example.gov.cn/1", "123456789012345678",
    "12345\n<b>",
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_what_can_be_called_is_taken_however_it_is_written(text):
    assert is_one(text)


@pytest.mark.parametrize("text", BAD)
def test_what_cannot_be_called_is_refused_with_an_example(text):
    assert not is_one(text)
    _, ((field, _, reason),) = clean(ListKind.POWER, {"supervision_phone": text}, whole=False)
    assert field == "supervision_phone" and "0571-12345678" in reason


def test_it_may_be_left_empty():
    assert clean(ListKind.POWER, {"supervision_phone": " "}, whole=False) == ({"supervision_phone": None}, [])
