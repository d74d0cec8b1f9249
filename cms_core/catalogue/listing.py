"""A list of entries, page by page, by key: page 2,000 of 50,000 entries costs what page 1 of 50 does.

Two queries: the entries, and the counters of all columns in it.
"""

from collections import Counter
from collections.abc import Iterable
from operator import attrgetter

from django.db.models import Q

from cms_core.catalogue.counters import counts_by_key
from cms_core.catalogue.cursor import LAST, Cursor
from cms_core.catalogue.querysets import newer, older
from cms_core.catalogue.union import ANY_COLUMN, Union
from cms_core.catalogue.years import MAX_YEAR, MIN_YEAR
from cms_core.models.entries import Entry


class Listing:
    """One page of what `columns` publish, newest first; `year` narrows it to one year.

    The order of a single column begins with its pinned entries, so they head its first page and no other; a merged
    list and a year are in order of time alone. A cursor that is none, and one whose entries have all gone, is answered
    with the first or last page: never an error.
    """

    def __init__(self, columns: Iterable[int], cursor: str = "", size: int = 20, year: int | None = None):
        columns = sorted(set(columns))
        counts = counts_by_key(columns)
        by_year = Counter()
        for (_, of_year), count in counts.items():
            by_year[of_year] += count
        # How many entries there are of each year, newest year first, whatever year is shown.
        self.years: dict[int, int] = dict(sorted(by_year.items(), reverse=True))
        self.size = size
        self.year = year if year is None or MIN_YEAR <= year <= MAX_YEAR else None
        self.pinned_first = len(columns) == 1 and self.year is None
        self.columns = sorted({column for column, of_year in counts if self.year in (None, of_year)})
        self.entries, self.ahead, self._more = self._read(cursor)

    # What the reader is shown.

    @property
    def total(self) -> int:
        return sum(self.years.values()) if self.year is None else self.years.get(self.year, 0)

    @property
    def page_count(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def page_number(self) -> int:
        """Exact unless entries have come or gone since the reader's first page."""
        return min(-(-self.ahead // self.size) + 1, self.page_count)

    # Cursors of the other pages, for `?cursor=`; None where there is no such page, "" for the first.

    @property
    def first(self) -> str | None:
        return "" if self.previous is not None else None

    @property
    def previous(self) -> str | None:
        if not self.ahead or not self.entries:
            return None
        ahead = self.ahead - self.size
        return str(Cursor.at(self.entries[0], before=True, ahead=ahead)) if ahead > 0 else ""

    @property
    def next(self) -> str | None:
        if not self._more:
            return None
        return str(Cursor.at(self.entries[-1], before=False, ahead=self.ahead + len(self.entries)))

    @property
    def last(self) -> str | None:
        return LAST if self._more else None

    # How it is read.

    def _read(self, text: str) -> tuple[list[Entry], int, bool]:
        """The entries, how many stand ahead of them, and whether more follow."""
        if text == LAST:
            return self._read_last()
        cursor = Cursor.parse(text)
        if cursor is None:
            return self._read_first()
        return self._read_before(cursor) if cursor.before else self._read_after(cursor)

    def _read_first(self):
        entries = self._fetch(self._visible(), self.size + 1, pinned_first=self.pinned_first)
        return entries[: self.size], 0, len(entries) > self.size

    def _read_last(self):
        number = self.total % self.size or self.size
        entries = self._fetch(self._visible(), number, pinned_first=self.pinned_first, backwards=True)
        return entries, max(self.total - len(entries), 0), False

    def _read_after(self, key: Cursor):
        entries = self._visible()
        if self.pinned_first and key.pinned:
            entries = entries.filter(Q(pinned=False) | older(key.published_at, key.page_id))
        else:
            entries = entries.filter(older(key.published_at, key.page_id))
            # Filtered and not sorted by: so it is read from the index by time, however far down the key is.
            entries = entries.filter(pinned=False) if self.pinned_first else entries
        found = self._fetch(entries, self.size + 1, pinned_first=self.pinned_first and key.pinned)
        if not found:
            return self._read_last()
        return found[: self.size], max(key.ahead, 1), len(found) > self.size

    def _read_before(self, key: Cursor):
        entries = self._visible().filter(newer(key.published_at, key.page_id))
        if self.pinned_first:
            entries = entries.filter(pinned=key.pinned)
        found = self._fetch(entries, self.size + 1, backwards=True)
        if len(found) <= self.size:
            # The first page is always a full one, whatever has come or gone since.
            return self._read_first()
        return found[1:], max(key.ahead, 1), True

    def _visible(self):
        """One column's entries, the column left open."""
        entries = Entry.objects.visible().filter(column=ANY_COLUMN)
        return entries if self.year is None else entries.of_year(self.year)

    def _fetch(self, entries, number: int, *, pinned_first: bool = False, backwards: bool = False) -> list[Entry]:
        """The first (or last, `backwards`) `number` in the order that readers see."""
        names = ["pinned", "published_at", "page_id"] if pinned_first else ["published_at", "page_id"]
        sign, direction = ("", "ASC") if backwards else ("-", "DESC")
        tail = f"ORDER BY {', '.join(f'{name} {direction}' for name in names)} LIMIT {number}"
        union = Union()
        union.add(entries.order_by(*(sign + name for name in names))[:number], self.columns, tail)
        found = sorted(union.read(), key=attrgetter(*names), reverse=not backwards)[:number]
        return found[::-1] if backwards else found
