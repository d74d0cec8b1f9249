"""What the page of an article or document shows besides its body: facts, neighbours, what became of a document."""

from django.utils import timezone

from cms_core.catalogue.querysets import newer, older
from cms_core.catalogue.union import ANY_COLUMN, Union
from cms_core.models.entries import Entry
from cms_core.models.validity import Validity
from cms_core.public.citations import links_of
from cms_core.public.meta import published, source_of
from cms_core.public.navigation import sidebar

LAPSED = {Validity.REPEALED, Validity.EXPIRED}
EXPLANATIONS = {
    Validity.AMENDED: "本文件已被修改，请以修改后的文本为准。",
    Validity.REPEALED: "本文件已被废止，不再执行，仅供查阅。",
    Validity.EXPIRED: "本文件已失效，不再执行，仅供查阅。",
}


def content_context(page, place) -> dict:
    previous, following = neighbours(page, place)
    links = links_of(page, place)
    return {
        "published": published(page),
        "published_at": page.published_at or page.first_published_at or timezone.now(),
        "source": source_of(page, place.portal),
        "author": page.author,
        "newer": previous,
        "older": following,
        "related": links.related,
        "cites": links.cites,
        "cited_by": links.cited_by,
        "citation_links": links.in_text,
        **sidebar(place),
    }


def related(page, place):
    """解读与文件相互关联 (standards 1.6, C2): a document's readings, a reading's document; None without any."""
    return links_of(page, place).related


def neighbours(page, place):
    """The next newer and the next older entry of the column, as `title`, `url` or None; one query."""
    moment = page.published_at
    if place.node is None or moment is None or not page.pk:
        return None, None
    beside = Entry.objects.visible().filter(column=ANY_COLUMN)
    newer_ones = beside.filter(newer(moment, page.pk)).order_by("published_at", "page")
    older_ones = beside.filter(older(moment, page.pk)).newest()
    union = Union()
    union.add(newer_ones[:1], [place.node.id])
    union.add(older_ones[:1], [place.node.id])
    found = {(entry.published_at, entry.pk) > (moment, page.pk): shown(entry) for entry in union.read()}
    return found.get(True), found.get(False)


def shown(entry):
    return {"title": entry.title, "url": f"/{entry.address}"}


def document_context(page, place, today=None) -> dict:
    return {
        "header_rows": page.header_rows(),
        "validity": validity_notice(page, place),
        "effective_note": effective_note(page, today or timezone.localdate()),
    }


def validity_notice(page, place):
    """The banner of a document that is no longer what it was; None while it is in force (standards 1.3, U5)."""
    text = EXPLANATIONS.get(page.validity)
    if not text:
        return None
    # Only what the public may see is named: a live page can be private, or below a column that is closed.
    entry = getattr(page.changed_by, "entry", None)
    changed_by = page.changed_by if entry and entry.visible else None
    return {
        "kind": page.validity,
        "label": Validity(page.validity).label,
        "text": text,
        "date": page.date_repealed,
        "date_label": {Validity.REPEALED: "废止日期", Validity.EXPIRED: "失效日期"}.get(page.validity, "修改日期"),
        "basis": page.validity_basis,
        "by_title": changed_by.title if changed_by else "",
        "by_url": address_on(place, changed_by) if changed_by else "",
    }


def address_on(place, page) -> str:
    """The address of `page` for a reader of this host: a path where it stands here too."""
    if page.path.startswith(place.site_portal.home.path):
        return f"/{page.address}"
    return page.full_url or ""


def effective_note(page, today) -> str:
    """施行日期 for the reader: a document not in force yet says so; one no longer in force says nothing of it."""
    when = page.date_effective
    if not when or page.validity in LAPSED:
        return ""
    day = f"{when.year}年{when.month}月{when.day}日"
    return f"本文件尚未施行，自{day}起施行。" if when > today else f"本文件自{day}起施行。"
