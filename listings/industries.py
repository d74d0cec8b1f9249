"""国民经济行业分类 GB/T 4754-2017: sections A to T, divisions of 2 figures, groups of 3, classes of 4.

The codes and names are facts of the standard (`industries.csv`).
"""

import csv
from functools import cache
from pathlib import Path

from listings.errors import ListingsError


class NoSuchIndustry(ListingsError):
    pass


@cache
def names() -> dict[str, str]:
    with Path(__file__).with_name("industries.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def of(code: str) -> str:
    """The name of an industry. Raises NoSuchIndustry."""
    if code not in names():
        raise NoSuchIndustry(
            f"国民经济行业分类（GB/T 4754）中没有代码“{code}”；应为门类字母、两位大类、三位中类或四位小类。"
        )
    return names()[code]


def line_of(code: str) -> list[str]:
    """The codes above it, widest first, and itself: 2611 is [C, 26, 261, 2611]."""
    if len(code) < 2:
        return [code]
    return [section_of(code[:2]), *(code[:end] for end in range(2, len(code) + 1))]


def section_of(division: str) -> str:
    """The divisions follow one another through the sections."""
    return sections()[division]


@cache
def sections() -> dict[str, str]:
    found, section = {}, ""
    for code in names():
        if code.isalpha():
            section = code
        elif len(code) == 2:
            found[code] = section
    return found
