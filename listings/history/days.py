"""The lists as of any day: what an item was, what changed between two days."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from listings.models import ItemVersion, Listing
from listings.states import CURRENT
from listings.values import MODELS, plain_values


@dataclass(frozen=True)
class Change:
    """Of one item between two days: `before` and `after` are None where it is not on the list."""

    item: int
    before: ItemVersion | None
    after: ItemVersion | None
    fields: dict[str, tuple] = field(default_factory=dict)  # name: (plain value before, after)

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


def versions_on(kind: str, day: datetime.date, *, listing: Listing | None = None):
    """What is on the list that day; in no order."""
    found = MODELS[kind].objects.on(day).filter(state__in=CURRENT)
    return found.filter(listing=listing) if listing else found


def version_of(item, day: datetime.date) -> ItemVersion | None:
    """Also of one that has left the list; None before its first day."""
    return MODELS[item.listing.kind].objects.on(day).filter(item=item).select_related("organisation", "record").first()


def compare(kind: str, first: datetime.date, second: datetime.date, *, listing: Listing | None = None) -> list[Change]:
    """What makes the list of the first day that of the second; it reads only what changed between them.

    The days may be in either order; ordered by item.
    """
    early, late = sorted((first, second))
    model = MODELS[kind]
    touched = model.objects.filter(
        Q(valid_from__gt=early, valid_from__lte=late) | Q(valid_until__gt=early, valid_until__lte=late)
    )
    if listing:
        touched = touched.filter(listing=listing)
    items = set(touched.values_list("item", flat=True))
    before, after = (current_of(model, items, day) for day in (first, second))
    changes = (change_of(item, before.get(item), after.get(item)) for item in sorted(items))
    return [change for change in changes if change]


def current_of(model, items: Iterable[int], day: datetime.date) -> dict[int, ItemVersion]:
    found, ids = {}, sorted(items)
    for start in range(0, len(ids), 500):
        versions = model.objects.on(day).filter(item__in=ids[start : start + 500], state__in=CURRENT)
        found |= {version.item_id: version for version in versions.select_related("organisation")}
    return found


def change_of(item: int, before: ItemVersion | None, after: ItemVersion | None) -> Change | None:
    """None when nothing changed that the list shows."""
    if before is None and after is None:
        return None
    if before is None or after is None:
        return Change(item, before, after)
    old, new = ({**plain_values(version), "state": version.state} for version in (before, after))
    fields = {name: (old.get(name), new.get(name)) for name in [*old, *new] if old.get(name) != new.get(name)}
    return Change(item, before, after, fields) if fields else None
