"""Licences and penalties as a source of what is searched: what is public today, as the public reads it."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils import timezone

from cms_core.search.record import Record
from cms_core.search.sources import number_of
from disclosure.decisions import masking
from disclosure.decisions.fields import public_fields
from disclosure.decisions.kinds import DecisionKind
from disclosure.decisions.openness import OpenPortal, openness_of
from disclosure.decisions.public.addresses import decision_path
from disclosure.decisions.search_feed import BITS, NUMBER, pk_of
from disclosure.decisions.tables import MODELS

KINDS = {DecisionKind.LICENCE: "licence", DecisionKind.PENALTY: "penalty"}
BATCH = 200
MOST_TEXT = 10_000
OF_BITS = {bit: kind for kind, bit in BITS.items()}


class Decisions:
    number = NUMBER
    kinds = {"licence": "行政许可", "penalty": "行政处罚"}

    def records_of(self, pks: Sequence[int]) -> list[Record]:
        """Four queries for each kind among them."""
        return [record_of(row, portal) for row, portal in self.shown(pks)]

    def shown(self, pks: Sequence[int], *related) -> Iterator[tuple]:
        """(decision, its open portal) of those that the public may see."""
        for kind, ids in by_kind(pks).items():
            rows = list(MODELS[kind].objects.public(timezone.localdate()).filter(pk__in=ids).order_by("pk"))
            yield from in_the_open(kind, rows)

    def all_records(self) -> Iterator[Record]:
        """By the moment of publication; a batch at a time."""
        today, keys = timezone.localdate(), []
        for kind, model in MODELS.items():
            found = model.objects.public(today).values_list("published_at", "pk")
            keys += [(at, pk_of(kind, pk)) for at, pk in found]
        keys.sort()
        for start in range(0, len(keys), BATCH):
            found = self.records_of([pk for _, pk in keys[start : start + BATCH]])
            yield from sorted(found, key=lambda record: (record.published, record.page))

    def visible_among(self, pks: Sequence[int]) -> set[int]:
        found = set()
        for kind, ids in by_kind(pks).items():
            rows = MODELS[kind].objects.public(timezone.localdate()).filter(pk__in=ids).values_list("pk", "portal")
            rows = list(rows)
            open_portals = openness_of(kind, pk__in={portal for _, portal in rows})
            found |= {pk_of(kind, pk) for pk, portal in rows if portal in open_portals}
        return found

    def results_of(self, pks: Sequence[int]) -> dict[int, dict]:
        return {pk_of(row.KIND, row.pk): result_of(row, portal) for row, portal in self.shown(pks)}


def by_kind(pks: Sequence[int]) -> dict[str, list[int]]:
    found = defaultdict(list)
    for pk in pks:
        found[OF_BITS[pk % 2]].append(pk // 2)
    return found


def in_the_open(kind: str, rows: list) -> Iterator[tuple]:
    open_portals = openness_of(kind, pk__in={row.portal_id for row in rows}) if rows else {}
    for row in rows:
        if row.portal_id in open_portals:
            yield row, open_portals[row.portal_id]


def title_of(row) -> str:
    about = masking.shown(row, "document_name" if row.KIND == DecisionKind.LICENCE else "breach")
    return f"{row.shown_party}{f'：{about}' if about else ''}"


def record_of(row, portal: OpenPortal) -> Record:
    told = (masking.shown(row, name) for name in public_fields(row.KIND))
    texts = (str(value.isoformat() if isinstance(value, datetime.date) else value) for value in told if value)
    codes = (row.credit_code, row.organisation_code)
    return Record(
        page=number_of(NUMBER, pk_of(row.KIND, row.pk)),
        title=title_of(row),
        body="\n".join(texts)[:MOST_TEXT],
        published=row.published_at,
        number=masking.shown(row, "number"),
        also=tuple(code for code in codes if code),
        site=portal.site_home,
        portal=portal.portal_home,
        column=portal.column,
        column_type=portal.column_type,
        kind=KINDS[row.KIND],
        organisation=row.organisation_id,
    )


def result_of(row, portal: OpenPortal) -> dict:
    category = masking.shown(row, "category")
    return {
        "title": title_of(row),
        "url": f"{portal.root}{decision_path(row.KIND, row.pk)}",
        "kind": KINDS[row.KIND],
        "kind_label": row.KIND.label,
        "published_at": row.published_at,
        "updated_at": row.updated_at,
        "document_number": masking.shown(row, "number"),
        "issuer": row.body_name,
        "portal_home": portal.portal_home,
        "portal_name": portal.name,
        "facts": (("类别", category), ("决定日期", row.decided_on.isoformat())),
    }
