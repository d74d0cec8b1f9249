"""Lists say what belongs together: the document beside its reading, and of a document that it has readings."""

from django.db.models import F, OuterRef, Subquery
from wagtail.models import Site

from cms_core.models.entries import EntryKind
from cms_core.models.pages.article import ArticlePage
from cms_core.readings.write import COLUMN_TYPE


def add_readings(entries: list[dict], column_type: str, place) -> None:
    """In a column of readings each entry gets its document, elsewhere each document its newest reading; one query.

    `interprets` and `reading` are links (title, url) or missing; only what the public may see.
    """
    if column_type == COLUMN_TYPE:
        _add(entries, "interprets", EntryKind.ARTICLE, "pk", "interprets__entry", place)
    else:
        _add(entries, "reading", EntryKind.DOCUMENT, "interprets", "entry", place)


def _add(entries, name: str, kind: str, end: str, other: str, place) -> None:
    """`end`: the field of the article that names the listed page; `other`: the way to the entry to be shown."""
    wanted = {entry["id"] for entry in entries if entry["kind"] == kind}
    if not wanted:
        return
    hosts = Site.objects.filter(root_page=OuterRef(f"{other}__site_home"))
    rows = (
        ArticlePage.objects.filter(live=True, **{f"{end}__in": wanted, f"{other}__visible": True})
        .annotate(
            listed=F(end), hostname=Subquery(hosts.values("hostname")[:1]), port=Subquery(hosts.values("port")[:1])
        )
        .order_by(f"-{other}__published_at", "-pk")
        .values("listed", "hostname", "port", *(f"{other}__{field}" for field in ("title", "address", "site_home")))
    )
    found = {}
    for row in rows:
        if url := _address(row, other, place):
            found.setdefault(row["listed"], {"title": row[f"{other}__title"], "url": url})
    for entry in entries:
        if entry["id"] in found:
            entry[name] = found[entry["id"]]


def _address(row, other: str, place) -> str:
    """For a reader of this host; "" where the other host is not there."""
    address = row[f"{other}__address"]
    if row[f"{other}__site_home"] == place.site_portal.home_id:
        return f"/{address}"
    return f"{Site(hostname=row['hostname'], port=row['port']).root_url}/{address}" if row["hostname"] else ""
