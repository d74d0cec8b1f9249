"""Makes the demo's lists: full portals with a history since 2014, all others with what is on their lists today.

Run again it goes on where it stopped: a portal is one transaction, and one that has lists is left alone.
"""

import datetime
from collections.abc import Callable
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from cms_core.catalogue.years import BEIJING
from listings.actions.approve import ApproveAdjustment
from listings.actions.prepare import CreateAdjustment, EditAdjustment, SubmitAdjustment
from listings.demo.content import rows
from listings.demo.history import LAWS, Planned, first_publication, later, values_of
from listings.demo.items import power
from listings.demo.place import Place
from listings.kinds import FOUR, ListKind
from listings.models import Item, Listed, Listing
from listings.models.listings import Announcing
from listings.slices import GOVERNMENTS, ensure_listing
from listings.states import AdjustmentState, ItemState, LineKind
from sites.demo.accounts import Account, keep, make_account
from sites.demo.portals import FULL
from sites.models import Portal, PortalGroup, PortalLevel

EDITOR = ("list-editor", ("editor",), "清单编辑（省和演示的市县，拟稿送审）")
APPROVER = ("list-approver", ("reviewer",), "清单审核（省和演示的市县，批准调整）")
# How many items of each list the other governments have. There are a hundred of them, and every adjustment costs time
# at the first start: two lists of the counties are opened and empty.
ELSEWHERE = {
    PortalLevel.CITY: {ListKind.POWER: 12, ListKind.RESPONSIBILITY: 6, ListKind.NEGATIVE: 5, ListKind.FUND: 3},
    PortalLevel.COUNTY: {ListKind.POWER: 10, ListKind.RESPONSIBILITY: 4},
}
# Adjustments of so many years are announced; what was before them stood on the portals before this one.
ANNOUNCED_YEARS = 3
APPROVED_BEFORE = datetime.timedelta(days=7)


class LoadDemoListings:
    """For every government of the demo. `execute` answers how many adjustments it made."""

    def __init__(self, today: datetime.date, home: Path, say: Callable[[str], None] = lambda line: None):
        self.today, self.home, self.say = today, home, say
        self.editor = None

    def execute(self) -> int:
        portals = Portal.objects.filter(demo=True, level__in=GOVERNMENTS, listings=None)
        portals = portals.select_related("home", "organisation").order_by("path")
        made = 0
        for portal in portals:
            made += self.load(portal)
        if made:
            self.say(f"  清单调整 {made} 次，事项 {Item.objects.count()} 个（演示数据）")
        return made

    @transaction.atomic
    def load(self, portal: Portal) -> int:
        place, made = Place(portal), 0
        full = portal.key in FULL
        if full:
            self.editor = self.people(portal)
        kinds = [*FOUR, ListKind.BASIC] if portal.level == PortalLevel.PROVINCE else FOUR
        for kind in kinds:
            listing = ensure_listing(portal, kind)
            listing.approving_body = place.approving(kind)
            listing.save(update_fields=["approving_body"])
            made += sum(self.make(listing, place, planned) for planned in self.plans(kind, place, full))
            listing.announcing = Announcing.AT_APPROVAL
            listing.save(update_fields=["announcing"])
        return made

    def plans(self, kind: str, place: Place, full: bool) -> list[Planned]:
        if full:
            return [first_publication(kind, place, self.today), *later(kind, place, self.today)]
        most = ELSEWHERE[place.portal.level].get(kind)
        return [first_publication(kind, place, self.today, most)] if most else []

    def make(self, listing: Listing, place: Place, planned: Planned) -> int:
        lines = [line for line in (self.line(listing, place, one) for one in planned.lines) if line]
        if not lines:
            return 0
        by_hand = planned.state != AdjustmentState.APPROVED
        user = self.editor if by_hand else None
        adjustment = CreateAdjustment(
            listing,
            user=user,
            title=planned.title,
            basis=planned.basis,
            basis_url=LAWS if planned.basis else "",
            proposing_body=place.government,
            approval_number=f"演示〔{planned.day.year}〕{planned.day.month}号",
            effective_day=planned.day,
            note=planned.note,
        ).execute()
        adjustment = EditAdjustment(adjustment, user=user, lines=lines).execute()
        if planned.state == AdjustmentState.DRAFT:
            return 1
        now = self.moment(planned.day)
        self.announce(listing, planned)
        adjustment = SubmitAdjustment(adjustment, user=user, now=now).execute()
        if planned.state == AdjustmentState.APPROVED:
            ApproveAdjustment(adjustment, now=now).execute()
        return 1

    def announce(self, listing: Listing, planned: Planned) -> None:
        recent = planned.day.year > self.today.year - ANNOUNCED_YEARS
        listing.announcing = Announcing.AT_APPROVAL if recent else Announcing.NEVER
        listing.save(update_fields=["announcing"])

    def moment(self, day: datetime.date) -> datetime.datetime:
        """A week before it begins; never after the demo's day."""
        at = min(day - APPROVED_BEFORE, self.today - datetime.timedelta(days=1))
        return datetime.datetime.combine(at, datetime.time(10), BEIJING)

    def line(self, listing: Listing, place: Place, given: dict) -> dict | None:
        """None for what is not on this list, or was not handed down to it."""
        line = {name: given[name] for name in ("kind", "values", "to_level", "entrusted") if name in given}
        if given["kind"] == LineKind.ADD:
            return line
        if given["kind"] == LineKind.TAKE_OVER:
            source = self.handed_down(listing, given["code"])
            row = next(row for row in rows("powers") if row["code"] == given["code"])
            return source and {**line, "partner_id": source, "values": values_of(power(place, row))}
        item = Listed.objects.filter(listing=listing, code=given["code"]).values_list("item", flat=True).first()
        if given["kind"] == LineKind.TRANSFER:
            line["values"] = {"organisation": place.body(given["body"])}
        return item and {**line, "item_id": item}

    def handed_down(self, listing: Listing, code: str) -> int | None:
        """The item of the list above that was delegated to this level."""
        portal = listing.portal
        above = [portal.path[:length] for length in range(portal.steplen, len(portal.path), portal.steplen)]
        found = Listed.objects.filter(
            listing__portal__path__in=above, kind=listing.kind, code=code, state=ItemState.DELEGATED
        )
        return found.order_by("-listing__portal__path").values_list("item", flat=True).first()

    def people(self, portal: Portal):
        """The two whom the four eyes belong to, with their rights on this portal; answers the editor."""
        editor = None
        for username, roles, label in (EDITOR, APPROVER):
            account = make_account(Account(username, label, ()))
            keep([account], self.home / "demo-accounts.txt")
            user = get_user_model().objects.get(username=username)
            names = PortalGroup.objects.filter(portal=portal, role__in=roles).values("group")
            user.groups.add(*Group.objects.filter(pk__in=names))
            editor = editor or user
        return editor
