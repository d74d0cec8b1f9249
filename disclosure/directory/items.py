"""The items of 《政府信息公开条例》第二十条, which columns disclose them, and how a row keeps several of them."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Item:
    """`number` is 1 to 15, `keys` are those of the blueprints' columns."""

    number: int
    short: str
    text: str
    keys: tuple[str, ...]

    @property
    def bit(self) -> int:
        return 1 << self.number

    @property
    def clause(self) -> str:
        """（十二）"""
        tens, ones = divmod(self.number, 10)
        return f"（{'十' if tens else ''}{NUMERALS[ones - 1] if ones else ''}）"

    @property
    def label(self) -> str:
        return f"{self.clause}{self.short}"


@cache
def items() -> dict[int, Item]:
    found = (Item(row["number"], row["short"], row["text"], tuple(row["keys"])) for row in _source()["items"])
    return {item.number: item for item in found}


@cache
def by_key() -> dict[str, int]:
    """{key of a column: its items, as bits}."""
    found: dict[str, int] = {}
    for item in items().values():
        for key in item.keys:
            found[key] = found.get(key, 0) | item.bit
    return found


@cache
def of_documents() -> int:
    """The items of a document that stands in no column with an item."""
    return items()[_source()["of_documents"]].bit


def numbers_in(bits: int) -> list[int]:
    return [number for number in items() if bits >> number & 1]


def bits_of(numbers: Iterable[int]) -> int:
    return sum(items()[number].bit for number in set(numbers) if number in items())


def labels_of(bits: int) -> list[str]:
    """As they are cited: 第（七）项 财政预算决算."""
    return [f"第{items()[number].clause}项 {items()[number].short}" for number in numbers_in(bits)]


@cache
def _source() -> dict:
    with (Path(__file__).parent / "items.toml").open("rb") as file:
        return tomllib.load(file)
