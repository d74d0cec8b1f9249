"""The records of pages that the public may see, as they are stored now."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q

from cms_core.catalogue.kinds import content_models
from cms_core.models.entries import Entry
from cms_core.search.record import Record

BATCH = 200


def records_of(page_ids: Sequence[int]) -> list[Record]:
    """Those of the visible among them; one query, and one for each type of page among them."""
    entries = {
        entry.pk: entry
        for entry in Entry.objects.filter(pk__in=page_ids, visible=True).select_related("organisation").order_by()
    }
    bodies = {}
    for model in content_models():
        if ids := [pk for pk, entry in entries.items() if entry.kind == model.entry_kind]:
            bodies |= {page.pk: text_of(page) for page in model.objects.filter(pk__in=ids).order_by()}
    return [record_of(entry, bodies[pk]) for pk, entry in entries.items() if pk in bodies]


def record_of(entry: Entry, body: str) -> Record:
    issuer = entry.organisation.name if entry.organisation else ""
    return Record(
        page=entry.pk,
        title=entry.title,
        body=body,
        published=entry.published_at,
        number=entry.document_number,
        also=tuple(filter(None, (entry.index_number, issuer))),
        site=entry.site_home_id,
        portal=entry.portal_home_id,
        column=entry.column_id,
        column_type=entry.column_type,
        kind=entry.kind,
        organisation=entry.organisation_id or 0,
        theme=entry.theme,
        validity=entry.validity,
    )


def text_of(page) -> str:
    """Nothing that the page itself does not show to the public."""
    return page.plain_text() if getattr(page, "shows_body", True) else ""


def all_records() -> Iterator[Record]:
    """Of every visible page, oldest first, each batch as it is when it is asked for."""
    entries = Entry.objects.visible().order_by("published_at", "page")
    last = None
    while True:
        later = Q(published_at=last[0], page__gt=last[1]) | Q(published_at__gt=last[0]) if last else Q()
        rows = list(entries.filter(later).values_list("published_at", "page")[:BATCH])
        if not rows:
            return
        last = rows[-1]
        yield from sorted(records_of([page for _, page in rows]), key=lambda record: (record.published, record.page))


def gone_among(page_ids: Iterable[int], records: Iterable[Record]) -> list[int]:
    here = {record.page for record in records}
    return [page for page in page_ids if page not in here]
