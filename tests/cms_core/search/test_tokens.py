"""Tokens, and that a phrase of them is found exactly where its string stands."""

import random
import re

import pytest

from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.tokens import pairs, phrase, tokens

TOKENS = {
    "pairs and the last character": ("行政许可", ["行政", "政许", "许可", "可"]),
    "one character": ("法", ["法"]),
    "two runs": ("许可、听证", ["许可", "可", "听证", "证"]),
    "words and numbers whole": ("2015年WiFi6覆盖", ["2015", "年", "wifi6", "覆盖", "盖"]),
    "beyond the basic plane": ("𠮷祥", ["𠮷祥", "祥"]),
    "kana": ("カナ", ["カナ", "ナ"]),
    "only punctuation": ("，。！", []),
    "a word too long": ("a" * 100, ["a" * 40]),
}


@pytest.mark.parametrize(("text", "found"), TOKENS.values(), ids=TOKENS)
def test_tokens_of_a_text(text, found):
    assert tokens(fold(text)) == found


PHRASES = {
    "pairs": ("行政许可", ["行政", "政许", "许可"], False),
    "two characters": ("政务", ["政务"], False),
    "one character is a beginning": ("法", ["法"], True),
    "a figure before one character": ("第12条", ["第", "12", "条"], True),
    "a word at the end": ("建设5G", ["建设", "设", "5g"], False),
    "one character after another run": ("许可，法", ["许可", "可", "法"], True),
    "nothing": ("……", [], False),
}


@pytest.mark.parametrize(("text", "found", "prefix"), PHRASES.values(), ids=PHRASES)
def test_what_stands_in_a_row(text, found, prefix):
    assert phrase(fold(text)) == (found, prefix)


def stands_in(asked, text):
    """What FTS5 does with a phrase."""
    wanted, prefix = phrase(asked)
    there = tokens(text)
    for start in range(len(there) - len(wanted) + 1):
        part = there[start : start + len(wanted)]
        if part[:-1] == wanted[:-1] and (part[-1].startswith(wanted[-1]) if prefix else part[-1] == wanted[-1]):
            return True
    return False


def contains(asked, text):
    """That the string stands there, its Latin words and numbers not within longer ones."""
    left = r"(?<![a-z0-9])" if asked[0].isascii() else ""
    right = r"(?![a-z0-9])" if asked[-1].isascii() else ""
    return bool(re.search(left + re.escape(asked) + right, text))


def test_a_text_has_the_tokens_of_a_string_exactly_when_it_contains_it():
    chance = random.Random(11)
    letters = "政务公开务公政𠮷法a1b2"
    found = 0
    for _ in range(20_000):
        text = fold("".join(chance.choices(letters, k=chance.randrange(1, 25))))
        if chance.random() < 0.5:
            start = chance.randrange(len(text))
            asked = text[start : start + chance.randrange(1, 7)]
        else:
            asked = "".join(chance.choices(letters, k=chance.randrange(1, 5)))
        assert stands_in(asked, text) == contains(asked, text), (asked, text)
        found += contains(asked, text)
    assert 5_000 < found < 19_000


def test_pairs_of_a_question_leave_lone_characters_out():
    assert pairs("政务公开 法 2015 1") == ["政务", "务公", "公开", "2015", "1"]
