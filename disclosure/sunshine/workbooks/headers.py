"""The two header rows of a standard table (section 6.3): which column is what."""

import re
from dataclasses import dataclass

from cms_core.text.folding import fold

# Columns by the words of the upper and of the lower header row; the longest word counts.
UPPER = {
    "序号": "number", "编号": "number",
    "公开事项": "item", "事项名称": "item", "事项": "item",
    "公开内容": "content", "内容要素": "content", "公开要素": "content",
    "公开依据": "basis", "依据": "basis",
    "公开时限": "term", "时限": "term", "公开频次": "term",
    "公开主体": "body", "责任主体": "body", "主体": "body",
    "公开渠道": "channels", "渠道和载体": "channels", "公开载体": "channels", "渠道": "channels",
    "公开对象": "audience", "对象": "audience",
    "公开方式": "way", "方式": "way",
    "公开层级": "level", "层级": "level",
}  # fmt: skip
LOWER = {
    "一级事项": "item", "二级事项": "sub_item", "三级事项": "sub_item",
    "全社会": "to_all", "全社会公开": "to_all",
    "特定群体": "to_some", "特定群众": "to_some", "特定人群": "to_some", "特定对象": "to_some",
    "主动": "active", "主动公开": "active",
    "依申请": "on_request", "依申请公开": "on_request",
    "省级": "at_province", "市级": "at_city", "设区市": "at_city", "县级": "at_county", "区级": "at_county",
    "县区级": "at_county", "县(市、区)级": "at_county", "区县级": "at_county",
    "乡级": "at_town", "乡镇": "at_town", "镇级": "at_town", "镇街": "at_town", "乡、村级": "at_town",
    "乡镇级": "at_town", "街道": "at_town", "镇": "at_town",
    "乡镇(街道)": "at_town", "村级": "at_town", "村": "at_town",
}  # fmt: skip
LABELS = {
    "number": "序号", "item": "一级事项", "sub_item": "二级事项", "content": "公开内容（要素）", "basis": "公开依据",
    "term": "公开时限", "body": "公开主体", "channels": "公开渠道和载体", "audience": "公开对象", "way": "公开方式",
    "level": "公开层级", "to_all": "全社会", "to_some": "特定群体", "active": "主动", "on_request": "依申请",
    "at_province": "省级", "at_city": "市级", "at_county": "县级", "at_town": "乡级",
}  # fmt: skip
WITHIN = 15
# What makes a row a header rather than a sentence that names columns.
ENOUGH = 4
LONGEST = 24
MOST_STRANGE = 3


@dataclass(frozen=True)
class Header:
    """`columns` {place: name}; several places may have one name (乡级 and 村级). `last` is the last header row."""

    columns: dict[int, str]
    first: int
    last: int

    def places(self, name: str) -> list[int]:
        return [place for place, one in self.columns.items() if one == name]

    @property
    def missing(self) -> list[str]:
        """Labels of what a table cannot do without: the elements that 国办发〔2019〕54号 names, and the level."""
        names = set(self.columns.values())
        found = [name for name in ("item", "content", "basis", "term", "body", "channels") if name not in names]
        groups = (("to_all", "to_some", "audience"), ("active", "on_request", "way"))
        labels = [LABELS[name] for name in found] + [LABELS[g[2]] for g in groups if not names & set(g)]
        if not names & {"level", "at_province", "at_city", "at_county", "at_town"}:
            labels.append(LABELS["level"])
        return labels


def word(cell: str) -> str:
    return re.sub(r"[*:()]+$", "", fold(cell)) if len(cell) <= LONGEST else ""


def upper(cell: str) -> str:
    folded = word(cell)
    if not folded:
        return ""
    return next((UPPER[key] for key in sorted(UPPER, key=len, reverse=True) if folded.startswith(fold(key))), "")


FOLDED_LOWER = {fold(key): name for key, name in LOWER.items()}


def lower(cell: str) -> str:
    return FOLDED_LOWER.get(word(cell), FOLDED_LOWER.get(fold(cell), "")) if len(cell) <= LONGEST else ""


def find_header(rows: list[tuple[int, list[str]]]) -> Header | None:
    """The first row of `rows` that names enough columns, with the row below it where that names sub-columns."""
    for at, (number, cells) in enumerate(rows[:WITHIN]):
        above = {place: name for place, cell in enumerate(cells) if (name := upper(cell))}
        if len(set(above.values())) < ENOUGH:
            continue
        below = rows[at + 1][1] if at + 1 < len(rows) else []
        under = {place: name for place, cell in enumerate(below) if (name := lower(cell))}
        if len(set(under.values())) < 2 or not is_lower_row(cells, below):
            # One row of headers alone: sub-columns stand in it beside the others.
            own = {place: name for place, cell in enumerate(cells) if (name := lower(cell))}
            return Header(dict(sorted((above | own).items())), number, number)
        # A column has its lower name where there is one: a group that is merged over it says only the group.
        both = {place: under.get(place) or above[place] for place in above.keys() | under.keys()}
        return Header(dict(sorted(both.items())), number, rows[at + 1][0])
    return None


def is_lower_row(cells: list[str], below: list[str]) -> bool:
    """A row of data may say 全社会 and 主动公开 too: below a header stand few words that are no sub-column's."""
    above = [cells[place] if place < len(cells) else "" for place in range(len(below))]
    strange = [cell for cell, head in zip(below, above, strict=True) if cell and cell != head and not lower(cell)]
    return len(strange) <= MOST_STRANGE


def repeats(header: Header, cells: list[str]) -> bool:
    """A header again, as on every printed page."""
    names = [upper(cell) or lower(cell) for cell in cells]
    return sum(1 for place, name in header.columns.items() if place < len(names) and names[place]) >= ENOUGH
