"""One row of a table of contents, whatever file it comes from, with what blank cells take from the row above."""

from dataclasses import dataclass, field
from typing import Any

from migrations.gazettes.headers import ISSUE_FIELDS, LABELS
from migrations.gazettes.values import read_issue, read_serial, read_year


@dataclass
class Row:
    """`values` are the texts of our fields, lists of names for files; `record` is the row as it stood, for giving back.

    `where` tells entries of one line of JSON apart: 第3条.
    """

    line: int
    values: dict[str, Any]
    record: Any = None
    where: str = ""

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""

    def label(self, name: str) -> str:
        return f"{self.where}{LABELS.get(name, name)}"

    @property
    def names_issue(self) -> bool:
        return bool(self.text("number").strip())

    @property
    def has_entry(self) -> bool:
        return any(self.values.get(name) for name in ("title", "document_number", "body", "text_file"))


@dataclass
class Issue:
    """What the rows say of the issue they stand in: `year` and `number` name it."""

    year: int | None = None
    number: int | None = None
    serial: int | None = None
    name: str = ""
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def key(self) -> tuple[int, int] | None:
        return (self.year, self.number) if self.year and self.number else None

    def __str__(self):
        return f"{self.year}年第{self.number}期"


def read_issue_of(row: Row) -> Issue:
    """Year, number and serial of a row; each may stand in the cell of the number: 2015年第7期(总第1074期)."""
    found = Issue(name=row.text("name").strip())
    told = read_issue(row.text("number"))
    number, year, serial = row.text("number"), row.text("year"), row.text("serial")
    found.number = told.get("number")
    found.name = found.name or told.get("name", "")
    if not number.strip():
        found.wrong.append((row.label("number"), "", "必填：写明年内期号，如“7”或“第7期(总第1074期)”。"))
    elif not found.number or found.number > 999:
        found.number = None
        found.wrong.append((row.label("number"), number[:60], "看不懂这个期号，应如“7”或“第7期(总第1074期)”。"))
    found.year = read_year(year) if year.strip() else told.get("year")
    if found.year is None:
        reason = "看不懂这个年份，应如“2015”。" if year.strip() else "必填：写明年份，如“2015”。"
        found.wrong.append((row.label("year"), year[:60], reason))
    elif told.get("year", found.year) != found.year:
        found.wrong.append((row.label("year"), year[:60], f"与期号“{number[:40]}”中的年份不一致。"))
    found.serial = read_serial(serial) if serial.strip() else told.get("serial")
    if serial.strip(" -—/无") and found.serial is None:
        found.wrong.append((row.label("serial"), serial[:60], "看不懂这个总期号，应如“1074”；没有总期号就留空。"))
    elif serial.strip() and told.get("serial", found.serial) != found.serial:
        found.wrong.append((row.label("serial"), serial[:60], f"与期号“{number[:40]}”中的总期号不一致。"))
    return found


class Above:
    """Fills cells that merging left blank: the year from the row above, and what belongs to the issue within the issue.

    A new number begins a new issue, which takes nothing but its year from the one above.
    """

    WITHIN = (*ISSUE_FIELDS[2:], "part")

    def __init__(self):
        self.values: dict[str, str] = {}

    def fill(self, values: dict[str, str]) -> list[str]:
        """Changes `values`; answers the names of the fields that were filled."""
        same = self.is_same(values)
        filled = []
        for name in ("year", "number", *self.WITHIN):
            above = self.values.get(name, "")
            if not values.get(name) and above and (same or (name == "year" and values.get("number"))):
                values[name] = above
                filled.append(name)
        self.values = {name: values.get(name, "") for name in ("year", "number", *self.WITHIN)}
        return filled

    def is_same(self, values) -> bool:
        """Whether the row goes on with the issue above: it names none, or the same."""
        return all(not values.get(name) or values[name] == self.values.get(name, "") for name in ("year", "number"))
