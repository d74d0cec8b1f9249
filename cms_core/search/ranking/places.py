"""Places named in a title or a question: what is said of 宁波 answers nobody who asks about 温州.

Only titles and questions are read, so a name by chance in a text does no harm.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

# ("浙江", "温州", "瑞安"): a place by all above it.
Place = tuple[str, ...]
DIVISIONS = ("省", "市", "州", "地区", "盟", "县", "区")


class Places:
    """The known names, read from left to right, the longest first: 云南通报 names 云南 and no 南通."""

    def __init__(self, names: Mapping[str, Place]):
        self.names = dict(names)
        self.lengths = sorted({len(name) for name in self.names}, reverse=True)
        self.beginnings = {name[0] for name in self.names}

    def __add__(self, counties: Mapping[str, Place]) -> "Places":
        """With counties, by their whole names: 桐庐县 → 浙江, 杭州, 桐庐县."""
        return Places({**counties, **self.names})

    def named(self, text: str) -> frozenset[Place]:
        found, place = set(), 0
        while place < len(text):
            step = 1
            if text[place] in self.beginnings:
                for length in self.lengths:
                    if known := self.names.get(text[place : place + length]):
                        found.add(known)
                        step = length
                        break
            place += step
        return frozenset(found)


@cache
def shipped() -> Places:
    """The provinces and cities of the country."""
    table = tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))
    in_full = set(table["only_in_full"])
    names: dict[str, Place] = {}
    for province, cities in table["provinces"].items():
        for city in cities:
            spellings = [city + word for word in DIVISIONS] if city in in_full else [city]
            names |= dict.fromkeys(spellings, (province, city))
    names |= {province: (province,) for province in table["provinces"]}
    return Places(names)


def is_elsewhere(title: Iterable[Place], asked: Iterable[Place], here: Iterable[Place] = ()) -> bool:
    """Whether a title is about places of which none was asked about.

    A place asked about takes in what lies in it and what it lies in. `here`, which a reader of a portal need not say,
    takes in only what it lies in: who asks the province means the province, not one of its cities.
    """
    title = tuple(title)
    if not title:
        return False
    return not any(
        place[: len(one)] == one or one[: len(place)] == place for place in title for one in asked
    ) and not any(one[: len(place)] == place for place in title for one in here)
