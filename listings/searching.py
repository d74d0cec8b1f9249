"""Items of the lists as a source of what is searched (`cms_core.search.sources`): as they are on the lists today."""

import datetime
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db import models
from django.utils import timezone

from cms_core.models.validity import Validity
from cms_core.search.record import Record
from cms_core.search.sources import number_of
from listings import fields
from listings.kinds import ListKind
from listings.models import Listed
from listings.openness import OpenListing, openness_of
from listings.public.addresses import item_path
from listings.states import ItemState
from listings.values import MODELS, fields_of, kind_of

NUMBER = 3
KIND = "list_item"
BATCH = 200
# Of an item with its materials and questions in full; what is beyond is on its page.
MOST_TEXT = 20_000
SEPARATORS = re.compile(r"[\s\-_.·/]+")


class Items:
    number = NUMBER
    kinds = {KIND: "清单事项"}

    def records_of(self, pks: Sequence[int]) -> list[Record]:
        """Three queries, and one for each kind of list among them."""
        rows = list(current(pks))
        return list(self.records(rows, openness_of(pk__in={row.listing_id for row in rows}).open))

    def records(self, rows: list[Listed], lists: dict[int, OpenListing]) -> Iterator[Record]:
        by_kind = defaultdict(list)
        for row in rows:
            if row.listing_id in lists:
                by_kind[row.kind].append(row)
        for kind, those in by_kind.items():
            versions = MODELS[kind].objects.on(timezone.localdate()).filter(item__in=[row.item_id for row in those])
            texts = {version.item_id: version for version in versions}
            for row in those:
                if row.item_id in texts:
                    yield record_of(row, texts[row.item_id], lists[row.listing_id])

    def all_records(self) -> Iterator[Record]:
        """By the day from which they are as they are; a batch at a time."""
        lists = openness_of().open
        keys = Listed.objects.on(timezone.localdate()).current().filter(listing__in=lists)
        ids = list(keys.order_by("valid_from", "item").values_list("item", flat=True))
        for start in range(0, len(ids), BATCH):
            found = self.records(list(current(ids[start : start + BATCH])), lists)
            yield from sorted(found, key=lambda record: (record.published, record.page))

    def visible_among(self, pks: Sequence[int]) -> set[int]:
        """Three queries for any number."""
        found = list(current(pks).values_list("item", "listing"))
        lists = openness_of(pk__in={listing for _, listing in found}).open
        return {item for item, listing in found if listing in lists}

    def results_of(self, pks: Sequence[int]) -> dict[int, dict]:
        rows = list(current(pks).select_related("organisation"))
        lists = openness_of(pk__in={row.listing_id for row in rows}).open
        return {row.item_id: result_of(row, lists[row.listing_id]) for row in rows if row.listing_id in lists}


def current(pks):
    return Listed.objects.on(timezone.localdate()).current().filter(item__in=pks).order_by()


def begins(row: Listed) -> datetime.datetime:
    return datetime.datetime.combine(row.valid_from, datetime.time.min, timezone.get_current_timezone())


def record_of(row: Listed, version, listing: OpenListing) -> Record:
    return Record(
        page=number_of(NUMBER, row.item_id),
        title=row.name,
        body=text_of(row, version),
        published=begins(row),
        number=row.code,
        also=tuple(dict.fromkeys(spelled for code in codes_of(version) for spelled in spellings(code))),
        site=listing.site_home,
        portal=listing.portal_home,
        column=listing.column,
        column_type=listing.column_type,
        kind=KIND,
        organisation=row.organisation_id,
        validity=Validity.IN_FORCE if row.state == ItemState.IN_FORCE else "",
    )


def codes_of(version) -> list[str]:
    found = (getattr(version, name, "") for name in ("code", "basic_code", "main_code", "power_code"))
    return [code for code in found if code]


def spellings(code: str) -> list[str]:
    """As it stands, without its separators, and with blanks for them: 许可-00123-000, 许可00123000, 许可 00123 000."""
    plain = unicodedata.normalize("NFKC", code)
    return list(dict.fromkeys((plain, SEPARATORS.sub("", plain), SEPARATORS.sub(" ", plain))))


def text_of(row: Listed, version) -> str:
    """What the item's page shows in words: basis and content first, as the groups of its fields have them."""
    told = [version_text(version, name) for name in text_names(row.kind)]
    codes = " ".join(spelled for code in codes_of(version) for spelled in spellings(code))
    return "\n".join(filter(None, [*told, codes]))[:MOST_TEXT]


def text_names(kind: str) -> list[str]:
    found = fields_of(kind)
    names = [name for group in fields.public_groups(kind) for name in group.fields if name != "name"]
    return [name for name in names if is_text(found[name])]


def is_text(field) -> bool:
    told = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.URLField)
    return told and "code" not in field.name and not field.name.endswith("_unit")


def version_text(version, name: str) -> str:
    field = fields_of(kind_of(version))[name]
    return getattr(version, f"get_{name}_display")() if field.choices else getattr(version, name)


def result_of(row: Listed, listing: OpenListing) -> dict:
    model = MODELS[row.kind]
    categories = dict(model._meta.get_field(model.CATEGORY).flatchoices)
    facts = [(fields.label(row.kind, model.CATEGORY), categories.get(row.category, ""))]
    suspended = row.state == ItemState.SUSPENDED
    return {
        "title": row.name,
        "url": f"{listing.root}{item_path(row.kind, row.item_id)}",
        "kind": KIND,
        "kind_label": ListKind(row.kind).label,
        "published_at": begins(row),
        "updated_at": begins(row),
        "document_number": row.code,
        "issuer": row.organisation.name,
        "portal_home": listing.portal_home,
        "portal_name": listing.portal_name,
        # Shown as a mark beside the title, as that of a document that is no longer in force.
        "validity": ItemState.SUSPENDED.value if suspended else "",
        "validity_label": ItemState.SUSPENDED.label if suspended else "",
        "validity_day": row.since if suspended else None,
        "facts": tuple(fact for fact in facts if fact[1]),
    }
