"""Whose to-dos a person sees: those of the lists it edits, and, to look at, those of all lists below these."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

from django.db.models import Count, Min, Q

from listings.kinds import ListKind
from listings.levels.places import OF_LISTINGS
from listings.models import Listing, Todo, TodoKind, TodoState
from listings.permissions import ListAction, listings_for
from listings.slices import GOVERNMENTS
from sites.routing.subtrees import topmost, within

OVERDUE = "overdue"
# The keepers of the basic catalogue look after the powers that rest on it.
OF_BASIC = {ListKind.BASIC: ListKind.POWER}
RELATED = ("listing__portal", "organisation", "adjustment__listing", "settled_by", "closed_by")
STATES = [(OVERDUE, "超期未办"), *TodoState.choices]


def supervised(own: list[Listing]) -> list[Listing]:
    """Lists of the same kind below the governments whose lists these are; without these. One query.

    Whoever edits the list of a city sees what its counties have still to do; the other way round, or beside, nobody.
    """
    above = defaultdict(list)
    for listing in own:
        if listing.portal.level in GOVERNMENTS:
            above[OF_BASIC.get(listing.kind, listing.kind)].append(listing.portal.path)
    if not above:
        return []
    rows, condition = within(Listing.objects.all(), "portal__path", topmost(chain(*above.values())))
    mine = {listing.pk for listing in own}
    found = rows.filter(condition).select_related(*OF_LISTINGS).order_by("portal__path", "pk")
    return [
        listing
        for listing in found
        if listing.pk not in mine and listing.portal.path.startswith(tuple(above[listing.kind]))
    ]


@dataclass
class Question:
    """What is asked for; whatever is no choice is as if it were not there. `portal` is a portal's key."""

    state: str = TodoState.OPEN.value
    kind: str = ""
    portal: str = ""
    words: str = ""

    @classmethod
    def of(cls, query) -> "Question":
        state = query.get("state", TodoState.OPEN)
        kind = query.get("kind", "")
        return cls(
            state if state == "" or state in {value for value, _ in STATES} else TodoState.OPEN.value,
            kind if kind in TodoKind.values else "",
            query.get("portal", "")[:40],
            query.get("q", "").strip()[:60],
        )

    def rows(self, listings: list[Listing], today: datetime.date):
        chosen = [listing.pk for listing in listings if self.portal in ("", listing.portal.key)]
        found = Todo.objects.filter(listing__in=chosen)
        if self.state == OVERDUE:
            found = found.overdue(today)
        elif self.state:
            found = found.filter(state=self.state)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.words:
            found = found.filter(Q(name__icontains=self.words) | Q(code__icontains=self.words))
        return found.select_related(*RELATED).order_by("due", "pk")


def open_count(user) -> int:
    """For the menu: open to-dos of the lists that this person edits."""
    if user.is_active and user.is_superuser:
        return Todo.objects.open().count()
    mine = listings_for(user, ListAction.EDIT)
    return Todo.objects.open().filter(listing__in=[listing.pk for listing in mine]).count() if mine else 0


@dataclass(frozen=True)
class Row:
    """Of one list: how much it has to do, what is late, and how it did so far."""

    listing: Listing
    open: int
    overdue: int
    done: int
    dismissed: int
    oldest: datetime.date | None


def by_listing(listings: list[Listing], today: datetime.date) -> list[Row]:
    """The latest first; lists that never had anything to do are left out. One query."""
    open_ones = Q(state=TodoState.OPEN)
    rows = Todo.objects.filter(listing__in=[listing.pk for listing in listings]).order_by().values("listing")
    rows = rows.annotate(
        open=Count("pk", filter=open_ones),
        overdue=Count("pk", filter=open_ones & Q(due__lt=today)),
        done=Count("pk", filter=Q(state=TodoState.DONE)),
        dismissed=Count("pk", filter=Q(state=TodoState.DISMISSED)),
        oldest=Min("due", filter=open_ones),
    )
    known = {listing.pk: listing for listing in listings}
    found = [Row(known[row.pop("listing")], **row) for row in rows]
    return sorted(found, key=lambda row: (-row.overdue, -row.open, row.listing.portal.path))
