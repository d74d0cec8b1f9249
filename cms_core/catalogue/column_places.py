"""Keeps the table of which columns belong to which host in line with the page tree (`columns` reads it)."""

from collections.abc import Iterable

from cms_core.catalogue.kinds import is_content
from cms_core.catalogue.places import Places
from cms_core.models.entries import ColumnPlace

# Rows a statement: SQLite takes 32,766 parameters.
BATCH = 5000


def write_column_places(pages: Iterable) -> None:
    """For pages that were written in bulk; content among them is passed over."""
    paths = [page.path for page in pages if not is_content(page)]
    for start in range(0, len(paths), BATCH):
        part = paths[start : start + BATCH]
        settle(wanted_columns(Places.of(part), set(part)))


def wanted_columns(places: Places, paths: Iterable[str]) -> dict[int, int | None]:
    """The site home of each page at these paths, by page id; None for a site home itself and outside every portal."""
    found = {}
    for path in paths:
        place = places.column(path)
        page_id = places.steps[path].page_id
        found[page_id] = place.site_home_id if place and place.site_home_id != page_id else None
    return found


def differences(wanted: dict[int, int | None]) -> dict[int, int | None]:
    """The part of `wanted` that is not stored so."""
    rows = ColumnPlace.objects.filter(page__in=wanted).values_list("page", "site_home")
    stored = dict(rows)
    return {page: home for page, home in wanted.items() if stored.get(page) != home}


def settle(wanted: dict[int, int | None]) -> None:
    changed = differences(wanted)
    gone = [page for page, home in changed.items() if home is None]
    if gone:
        ColumnPlace.objects.filter(page__in=gone).delete()
    ColumnPlace.objects.bulk_create(
        [ColumnPlace(page_id=page, site_home_id=home) for page, home in changed.items() if home is not None],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["site_home"],
    )
