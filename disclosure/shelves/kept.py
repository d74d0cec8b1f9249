"""The shelves of a list, in the memory of the process, brought up to date by the stamps.

Stamps say which pages, or which years as a whole, became another since a shelf was read; only those are read anew. A
process that begins takes what another has laid down (`snapshots`).
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from disclosure.shelves.shelf import Row, Shelf
from disclosure.shelves.snapshots import Snapshot
from disclosure.shelves.stamps import Place, Stamps, pages_since

# Pages of a year that are put in one by one; more of them are read as the whole year.
FEW = 8
# Reading so many rows is worth laying them down for other processes.
MANY = 5000
Read = Callable[[Collection[Place], Collection[tuple[int, int]]], Iterable[tuple[int, int, Row]]]


class Kept:
    """`read(places, pages)` gives (site, year, row) of all that stands in these places and of these (site, page)."""

    def __init__(self, stamps: Stamps, snapshot: Snapshot, read: Read):
        self.stamps, self.snapshot, self.read = stamps, snapshot, read
        self.known: dict[int, Shelf] = {}
        # One reads, the other threads wait for it.
        self.lock = threading.Lock()

    def shelves(self, sites: Collection[int] | None = None) -> dict[int, Shelf]:
        """{site: shelf}, of every site without `sites`; one query, and two more where something changed."""
        wanted = self.stamps.versions(sites)
        found = self.fresh(wanted)
        if len(found) < len(wanted):
            with self.lock:
                found = self.fresh(wanted)
                found |= self.refilled([site for site in wanted if site not in found])
        return {site: found[site] for site in wanted}

    def fresh(self, wanted: dict[int, int]) -> dict[int, Shelf]:
        known = {site: self.known.get(site) for site in wanted}
        return {site: shelf for site, shelf in known.items() if shelf and shelf.version == wanted[site]}

    def refilled(self, sites: Collection[int]) -> dict[int, Shelf]:
        """Stamps are read first: rows that come meanwhile make a shelf newer than it says, and it is read again."""
        told = self.stamps.told(sites)
        whole, single = self.unseen(told)
        if whole and self.snapshot.adopt(self.known, told):
            whole, single = self.unseen(told)
        rows, number = defaultdict(list), 0
        if whole or single:
            for site, year, row in self.read(
                whole, {(site, page) for (site, _), own in single.items() for page in own}
            ):
                rows[site, year].append(row)
                number += 1
        found = {}
        for site in sites:
            found[site] = self.known[site] = self.brought(site, told.get(site, {}), whole, single, rows)
        if number >= MANY:
            self.snapshot.keep(self.known)
        return found

    def unseen(self, told) -> tuple[set[Place], dict[Place, set[int]]]:
        """The places that have to be read as a whole, and the pages that became others in the rest."""
        whole, single = set(), {}
        for site, years in told.items():
            known = self.known[site].years if site in self.known else {}
            for year, tokens in years.items():
                pages = pages_since(known.get(year, frozenset()), tokens)
                if pages is None or len(pages) > FEW:
                    whole.add((site, year))
                elif pages:
                    single[site, year] = pages
        return whole, single

    def brought(self, site: int, told, whole, single, rows) -> Shelf:
        """The shelf as the rows say."""
        years = {year: frozenset(tokens) for year, tokens in told.items()}
        shelf = self.known.get(site) or Shelf()
        if all((site, year) in whole for year in years):
            return Shelf.of((row for year in years for row in rows[site, year]), years)
        for year in shelf.years.keys() - years.keys():
            shelf = shelf.with_year(year, Shelf())
        # All out before any is in: a page may have gone from one year to another, even to one that is read as a whole.
        those = {year: single[site, year] for year in years if (site, year) in single}
        for page in set().union(*those.values()):
            # More than once where it went there between the reading of the stamps and that of the rows.
            while (rest := shelf.without_page(page)) is not shelf:
                shelf = rest
        for year in years:
            if (site, year) in whole:
                shelf = shelf.with_year(year, Shelf.of(rows[site, year]))
        for year, pages in those.items():
            for row in rows[site, year]:
                if row.page in pages:
                    shelf = shelf.with_row(row)
        return replace(shelf, years=years)
