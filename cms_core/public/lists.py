"""A column's list as a page shows it: entries, years with counts, links to the other pages."""

from urllib.parse import urlencode

from cms_core.catalogue.listing import Listing
from cms_core.catalogue.years import parse_year
from cms_core.public.entries import entry_values


def listed(request, columns, url: str, size: int) -> dict:
    """Two queries however long the list is. An unknown cursor or year is answered with the whole list's first page."""
    listing = Listing(columns, request.GET.get("cursor", ""), size, parse_year(request.GET.get("year", "")))
    if listing.year is not None and listing.year not in listing.years:
        listing = Listing(columns, "", size)
    return {
        "entries": [entry_values(entry) for entry in listing.entries],
        "year": listing.year,
        "years": years(listing, url),
        "pagination": pagination(listing, url),
        "total": listing.total,
    }


def years(listing: Listing, url: str) -> list[dict]:
    """Choices of the year filter with their counts; none when everything is of one year."""
    if len(listing.years) < 2:
        return []
    whole = {"title": "全部", "url": url, "count": sum(listing.years.values()), "active": listing.year is None}
    return [whole] + [
        {"title": f"{year}年", "url": f"{url}?year={year}", "count": count, "active": year == listing.year}
        for year, count in listing.years.items()
    ]


def pagination(listing: Listing, url: str) -> dict:
    def link(cursor):
        if cursor is None:
            return None
        query = {"year": listing.year or "", "cursor": cursor}
        query = urlencode({name: value for name, value in query.items() if value})
        return f"{url}?{query}" if query else url

    return {
        "first_url": link(listing.first),
        "previous_url": link(listing.previous),
        "next_url": link(listing.next),
        "last_url": link(listing.last),
        "total": listing.total,
        "page_number": listing.page_number,
        "page_count": listing.page_count,
    }
