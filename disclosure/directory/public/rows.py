"""Rows of the directory as lists show them."""

from urllib.parse import urlencode

from cms_core.models import Organisation
from cms_core.models.validity import Validity
from cms_core.public.entries import NO_LONGER
from disclosure.directory.items import items, numbers_in
from disclosure.directory.questions import Question
from disclosure.directory.scopes import WHOLE
from disclosure.models import DirectoryEntry
from sites.models import Portal


def card_path(page: int) -> str:
    return f"/disclosure/directory/{page}.html"


def download_path(page: int) -> str:
    return f"/disclosure/directory/{page}/download.html"


def names_of(rows) -> dict[int, str]:
    """Of the bodies; one query."""
    bodies = {row.organisation_number for row in rows if not row.issuer_text}
    return dict(Organisation.objects.filter(pk__in=bodies).order_by().values_list("pk", "name")) if bodies else {}


def roots_of(rows, portal) -> dict[int, str]:
    """The hosts of rows of other portals, by home page; one query where there are any."""
    homes = {row.site_number for row in rows} - {portal.home_id}
    if not homes:
        return {}
    return {one.home_id: one.base_url for one in Portal.objects.filter(home__in=homes).select_related("site")}


def card_url(row: DirectoryEntry, roots: dict[int, str], question: Question | None) -> str:
    """A list with a question shows the cards of all its rows itself, in its own frame, with a way back to it."""
    if question is None:
        return f"{roots.get(row.site_number, '')}{card_path(row.pk)}"
    scope, query = question.scope, question.parameters(cursor=question.cursor)
    if not query and row.portal_number != scope.portal.home_id:
        query = {"scope": WHOLE}
    return f"{card_path(row.pk)}?{urlencode(query)}" if query else card_path(row.pk)


def row_values(rows, portal, names: dict[int, str] | None = None, question: Question | None = None) -> list[dict]:
    """`names` of the bodies, where they are known; `question` is that of the list. Two queries at most."""
    names, roots = names_of(rows) if names is None else names, roots_of(rows, portal)
    return [
        {
            "title": row.title,
            "url": f"{roots.get(row.site_number, '')}/{row.address}",
            "card_url": card_url(row, roots, question),
            "download_url": f"{roots.get(row.site_number, '')}{download_path(row.pk)}",
            "index_number": row.index_number,
            "document_number": row.document_number,
            "issuer": row.issuer_text or names.get(row.organisation_number, ""),
            "published_at": row.published_at,
            "date_written": row.date_written,
            "items": [items()[number].short for number in numbers_in(row.items)],
            "theme": row.theme,
            "genre": row.genre,
            "validity": row.validity if row.validity in NO_LONGER else "",
            "validity_label": Validity(row.validity).label if row.validity in NO_LONGER else "",
            "validity_day": row.date_repealed if row.validity in NO_LONGER else None,
        }
        for row in rows
    ]


def rows_of_entries(entries: list[dict], portal) -> list[dict]:
    """Entries of a column's list as rows of the directory; what is not in it has no card. Three queries at most."""
    found = DirectoryEntry.objects.filter(pk__in=[entry["id"] for entry in entries], listed=True).order_by()
    found = list(found)
    rows = dict(zip((row.pk for row in found), row_values(found, portal), strict=True))
    return [{**entry, **rows.get(entry["id"], {}), "url": entry["url"]} for entry in entries]
