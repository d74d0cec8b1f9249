"""主项 and 子项: a sub-item names its main item by code, within its body.

Who has that code may be another item from some day on, so it is asked of the day and never stored.
"""

from collections.abc import Iterable

from django.db.models import Q

from listings.models import ItemVersion, Listed
from listings.states import CURRENT


def main_code_of(values: dict) -> str:
    """Nothing for what names itself."""
    code = values.get("main_code", "")
    return "" if code == values.get("code", "") else code


def around(version: ItemVersion) -> Q:
    """Of rows of `Listed` on a day: its main item and its sub-items."""
    beside = Q(listing=version.listing_id, organisation=version.organisation_id) & ~Q(item=version.item_id)
    codes = Q(pk__in=[])
    if main_code := main_code_of(vars(version)):
        codes |= Q(code=main_code)
    if version.code:
        codes |= Q(main_code=version.code)
    return beside & codes


def is_sub_item(row: Listed, version: ItemVersion) -> bool:
    """`row` of this version's item; both of one day."""
    same = (row.listing_id, row.organisation_id) == (version.listing_id, version.organisation_id)
    return same and row.item_id != version.item_id and bool(row.main_code) and row.main_code == version.code


def main_among(rows: Iterable[Listed]) -> Listed | None:
    """Of those with its code on one day: the one that is on the list, else the last that left it."""
    return max(rows, key=lambda row: (row.state in CURRENT, row.valid_from, row.item_id), default=None)
