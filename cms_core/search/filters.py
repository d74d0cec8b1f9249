"""What a search is narrowed to, in any backend."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Filters:
    """All that are given must hold; `columns` is a column with all below it; `since` and `until` are included."""

    site: int | None = None
    portal: int | None = None
    columns: tuple[int, ...] = ()
    column_type: str = ""
    kind: str = ""
    organisation: int | None = None
    theme: str = ""
    validity: str = ""
    year: int | None = None
    since: date | None = None
    until: date | None = None


ANY = Filters()


def days(filters: Filters) -> tuple[int | None, int | None]:
    """The range of days that year, `since` and `until` leave, as ordinals."""
    first = filters.since.toordinal() if filters.since else None
    last = filters.until.toordinal() if filters.until else None
    if filters.year and 1 <= filters.year <= 9999:
        first = max(first or 0, date(filters.year, 1, 1).toordinal())
        last = min(last or date.max.toordinal(), date(filters.year, 12, 31).toordinal())
    return first, last
