"""Ticks as tables write them: √ in a cell of its own, ■ and □ before each channel."""

import re
import tomllib
from functools import cache
from pathlib import Path

from cms_core.text.folding import fold

TICKED = "■☑√✓✔▇◼●☒🗹\uf052\uf0fe\uf0fc"  # the last are Wingdings
BLANK = "□☐○◻▢\uf0a8\uf06f"
YES = {"是", "有", "y", "yes", "v", "1", "1.0", "true", "对"}
NO = {"", "否", "无", "n", "no", "0", "0.0", "false", "×", "x", "-", "—", "――", "/", "✗", "✘"}
BOX = re.compile(f"([{TICKED}{BLANK}])\\s*([^{TICKED}{BLANK}]*)")
PARTS = re.compile(r"[\n、，,；;]+")
OTHER = re.compile(r"^其[他它](?:[(:：（](.*?)[)）]?)?$")


def ticked(text: str) -> bool | None:
    """None for what is neither a tick nor its absence."""
    folded = fold(text)
    if folded in NO or all(char in BLANK for char in text.strip()):
        return False
    if folded in YES or any(char in TICKED for char in text):
        return True
    return None


def without_ticks(text: str) -> str:
    return re.sub(f"[{TICKED}{BLANK}]", "", text).strip(" :：、，\n")


@cache
def channel_names() -> dict[str, tuple[str, ...]]:
    with (Path(__file__).parent / "channels.toml").open("rb") as file:
        return {key: tuple(words) for key, words in tomllib.load(file)["channels"].items()}


@cache
def channel_words() -> dict[str, str]:
    return {fold(word): key for key, words in channel_names().items() for word in words}


def channels_of(text: str) -> tuple[list[str], str]:
    """(keys of channels.toml, other words) of the ticked ones; of a text without boxes all that it names."""
    boxes = BOX.findall(text)
    named = [words for mark, words in boxes if mark in TICKED] if boxes else [text]
    keys, others = [], []
    for part in (part.strip(" 　:：") for words in named for part in split(words)):
        other = OTHER.match(part)
        key = channel_words().get(fold(part))
        if key:
            keys.append(key)
        elif other:
            others += [other.group(1) or "其他"]
        elif part:
            others.append(part)
    return list(dict.fromkeys(keys)), "、".join(dict.fromkeys(others))[:300]


def split(words: str) -> list[str]:
    """A name over several lines, as narrow cells break it, is one name."""
    joined = "".join(words.split())
    return [joined] if fold(joined) in channel_words() else PARTS.split(words)


def channel_labels(keys: list[str]) -> list[str]:
    return [channel_names()[key][0] for key in keys if key in channel_names()]
