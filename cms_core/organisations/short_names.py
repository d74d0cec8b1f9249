"""How offices call a body for short: 浙江省人民政府办公厅 is 省政府办公厅, 浙江省财政厅 is 省财政厅 or 财政厅."""

import tomllib
from functools import cache
from pathlib import Path

DIVISION_WORDS = ("自治州", "自治县", "自治区", "省", "市", "县", "区")
LEVEL_WORDS = {1: ("省",), 2: ("市",), 3: ("县", "区", "市")}
GOVERNMENT = "人民政府"


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """The end of a department's name → what it is shortened to, the usual one first."""
    with (Path(__file__).parent / "abbreviations.toml").open("rb") as file:
        return {long: tuple(short) for long, short in tomllib.load(file)["abbreviations"].items()}


def short_names(name: str, division: str, word: str = "") -> list[str]:
    """What `name` is called for short, the usual one first; without `name` itself.

    `division` is the name of the division (浙江省, 桐庐县, 上城区) that `name` contains, `word` the general word for it
    (省, 县, 区), for which the last character stands in when it is left out.
    """
    if not division or division not in name:
        return []
    word = word or division_word(division)
    rest = name[name.index(division) + len(division) :]
    found = []
    for body in [*shortened(rest), rest]:
        found += [f"{word}{body}" if word else "", f"{division}{body}"]
        if not body.startswith(("政府", GOVERNMENT)):
            found.append(body)
    return [short for short in dict.fromkeys(found) if short and short != name and len(short) > 2]


def shortened(rest: str) -> list[str]:
    """The part after the division's name, shorter: 人民政府办公厅 → 政府办公厅, 发展和改革委员会 → 发展改革委, 发改委."""
    if rest.startswith(GOVERNMENT):
        return ["政府" + rest.removeprefix(GOVERNMENT)]
    return list(abbreviations().get(rest, ()))


def division_word(division: str) -> str:
    """省, 市, 县 or 区 as it stands in short names (景宁畲族自治县 → 县)."""
    for word in DIVISION_WORDS:
        if division.endswith(word):
            return word[-1]
    return ""
