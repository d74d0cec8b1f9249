"""The form of the report as data (`form.toml`): its parts, and every cell of its tables that is no sum."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from disclosure.applications.counting import CARRIED_IN, CARRIED_OUT, NEW, SUM
from disclosure.applications.outcomes import all_outcomes
from disclosure.applications.states import ApplicantKind, ReviewKind, ReviewResult

TOTAL = "total"
# In the order of the form; `ReviewResult` begins with what is pending.
RESULTS = (ReviewResult.UPHELD, ReviewResult.CORRECTED, ReviewResult.OTHER, ReviewResult.PENDING)
KINDS = tuple(ApplicantKind)
Key = tuple[str, str, str]  # table, row, column


@dataclass(frozen=True)
class Part:
    field: str
    title: str
    table: str = ""
    opening: str = ""


@dataclass(frozen=True)
class Cell:
    """`label` is how an editor finds it: 表三“（一）予以公开”行“自然人”列."""

    key: Key
    label: str
    counted: bool = True
    places: int = 0


@dataclass(frozen=True)
class Heading:
    code: str
    title: str
    counted: bool = True
    places: int = 0


@dataclass(frozen=True)
class Clause:
    title: str
    columns: tuple[Heading, ...]
    rows: tuple[Heading, ...]


@cache
def data() -> dict:
    return tomllib.loads(files("disclosure.reports").joinpath("form.toml").read_text("utf-8"))


@cache
def parts() -> tuple[Part, ...]:
    return tuple(Part(**one) for one in data()["parts"])


@cache
def clauses() -> tuple[Clause, ...]:
    return tuple(
        Clause(
            one["title"],
            tuple(Heading(**heading) for heading in one["columns"]),
            tuple(Heading(**heading) for heading in one["rows"]),
        )
        for one in data()["clauses"]
    )


GROUPS = "一二三四五六"


@cache
def rows_of_three() -> dict[str, tuple[str, ...]]:
    """{code: its headings from left to right}, in the order of the form; `counting` knows the same codes."""
    found = {NEW: ("一、本年新收政府信息公开申请数量",), CARRIED_IN: ("二、上年结转政府信息公开申请数量",)}
    of_year = "三、本年度办理结果"
    for code, outcome in all_outcomes().items():
        _, group, *place = code.split(".")
        mark = f"（{GROUPS[int(group) - 1]}）"
        if place:
            found[code] = (of_year, f"{mark}{outcome.group}", f"{place[0]}.{outcome.label}")
        else:
            found[code] = (of_year, f"{mark}{outcome.label}")
    found[SUM] = (of_year, "（七）总计")
    found[CARRIED_OUT] = ("四、结转下年度继续办理",)
    return found


def columns_of_three() -> dict[str, str]:
    return {**{kind.value: "其他" if kind == ApplicantKind.OTHER else kind.label for kind in KINDS}, TOTAL: "总计"}


def columns_of_four() -> dict[str, str]:
    return {**{result.value: result.label for result in RESULTS}, TOTAL: "总计"}


@cache
def cells() -> dict[Key, Cell]:
    """All that is counted or entered, in the order of the form; sums are made from them (`sums`)."""
    found = []
    for clause in clauses():
        for row in clause.rows:
            for column in clause.columns:
                label = f"表二“{row.title}”的“{column.title}”"
                found.append(Cell(("2", row.code, column.code), label, row.counted, row.places))
    for row in rows_of_three():
        if row != SUM:
            found += [Cell(("3", row, kind.value), label_of("3", row, kind.value)) for kind in KINDS]
    for kind in ReviewKind:
        found += [Cell(("4", kind.value, one.value), label_of("4", kind.value, one.value)) for one in RESULTS]
    return {cell.key: cell for cell in found}


def label_of(table: str, row: str, column: str) -> str:
    """Of a cell of table three or four, sums too."""
    if table == "3":
        heading, named = rows_of_three()[row][-1].partition("（区分")[0], columns_of_three()[column]
        # Rows such as 其他 stand in several groups.
        heading = "".join(rows_of_three()[row][1:-1]) + heading
        return f"表三“{heading}”行“{named}”列"
    return f"表四“{ReviewKind(row).label}”的“{columns_of_four()[column]}”"
