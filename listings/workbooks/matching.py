"""Which row of the file is which item of the list: by code within the body, else by name within the body.

An item that a row names belongs to that row even where the row is refused: it is not gone.
"""

from collections import defaultdict
from dataclasses import dataclass

from cms_core.text.folding import fold
from listings.models import Listed, Listing
from listings.workbooks.reading import Row

SEVERAL = "同一机关有 {count} 个名为“{name}”的事项（编码：{codes}），不能断定是哪一个；请填写它现有的编码。"
SAME_ROWS = "同一机关的第 {rows} 行都是这个名称，清单上也有这个名称而编码不同，不能断定是哪一行；请填写它现有的编码。"


@dataclass(frozen=True)
class Known:
    """An item as the list of the day has it."""

    item: int
    body: str
    code: str
    name: str


def items_on(listing: Listing, day) -> list[Known]:
    found = Listed.objects.on(day).current().filter(listing=listing).order_by("place", "code", "item")
    return [Known(*row) for row in found.values_list("item_id", "organisation__key", "code", "name").iterator()]


class Matching:
    """`gone` are the items that no row names, of the bodies that the file covers (of all when it is the whole list)."""

    def __init__(self, rows: list[Row], known: list[Known], *, whole: bool):
        self.rows, self.known, self.whole = rows, known, whole
        self.covered = {row.body for row in rows if row.body}
        self.by_code = {(one.body, one.code): one for one in known if one.code}
        self.by_name = defaultdict(list)
        for one in known:
            self.by_name[one.body, fold(one.name)].append(one)
        self.claimed: dict[int, int] = {}  # item → row
        self.codes: dict[tuple, int] = {}  # (body, code) → row

    def execute(self) -> list[Known]:
        waiting = [row for row in self.rows if row.body and not self.match_code(row)]
        waiting = self.match_names(waiting)
        self.match_transfers([row for row in waiting if row.code])
        self.protect([row for row in self.rows if not row.body])
        return [one for one in self.known if one.item not in self.claimed and (self.whole or one.body in self.covered)]

    def match_code(self, row: Row) -> bool:
        """True when nothing more is to be found out of it."""
        if not row.code:
            return False
        first = self.codes.setdefault((row.body, row.code), row.number)
        if first != row.number:
            refuse(row, "code", row.code, f"与第 {first} 行的机关和编码都相同，同一机关的编码不能重复。")
            return True
        one = self.by_code.get((row.body, row.code))
        if one is not None:
            self.claim(row, one, "code")
        return one is not None

    def claim(self, row: Row, one: Known, by: str) -> None:
        row.item, row.found_by = one.item, by
        self.claimed[one.item] = row.number

    def match_names(self, rows: list[Row]) -> list[Row]:
        """Those that are left over."""
        groups, left = defaultdict(list), []
        for row in rows:
            groups[row.body, fold(row.name)].append(row)
        for (body, name), same in groups.items():
            found = [one for one in self.by_name.get((body, name), ()) if one.item not in self.claimed]
            left += self.match_same(same, found) if name else same
        return sorted(left, key=lambda row: row.number)

    def match_same(self, same: list[Row], found: list[Known]) -> list[Row]:
        """Rows of one name under one body, and the items of that name which no code claimed."""
        first, *again = [row for row in same if not row.code] or [None]
        for row in again:
            refuse(row, "name", row.name, f"与第 {first.number} 行的机关和名称都相同，又没有编码可以区分。")
        same = [row for row in same if row not in again]
        if len(found) == 1 and len(same) == 1:
            self.claim(same[0], found[0], "name")
            return []
        if not found:
            return same
        codes = "、".join(one.code or "无" for one in found[:5])
        numbers = "、".join(str(row.number) for row in same[:5])
        for row in same:
            reason = SEVERAL.format(count=len(found), name=row.name, codes=codes)
            refuse(row, "name", row.name, reason if len(found) > 1 else SAME_ROWS.format(rows=numbers))
        self.claimed |= {one.item: same[0].number for one in found}
        return []

    def match_transfers(self, rows: list[Row]) -> None:
        """The same code and name under another body that the file covers, and no row for it there: 划转."""
        moved = defaultdict(list)
        for one in self.known:
            if one.code and one.item not in self.claimed and (self.whole or one.body in self.covered):
                moved[one.code, fold(one.name)].append(one)
        for row in rows:
            found = moved.get((row.code, fold(row.name)), ())
            if len(found) == 1 and found[0].item not in self.claimed:
                self.claim(row, found[0], "transfer")

    def protect(self, rows: list[Row]) -> None:
        """What a row without a readable body may mean is not gone either."""
        codes, names = {row.code for row in rows}, {fold(row.name) for row in rows}
        for one in self.known:
            if (one.code and one.code in codes) or fold(one.name) in names:
                self.claimed.setdefault(one.item, 0)


def refuse(row: Row, field: str, value: str, reason: str) -> None:
    row.faults.append({"column": "", "field": field, "value": value, "reason": reason})
