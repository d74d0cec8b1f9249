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
