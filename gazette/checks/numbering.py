"""期号 rules (section 4): serials run on without a break, numbers start at 1 in each year, and both agree.

Pure functions of plain rows, so that the workbench, the archive and an import ask the same. In a year the serial less
the number is the same for every issue: the `offset`. Whether a document is printed first twice: `first_prints`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from gazette.checks.problems import Problem, error, warning


class Numbered(NamedTuple):
    """An issue as far as numbers go; `key` is whatever the caller knows it by."""

    year: int
    number: int
    serial: int | None = None
    publication_day: date | None = None
    key: object = None

    @property
    def label(self) -> str:
        serial = f"（总第{self.serial}期）" if self.serial else ""
        return f"{self.year}年第{self.number}期{serial}"


def offsets(rows: Iterable[Numbered]) -> dict[int, int]:
    """By year, what most of its issues say; a year without serials has none."""
    votes = defaultdict(Counter)
    for row in rows:
        if row.serial:
            votes[row.year][row.serial - row.number] += 1
    return {year: max(found.items(), key=lambda one: (one[1], -one[0]))[0] for year, found in votes.items()}


def numbering_problems(rows: Iterable[Numbered], trusted: dict[int, int] | None = None) -> list[Problem]:
    """All that contradicts itself in an archive; the text names the issue. `trusted`: offsets known to be right."""
    rows = sorted(rows, key=lambda row: (row.year, row.number))
    known = offsets(rows) | (trusted or {})
    problems = [error(f"{row.label}：年内期号须从1起，请改正。", place="issue") for row in rows if row.number < 1]
    problems += twice(
        rows, lambda row: (row.year, row.number), "{year}年第{number}期有{count}期，请留下一期，其余改正期号。"
    )
    problems += twice(rows, lambda row: row.serial, "总第{serial}期有{count}期，请核对总期号。")
    for row in rows:
        if row.serial and row.serial - row.number != known[row.year]:
            expected = row.number + known[row.year]
            problems.append(error(f"{row.label}：按同年其他各期，总期号应为{expected}，请核对。", place="issue"))
    problems += year_changes(rows, known)
    problems += days_out_of_order(rows)
    return problems


def twice(rows, key, text) -> list[Problem]:
    groups = defaultdict(list)
    for row in rows:
        if (found := key(row)) is not None:
            groups[found].append(row)
    return [
        error(text.format(count=len(group), **group[0]._asdict()), place="issue")
        for group in groups.values()
        if len(group) > 1
    ]


def year_changes(rows, known) -> list[Problem]:
    """The first issue of a year goes on from the last of the year before."""
    last = defaultdict(int)
    for row in rows:
        if row.serial:
            last[row.year] = max(last[row.year], row.serial)
    return [
        error(
            f"{after}年第1期的总期号应在{before}年最后一期（总第{last[before]}期）之后，"
            f"现推算为{known[after] + 1}，请核对。",
            place="issue",
        )
        for before, after in pairwise(sorted(known))
        if known[after] < last[before]
    ]


def days_out_of_order(rows) -> list[Problem]:
    problems = []
    dated = [row for row in rows if row.publication_day]
    for before, after in pairwise(dated):
        if after.publication_day < before.publication_day:
            problems.append(
                error(
                    f"{after.label}的出版日期（{after.publication_day}）早于前一期"
                    f"{before.label}（{before.publication_day}），请核对。",
                    place="issue",
                )
            )
    for row in dated:
        if row.publication_day.year != row.year:
            problems.append(
                warning(f"{row.label}的出版日期（{row.publication_day}）不在{row.year}年，请核对。", place="issue")
            )
    return problems


def problems_of_issue(row: Numbered, others: Iterable[Numbered], first_serial: int = 1) -> list[Problem]:
    """One issue beside the rest of its gazette: only what is wrong because of it."""
    others = list(others)
    before = {(one.gravity, one.text) for one in numbering_problems(others)}
    found = [
        one for one in numbering_problems([*others, row], offsets(others)) if (one.gravity, one.text) not in before
    ]
    if row.serial and row.serial < first_serial:
        found.append(
            error(f"总第{row.serial}期在本公报的起始总期号（{first_serial}）之前，请核对总期号。", place="issue")
        )
    earlier = {one.number for one in others if one.year == row.year}
    serials = {one.serial for one in others}
    if row.serial and row.serial > first_serial and row.serial - 1 not in serials:
        found.append(warning(f"前一期（总第{row.serial - 1}期）还没有收录，请核对总期号是否连续。", place="issue"))
    elif not row.serial and row.number > 1 and row.number - 1 not in earlier:
        found.append(warning(f"{row.year}年第{row.number - 1}期还没有收录，请核对期号是否连续。", place="issue"))
    return found
