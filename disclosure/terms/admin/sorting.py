"""Tables whose heads are links: sorted by a column, without a script; what is the same stays in the tree's order."""

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Head:
    """`key` is empty for what cannot be sorted by."""

    key: str
    title: str
    url: str = ""
    direction: str = ""  # as aria-sort says it

    @property
    def arrow(self) -> str:
        return {"ascending": " ▲", "descending": " ▼"}.get(self.direction, "")


class Sorting:
    """`?sort=late` or `?sort=-late`; `parameters` are what the links keep."""

    def __init__(self, asked: str, keys, parameters: dict):
        self.backwards = asked.startswith("-")
        self.key = asked.removeprefix("-") if asked.removeprefix("-") in keys else ""
        self.parameters = {name: value for name, value in parameters.items() if value}

    def head(self, key: str, title: str) -> Head:
        if not key:
            return Head(key, title)
        here = key == self.key
        # Numbers are first asked for from the largest down.
        wanted = key if here and self.backwards else f"-{key}"
        direction = ("descending" if self.backwards else "ascending") if here else ""
        return Head(key, title, "?" + urlencode({**self.parameters, "sort": wanted}), direction)

    def sorted(self, rows: list, value) -> list:
        """`value(row, key)`: a number, or None for what was not counted, which always stands last."""
        if not self.key:
            return rows
        known = [row for row in rows if value(row, self.key) is not None]
        unknown = [row for row in rows if value(row, self.key) is None]
        return sorted(known, key=lambda row: value(row, self.key), reverse=self.backwards) + unknown
