"""What a document or article cites, who cites it, and what belongs to it: entries the public may see, as links.

Two queries at most, for the text's own citations and for those who refer to the page; read once for the page, its links
in the text and its structured data.
"""

from dataclasses import dataclass, field

from django.db.models import CharField, Count, OuterRef, Subquery, Value
from wagtail.models import Site

from cms_core.models.citations import Citation, CitationKind
from cms_core.models.entries import Entry, EntryKind
from cms_core.models.pages.article import ArticlePage
from cms_core.public.entries import entry_values, roots_of

READINGS = 10
SHOWN = 10
# What is read of one text; a list of documents is longer, and is its own text.
MOST = 300


@dataclass
class Links:
    """`cites`: groups (kind, label, links, rest); `cited_by`: links, total, more_url; `in_text`: spelling to address.

    `related`: heading and links, or None. A link is as lists show an entry; one that waits has no `url`.
    """

    related: dict | None = None
    cites: list[dict] = field(default_factory=list)
    cited_by: dict | None = None
    in_text: dict[str, str] = field(default_factory=dict)


def links_of(page, place) -> Links:
    """Kept on the page: the frame asks for its structured data before the page asks for what it shows."""
    if not page.pk:
        return Links()
    if getattr(page, "_links", None) is None:
        page._links = _read(page, place)
    return page._links


def _read(page, place) -> Links:
    links, here = Links(), place.site_portal.home_id
    rows = citations_in(page) if getattr(page, "has_cites", True) else []
    linked = {row.target_id: value for row in rows if (value := linked_value(row, here))}
    links.cites = grouped(rows, linked, without=getattr(page, "interprets_id", None))
    links.in_text = {row.spelling: linked[row.target_id]["url"] for row in rows if row.target_id in linked}
    found = referring(page) if page.entry_kind == EntryKind.DOCUMENT else []
    readings, citing = [one for one in found if one.is_reading], [one for one in found if not one.is_reading]
    if page.entry_kind == EntryKind.DOCUMENT:
        links.related = related("相关解读", values_of(readings, here))
    else:
        links.related = related("解读的文件", interpreted(page, here))
    if shown := values_of(citing, here):
        more = citing[0].total > len(citing)
        links.cited_by = {
            "links": shown,
            "total": max(citing[0].total, len(shown)),
            "more_url": f"/cited/{page.pk}/" if more else "",
        }
    return links


def related(heading: str, links: list[dict]) -> dict | None:
    """解读与文件相互关联 (standards 1.6, C2)."""
    return {"heading": heading, "links": links} if links else None


def with_host(rows, home: str):
    """Annotates where the host of a site home answers, so that links to other hosts cost no query of their own."""
    sites = Site.objects.filter(root_page=OuterRef(home))
    return rows.annotate(hostname=Subquery(sites.values("hostname")[:1]), port=Subquery(sites.values("port")[:1]))


def value_of(entry, here: int, host=None) -> dict | None:
    """As lists show it, for a reader of the host `here`; None where its host does not answer."""
    host = host or entry
    if entry.site_home_id == here:
        return entry_values(entry)
    return entry_values(entry, Site(hostname=host.hostname, port=host.port).root_url) if host.hostname else None


# What the text cites.


def citations_in(page) -> list[Citation]:
    rows = Citation.objects.filter(source=page.pk).select_related("target__entry").order_by("order")
    return list(with_host(rows, "target__entry__site_home")[:MOST])


def linked_value(row: Citation, here: int) -> dict | None:
    entry = getattr(row.target, "entry", None) if row.target_id else None
    return value_of(entry, here, row) if entry is not None and entry.visible else None


def grouped(rows, linked: dict[int, dict], without: int | None) -> list[dict]:
    """By kind in the order of the choices; each document once a kind. `without`: what is shown as its document."""
    groups: dict[str, dict] = {}
    for row in rows:
        if row.target_id and row.target_id == without:
            continue
        link = linked.get(row.target_id)
        key = row.target_id if link else (row.number_key, row.title_key)
        groups.setdefault(row.kind, {}).setdefault(key, link or {"url": "", "title": name_of(row)})
    return [group_of(kind, list(groups[kind].values())) for kind in CitationKind if kind in groups]


def group_of(kind: CitationKind, links: list[dict]) -> dict:
    return {"kind": kind.value, "label": kind.label, "links": links[:SHOWN], "rest": links[SHOWN:]}


def name_of(row: Citation) -> str:
    title = f"《{row.title}》" if row.title else ""
    return f"{title}（{row.document_number}）" if title and row.document_number else title or row.document_number


# Who refers to it.


def interpreted(page, here: int) -> list[dict]:
    """The document that an article explains: read with the article, but for the address of another host."""
    document = page.interprets if getattr(page, "interprets_id", None) else None
    entry = getattr(document, "entry", None)
    if entry is None or not entry.visible:
        return []
    roots = {} if entry.site_home_id == here else roots_of([entry])
    if entry.site_home_id != here and not roots:
        return []
    return [entry_values(entry, roots.get(entry.site_home_id, ""))]


def referring(page) -> list[Entry]:
    """Readings of a document, and the newest that cite it with their `total`; one query, newest first."""
    parts = []
    readings = ArticlePage.objects.filter(interprets=page.pk, live=True).values("pk")
    visible = Entry.objects.visible()
    if getattr(page, "has_readings", True):
        newest = visible.filter(pk__in=readings).newest().values("pk")[:READINGS]
        parts.append(
            Entry.objects.filter(pk__in=newest).annotate(
                is_reading=Value(True), as_kind=Value("", CharField()), total=Value(0)
            )
        )
    if getattr(page, "has_cited_by", True):
        rows = Citation.objects.filter(target=page.pk)
        citing = visible.filter(pk__in=rows.values("source")).exclude(pk__in=readings)
        number = citing.order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk")).values("number")
        newest = citing.newest().values("pk")[:SHOWN]
        parts.append(
            Entry.objects.filter(pk__in=newest).annotate(
                is_reading=Value(False), as_kind=kind_of(rows), total=Subquery(number)
            )
        )
    # Each limited inside, since SQLite unites no limited queries.
    parts = [with_host(part.order_by(), "site_home") for part in parts]
    found = parts[0].union(*parts[1:], all=True) if parts else []
    return sorted(found, key=lambda entry: (entry.published_at, entry.pk), reverse=True)


def kind_of(rows) -> Subquery:
    """How the text first refers to it."""
    return Subquery(rows.filter(source=OuterRef("pk")).order_by("order").values("kind")[:1], output_field=CharField())


def citing(page):
    """All entries whose texts cite `page`, newest first, with `as_kind` and their host."""
    rows = Citation.objects.filter(target=page.pk)
    found = Entry.objects.visible().filter(pk__in=rows.values("source")).newest()
    return with_host(found.annotate(as_kind=kind_of(rows)), "site_home")


def values_of(entries, here: int) -> list[dict]:
    """As lists show them, `as` saying how they refer to the page."""
    return [
        {**value, "as": CitationKind(entry.as_kind).label if entry.as_kind else ""}
        for entry in entries
        if (value := value_of(entry, here))
    ]
