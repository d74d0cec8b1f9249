"""Which issues an archive lacks, exactly: 缺第3、5—8期（总第1070、1072—1075期）. Pure, linear in the issues."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from gazette.checks.numbering import Numbered, offsets


@dataclass(frozen=True)
class Missing:
    """What one year lacks; `serials` are the same issues, empty where the year carries none."""

    year: int
    numbers: list[int]
    serials: list[int] = field(default_factory=list)

    def __str__(self):
        serials = f"（总第{spans(self.serials)}期）" if self.serials else ""
        return f"缺第{spans(self.numbers)}期{serials}"


@dataclass(frozen=True)
class Gaps:
    """`unplaced`: serials that no year can be told for, since the years around them are missing as a whole."""

    years: list[Missing]
    unplaced: list[int]

    def __bool__(self):
        return bool(self.years or self.unplaced)

    @property
    def count(self) -> int:
        return sum(len(one.numbers) for one in self.years) + len(self.unplaced)

    def of_year(self, year) -> Missing | None:
        return next((one for one in self.years if one.year == year), None)

    def sentences(self) -> list[str]:
        found = [f"{one.year}年{one}" for one in self.years]
        return [*found, f"缺总第{spans(self.unplaced)}期（年份不详）"] if self.unplaced else found


def gaps(rows: Iterable[Numbered], first_serial: int = 1) -> Gaps:
    """`first_serial`: what came before is not held here, and not missing, unless back issues reach further back."""
    rows = list(rows)
    known = offsets(rows)
    numbers, serials = defaultdict(set), {row.serial for row in rows if row.serial}
    first_serial = min([first_serial, *serials])
    for row in rows:
        numbers[row.year].add(row.number)
    years, placed = [], set()
    for year in sorted(numbers):
        offset = known.get(year)
        first, last = 1, max(numbers[year])
        if offset is not None:
            first = max(1, first_serial - offset)
            # The next year's first issue says how many this one had.
            last = max(last, known.get(year + 1, 0) - offset)
        lacking = [number for number in range(first, last + 1) if number not in numbers[year]]
        if offset is not None:
            lacking = [number for number in lacking if number + offset not in serials]
            placed.update(number + offset for number in lacking)
        if lacking:
            years.append(Missing(year, lacking, [number + offset for number in lacking] if offset is not None else []))
    everything = range(first_serial, max(serials, default=0) + 1)
    return Gaps(years, [serial for serial in everything if serial not in serials and serial not in placed])


def spans(numbers: Iterable[int]) -> str:
    """3、5—8."""
    found = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return "、".join(str(first) if first == last else f"{first}—{last}" for first, last in found)
