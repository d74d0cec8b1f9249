"""The rows of a list, every column of them, against what the replay of the records makes of it."""

from collections import defaultdict
from collections.abc import Iterator

from django.core.exceptions import ValidationError

from listings.errors import Impossible
from listings.history import chain
from listings.history.gone import without_gone_files
from listings.history.project import bodies_of, listed_of, records_by_item, version_of
from listings.history.steps import Period, replay
from listings.history.verify_chain import Fault
from listings.models import Item, Listed, Listing
from listings.values import MODELS

ROWS = 500
PLAIN = (str, int, float, bool)
# What a content that nobody wrote may lead to while it is read.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, ValidationError, RecursionError)


def row_faults(listing: Listing) -> Iterator[Fault]:
    ids = list(Item.objects.filter(listing=listing).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), ROWS):
        yield from row_faults_of(listing, ids[start : start + ROWS])
    for model in MODELS.values():
        if model is not MODELS[listing.kind] and model.objects.filter(listing=listing).exists():
            yield "清单", f"“{model._meta.verbose_name}”中有本清单的版本。"


def row_faults_of(listing: Listing, ids: list[int]) -> Iterator[Fault]:
    items = Item.objects.select_related("listing").in_bulk(ids)
    histories: dict[int, list[Period]] = {item: [] for item in ids}
    for item, records in records_by_item(ids).items():
        try:
            histories[item] = replay(chain.steps_of(records))
            check_plain(listing, histories[item])
        except Impossible as error:
            del histories[item]
            yield f"事项 {item}", f"记录不能重演：{error}"
        except UNREADABLE:
            del histories[item]
            yield f"事项 {item}", "记录不能重演：内容不可读。"
    histories = dict(zip(histories, without_gone_files(listing.kind, histories.values()), strict=True))
    bodies = bodies_of(histories.values())
    model = MODELS[listing.kind]
    versions, listed = stored(model, ids), stored(Listed, ids)
    for item, periods in histories.items():
        try:
            made = [version_of(model, items[item], period, bodies) for period in periods]
            shown = [listed_of(items[item], period, bodies) for period in periods]
        except UNREADABLE:
            yield f"事项 {item}", "记录不能重演：内容不可读，或所记的机构已不存在。"
            continue
        yield from compared(item, "版本", made, versions[item])
        yield from compared(item, "列表中的行", shown, listed[item])


def check_plain(listing: Listing, periods: list[Period]) -> None:
    """Raises ValueError for values that no approval writes."""
    for period in periods:
        if not all(isinstance(value, PLAIN) for value in period.values.values()):
            raise ValueError(listing)
        if not all(isinstance(period.values.get(name), str) for name in ("organisation", "name")):
            raise ValueError(listing)


def stored(model, ids: list[int]) -> dict[int, list]:
    found = defaultdict(list)
    for row in model.objects.filter(item__in=ids).order_by("valid_from", "pk"):
        found[row.item_id].append(row)
    return found


def compared(item: int, what: str, wanted: list, there: list) -> Iterator[Fault]:
    where = f"事项 {item}"
    if [row.valid_from for row in wanted] != [row.valid_from for row in there]:
        yield where, f"{what}与记录不符：起止日期不同。"
        return
    for one, other in zip(wanted, there, strict=True):
        differing = [
            str(field.verbose_name)
            for field in one._meta.concrete_fields
            if not field.primary_key and getattr(one, field.attname) != getattr(other, field.attname)
        ]
        if differing:
            yield where, f"{one.valid_from} 起的{what}与记录不符：{'、'.join(differing)}。"
