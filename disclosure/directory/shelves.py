"""The shelves of the directory: a site's entries, read from its rows."""

from collections.abc import Collection, Iterator

from django.db.models import Q

from disclosure.directory.shelf import COLUMNS, row_of
from disclosure.directory.stamps import STAMPS
from disclosure.models import DirectoryEntry
from disclosure.shelves.kept import Kept
from disclosure.shelves.shelf import Row
from disclosure.shelves.snapshots import Snapshot
from disclosure.shelves.stamps import Place


def read(whole: Collection[Place], single: Collection[tuple[int, int]]) -> Iterator[tuple[int, int, Row]]:
    """One query."""
    rows = DirectoryEntry.objects.filter(listed=True).order_by()
    sites, years, pages = {site for site, _ in whole}, {year for _, year in whole}, {page for _, page in single}
    # A process that begins reads all there is: a condition that names everything would only cost.
    if len(sites) * len(years) < 400:
        rows = rows.filter(Q(pk__in=pages) | Q(site_number__in=sites, year__in=years) if whole else Q(pk__in=pages))
    for site, year, *rest in rows.values_list("site_number", "year", "page_number", "published_at", *COLUMNS):
        yield site, year, row_of(*rest)


KEPT = Kept(STAMPS, Snapshot("directory", "信息公开目录"), read)
shelves = KEPT.shelves
