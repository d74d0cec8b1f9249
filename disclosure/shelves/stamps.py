"""Versions of what a site lists of a year: written with the rows, compared by whoever keeps counts of them."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Sum

TOKENS = 2**40
# Instead of a page: the year as a whole.
WHOLE = 0
# Rows of one change that are named page by page.
NAMED = 20
Place = tuple[int, int]


class Stamps:
    """Of a list; `model` is the table that holds them (`disclosure.models.stamps.Stamp`)."""

    def __init__(self, model: str):
        self.name = model

    @property
    def model(self):
        from django.apps import apps

        return apps.get_model("disclosure", self.name)

    def stamp_pages(self, pages: dict[Place, set[int]]) -> None:
        """{(site, year): pages that became others there}: few are named, of many the places alone."""
        if sum(map(len, pages.values())) > NAMED:
            self.stamp_places(pages)
        else:
            self.add((*place, page) for place, those in sorted(pages.items()) for page in sorted(those))

    def stamp_places(self, places: Collection[Place]) -> None:
        self.add((site, year, WHOLE) for site, year in sorted(places))

    def add(self, rows: Iterable[tuple[int, int, int]]) -> None:
        self.model.objects.bulk_create(
            self.model(site_number=site, year=year, page=page, token=1 + secrets.randbelow(TOKENS))
            for site, year, page in rows
        )

    def versions(self, sites: Collection[int] | None = None) -> dict[int, int]:
        """{site: version}; of all without `sites`. One query."""
        rows = self.model.objects.all() if sites is None else self.model.objects.filter(site_number__in=sites)
        rows = rows.values_list("site_number").annotate(Sum("token")).order_by()
        return {site: int(version) for site, version in rows}

    def told(self, sites: Collection[int]) -> dict[int, dict[int, dict[int, int]]]:
        """{site: {year: {token: page}}}. One query."""
        found: dict[int, dict[int, dict[int, int]]] = {site: defaultdict(dict) for site in sites}
        rows = self.model.objects.filter(site_number__in=sites).order_by()
        for site, year, token, page in rows.values_list("site_number", "year", "token", "page"):
            found[site][year][token] = page
        return found

    @transaction.atomic
    def compact(self) -> int:
        """Replace the stamps of each place by their sum; how many went. What is added meanwhile stays.

        The rows are held, so that of two at once only one adds its sums.
        """
        found = defaultdict(list)
        rows = self.model.objects.order_by("pk").select_for_update()
        rows = rows.values_list("pk", "site_number", "year", "token")
        for pk, site, year, token in rows:
            found[site, year].append((pk, token))
        several = {place: rows for place, rows in found.items() if len(rows) > 1}
        gone = [pk for rows in several.values() for pk, _ in rows]
        for start in range(0, len(gone), 5000):
            self.model.objects.filter(pk__in=gone[start : start + 5000]).delete()
        self.model.objects.bulk_create(
            self.model(site_number=site, year=year, token=sum(token for _, token in rows))
            for (site, year), rows in several.items()
        )
        return len(gone)


def pages_since(known: frozenset[int], tokens: dict[int, int]) -> set[int] | None:
    """The pages of the tokens that are not known yet; None where the whole year has to be read."""
    if (kept := sum(known)) in tokens:
        # What was known is one stamp now (`compact`).
        known = frozenset([kept])
    if not known <= tokens.keys():
        return None
    pages = {page for token, page in tokens.items() if token not in known}
    return None if WHOLE in pages else pages
