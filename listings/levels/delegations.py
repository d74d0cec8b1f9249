"""下放: which item was handed down, to which level below whom, since when; as of any day."""

import datetime
from collections.abc import Collection
from typing import NamedTuple

from cms_core.models import Organisation
from cms_core.models.organisations import Level, OrganisationKind
from listings.kinds import ListKind
from listings.models import AdjustmentLine
from listings.states import CURRENT, AdjustmentState, ItemState, LineKind

# An item that was delegated and has then left the list for another reason is nobody's to take over.
STILL_GIVEN = (*CURRENT, ItemState.DELEGATED)


class Delegation(NamedTuple):
    """`place` is the path of the government whose list it is."""

    line: int
    item: int
    place: str
    to_level: int
    entrusted: bool
    since: datetime.date
    name: str
    code: str
    giver: str

    def reaches(self, path: str, level: int) -> bool:
        return level == self.to_level and path != self.place and path.startswith(self.place)


COLUMNS = (
    "pk",
    "item",
    "adjustment__listing__portal__organisation__path",
    "to_level",
    "entrusted",
    "adjustment__effective_day",
    "item__listed__name",
    "item__listed__code",
    "adjustment__listing__portal__short_name",
)


def delegations(
    day: datetime.date, *, to_level: int | None = None, above: str = "", givers: Collection[int] | None = None
) -> list[Delegation]:
    """By day, the oldest first; of an item delegated to a level twice the first. One query.

    `above`: those that reach this path; `givers`: those of these lists only.
    """
    rows = lines_on(day)
    if givers is not None:
        rows = rows.filter(adjustment__listing__in=givers)
    if to_level is not None:
        rows = rows.filter(to_level=to_level)
    if above:
        step = Organisation.steplen
        higher = [above[:end] for end in range(step, len(above), step)]
        rows = rows.filter(adjustment__listing__portal__organisation__path__in=higher)
    found, seen = [], set()
    for row in rows.order_by("adjustment__effective_day", "pk").values_list(*COLUMNS):
        delegation = Delegation(*row)
        if (delegation.item, delegation.to_level) not in seen:
            seen.add((delegation.item, delegation.to_level))
            found.append(delegation)
    return found


def lines_on(day: datetime.date):
    return AdjustmentLine.objects.filter(
        kind=LineKind.DELEGATE,
        to_level__isnull=False,
        adjustment__state=AdjustmentState.APPROVED,
        adjustment__effective_day__lte=day,
        adjustment__listing__kind=ListKind.POWER,
        item__listed__valid_from__lte=day,
        item__listed__valid_until__gt=day,
        item__listed__state__in=STILL_GIVEN,
    )


def governments(levels, *, below: str = ""):
    """Who is to take over what is handed to these levels: governments; at the lowest two also their 派出机关 (街道)."""
    levels = set(levels)
    found = Organisation.objects.filter(level__in=levels, kind=OrganisationKind.GOVERNMENT)
    if low := {level for level in levels if level >= Level.TOWN}:
        found |= Organisation.objects.filter(level__in=low, kind=OrganisationKind.AGENCY)
    return found.filter(path__startswith=below) if below else found
