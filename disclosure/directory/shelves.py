"""The shelves of all sites, in the memory of the process, brought up to date by the stamps.

The rows in the database are what holds. `stamps` say which pages, or which years as a whole, became another since a
shelf was read; only those are read anew. A process that begins takes what another has laid down (`snapshots`).
"""

import threading
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from django.db.models import Q

from disclosure.directory import snapshots, stamps
from disclosure.directory.shelf import COLUMNS, FACETS, Bits, Key, Shelf, key_of
from disclosure.models import DirectoryEntry

__all__ = ["FACETS", "Bits", "Key", "Shelf", "key_of", "shelves"]

Place = tuple[int, int]
# Pages of a year that are put in one by one; more of them are read as the whole year.
FEW = 8
# Reading so many rows is worth laying them down for other processes.
MANY = 5000

_shelves: dict[int, Shelf] = {}
# One reads, the other threads wait for it.
_lock = threading.Lock()


def shelves(sites: Collection[int] | None = None) -> dict[int, Shelf]:
    """{site: shelf}, of every site without `sites`; one query, and two more where something changed."""
    wanted = stamps.versions(sites)
    found = {site: shelf for site in wanted if (shelf := _shelves.get(site))}
    if any(site not in found or found[site].version != version for site, version in wanted.items()):
        with _lock:
            found = {site: shelf for site in wanted if (shelf := _shelves.get(site))}
            stale = [site for site, version in wanted.items() if site not in found or found[site].version != version]
            found |= refilled(stale)
    return {site: found[site] for site in wanted}


def refilled(sites: Collection[int]) -> dict[int, Shelf]:
    """Stamps are read before the rows: rows that come meanwhile make a shelf newer than it says; it is read again."""
    told = stamps.told(sites)
    whole, single = unseen(told)
    if whole and snapshots.adopt(_shelves, told):
        whole, single = unseen(told)
    rows, number = read(whole, {page for pages in single.values() for page in pages})
    found = {}
    for site in sites:
        found[site] = _shelves[site] = brought(site, told.get(site, {}), whole, single, rows)
    if number >= MANY:
        snapshots.keep(_shelves)
    return found


def unseen(told) -> tuple[set[Place], dict[Place, set[int]]]:
    """The places that have to be read as a whole, and the pages that became others in the rest."""
    whole, single = set(), {}
    for site, years in told.items():
        known = _shelves[site].years if site in _shelves else {}
        for year, tokens in years.items():
            pages = stamps.pages_since(known.get(year, frozenset()), tokens)
            if pages is None or len(pages) > FEW:
                whole.add((site, year))
            elif pages:
                single[site, year] = pages
    return whole, single


def brought(site: int, told, whole, single, rows) -> Shelf:
    """The shelf as the rows say."""
    years = {year: frozenset(tokens) for year, tokens in told.items()}
    shelf = _shelves.get(site) or Shelf()
    if all((site, year) in whole for year in years):
        return Shelf.of((row for year in years for row in rows[site, year]), years)
    for year in shelf.years.keys() - years.keys():
        shelf = shelf.with_year(year, Shelf())
    for year in years:
        if (site, year) in whole:
            shelf = shelf.with_year(year, Shelf.of(rows[site, year]))
    # All out before any is in: a page may have gone from one year to another.
    those = {year: single[site, year] for year in years if (site, year) in single}
    for page in set().union(*those.values()):
        shelf = shelf.without_page(page)
    for year, pages in those.items():
        for row in rows[site, year]:
            if row[0] in pages:
                shelf = shelf.with_row(row)
    return replace(shelf, years=years)


def read(whole: Collection[Place], pages: Collection[int]) -> tuple[dict[Place, list[tuple]], int]:
    """{place: rows} of these places and pages, and how many rows were read; one query."""
    found: dict[Place, list[tuple]] = defaultdict(list)
    if not whole and not pages:
        return found, 0
    rows, number = DirectoryEntry.objects.filter(listed=True).order_by(), 0
    sites, years = {site for site, _ in whole}, {year for _, year in whole}
    # A process that begins reads all there is: a condition that names everything would only cost.
    if len(sites) * len(years) < 400:
        rows = rows.filter(Q(pk__in=pages) | Q(site_number__in=sites, year__in=years) if whole else Q(pk__in=pages))
    for site, of_year, *rest in rows.values_list("site_number", "year", "page_number", "published_at", *COLUMNS):
        found[site, of_year].append(tuple(rest))
        number += 1
    return found, number
