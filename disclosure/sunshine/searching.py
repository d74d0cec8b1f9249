"""Records of the Sunshine Project as a source of what is searched: those that are public, as the public reads them."""

from collections.abc import Iterator, Sequence

from cms_core.search.record import Record
from cms_core.search.sources import number_of
from disclosure.models import RecordState, SunshineRecord
from disclosure.sunshine.domains import domains
from disclosure.sunshine.following import NUMBER
from disclosure.sunshine.openness import OpenSunshine, openness_of
from disclosure.sunshine.wording import line_of, texts_of

KIND = "sunshine_record"
BATCH = 200
MOST_TEXT = 10_000
MOST_FACTS = 3


class Records:
    number = NUMBER
    kinds = {KIND: "阳光工程数据"}

    def records_of(self, pks: Sequence[int]) -> list[Record]:
        """Four queries."""
        return [record_of(record, portal) for record, portal in shown_among(pks)]

    def all_records(self) -> Iterator[Record]:
        """By the moment of publication; a batch at a time."""
        published = SunshineRecord.objects.filter(state=RecordState.PUBLISHED)
        keys = list(published.order_by("published_at", "pk").values_list("pk", flat=True))
        portals = openness_of()
        for start in range(0, len(keys), BATCH):
            found = [record_of(*one) for one in in_the_open(rows_of(keys[start : start + BATCH]), portals)]
            yield from sorted(found, key=lambda record: (record.published, record.page))

    def visible_among(self, pks: Sequence[int]) -> set[int]:
        """Four queries for any number."""
        rows = SunshineRecord.objects.filter(pk__in=pks, state=RecordState.PUBLISHED).order_by()
        rows = list(rows.values_list("pk", "portal", "domain"))
        portals = openness_of(pk__in={portal for _, portal, _ in rows}) if rows else {}
        return {pk for pk, portal, domain in rows if is_open(portals, portal, domain)}

    def results_of(self, pks: Sequence[int]) -> dict[int, dict]:
        return {record.pk: result_of(record, portal) for record, portal in shown_among(pks)}


def rows_of(pks):
    rows = SunshineRecord.objects.filter(pk__in=pks, state=RecordState.PUBLISHED).order_by("pk")
    return rows.select_related("organisation")


def shown_among(pks) -> Iterator[tuple[SunshineRecord, OpenSunshine]]:
    rows = list(rows_of(pks))
    yield from in_the_open(rows, openness_of(pk__in={row.portal_id for row in rows}) if rows else {})


def in_the_open(rows, portals: dict[int, OpenSunshine]) -> Iterator[tuple[SunshineRecord, OpenSunshine]]:
    for row in rows:
        if is_open(portals, row.portal_id, row.domain):
            yield row, portals[row.portal_id]


def is_open(portals: dict[int, OpenSunshine], portal: int, domain: str) -> bool:
    return portal in portals and domain in domains() and domain not in portals[portal].closed


def record_of(record: SunshineRecord, portal: OpenSunshine) -> Record:
    domain = domains()[record.domain]
    key = next((record.values.get(field.name) for field in domain.fields if field.key and field.type == "text"), "")
    column, column_type = portal.column(record.domain)
    return Record(
        page=number_of(NUMBER, record.pk),
        title=record.title,
        body="\n".join([domain.title, *(text for _, text in texts_of(domain, record))])[:MOST_TEXT],
        published=record.published_at,
        # A code or number of its own; the short ones are places in a list.
        also=(str(key),) if key and len(str(key)) >= 4 and str(key) != record.title else (),
        site=portal.site_home,
        portal=portal.portal_home,
        column=column,
        column_type=column_type,
        kind=KIND,
        organisation=record.organisation_id,
    )


def result_of(record: SunshineRecord, portal: OpenSunshine) -> dict:
    domain = domains()[record.domain]
    facts = [(label, text) for label, text in texts_of(domain, record, listed=True) if text != record.title]
    return {
        "title": line_of(domain, record),
        "url": f"{portal.root}{record.path}",
        "kind": KIND,
        "kind_label": domain.title,
        "published_at": record.published_at,
        "updated_at": record.updated_at,
        "issuer": record.organisation.name,
        "portal_home": portal.portal_home,
        "portal_name": portal.name,
        "facts": tuple(facts[:MOST_FACTS]),
    }
