"""Pages as a source of what is searched: their catalogue entries and their texts."""

from collections.abc import Iterator, Sequence

from django.db.models import Q

from cms_core.catalogue.kinds import content_models
from cms_core.models.entries import Entry, EntryKind
from cms_core.public.entries import entry_values, roots_of
from cms_core.search.record import Record

BATCH = 200


class Pages:
    number = 0
    kinds = dict(EntryKind.choices)

    def records_of(self, pks: Sequence[int]) -> list[Record]:
        """One query, and one for each type of page among them."""
        entries = {entry.pk: entry for entry in visible(pks).select_related("organisation")}
        bodies = {}
        for model in content_models():
            if ids := [pk for pk, entry in entries.items() if entry.kind == model.entry_kind]:
                bodies |= {page.pk: text_of(page) for page in model.objects.filter(pk__in=ids).order_by()}
        return [record_of(entry, bodies[pk]) for pk, entry in entries.items() if pk in bodies]

    def all_records(self) -> Iterator[Record]:
        """A batch at a time, each as it is when it is asked for."""
        entries = Entry.objects.visible().order_by("published_at", "page")
        last = None
        while True:
            later = Q(published_at=last[0], page__gt=last[1]) | Q(published_at__gt=last[0]) if last else Q()
            # The first condition is what the index can use.
            later &= Q(published_at__gte=last[0]) if last else Q()
            rows = list(entries.filter(later).values_list("published_at", "page")[:BATCH])
            if not rows:
                return
            last = rows[-1]
            found = self.records_of([page for _, page in rows])
            yield from sorted(found, key=lambda record: (record.published, record.page))

    def visible_among(self, pks: Sequence[int]) -> set[int]:
        return set(visible(pks).values_list("pk", flat=True))

    def results_of(self, pks: Sequence[int]) -> dict[int, dict]:
        """Two queries."""
        entries = list(visible(pks).select_related("organisation", "portal_home"))
        roots = roots_of(entries)
        return {entry.pk: result_of(entry, roots.get(entry.site_home_id, "")) for entry in entries}


def visible(pks):
    return Entry.objects.visible().filter(pk__in=pks).order_by()


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


def result_of(entry: Entry, root: str) -> dict:
    return {
        **entry_values(entry, root),
        "kind_label": EntryKind(entry.kind).label,
        "issuer": entry.organisation.name if entry.organisation else "",
        "portal_home": entry.portal_home_id,
        "portal_name": entry.portal_home.title,
        "updated_at": entry.updated_at,
    }
