"""After any sequence of approvals, revocations and moves: the lists of all days are the replay, and nothing clashes."""

import datetime
import random
from itertools import combinations

import pytest

from cms_core.organisations.load import LoadOrganisations
from cms_core.organisations.rows import OrganisationRow
from listings.actions.revoke import RevokeAdjustment
from listings.errors import Impossible, ListingsError
from listings.history import main_items
from listings.history.days import versions_on
from listings.history.steps import Step, on, replay
from listings.history.verify import verify, verify_province
from listings.models import Item, Listed, Listing
from listings.states import CREATING, CURRENT, LineKind
from listings.values import plain_values
from tests.listings.factories import DAY, add, adjust, change, make_body, make_listing, power

pytestmark = pytest.mark.django_db
BEFORE = datetime.datetime(2025, 12, 1, 9, tzinfo=datetime.UTC)
CODES = [f"许可-0000{number}-000" for number in range(8)]
KINDS = [LineKind.ADD, LineKind.ADD, LineKind.CANCEL, LineKind.AMEND, LineKind.AMEND, LineKind.MERGE, LineKind.MERGE,
         LineKind.TRANSFER, LineKind.SUSPEND, LineKind.RESUME, LineKind.INTERNALISE]  # fmt: skip
DAYS = [DAY + datetime.timedelta(number) for number in range(-1, 14)]


class World:
    """The list, and apart from it the steps that were accepted: {adjustment: [(item, step)]}."""

    def __init__(self, seed):
        self.chance, self.listing = random.Random(seed), make_listing()
        self.bodies = [make_body(self.listing) for _ in range(3)]
        self.steps, self.revoked, self.refused, self.number = {}, 0, 0, 0

    def histories(self, without=None):
        found = {}
        for adjustment, those in self.steps.items():
            for item, step in those if adjustment != without else ():
                found.setdefault(item, []).append(step)
        return {item: replay(steps) for item, steps in found.items()}

    def line(self, items):
        chance = self.chance
        kind = chance.choice(KINDS) if items else LineKind.ADD
        if kind == LineKind.ADD:
            main = chance.choice([{}, {"main_code": chance.choice(CODES)}])
            return add(power(chance.choice(self.bodies), code=chance.choice(CODES), **main))
        values, more = {}, {}
        if kind == LineKind.AMEND:
            values = {"code": chance.choice(CODES)}
        if kind == LineKind.TRANSFER:
            values = {"organisation": chance.choice(self.bodies).key}
        if kind == LineKind.MERGE:
            more = {"partner": Item.objects.get(pk=chance.choice(items))}
        return change(kind, Item.objects.get(pk=chance.choice(items)), values, **more)

    def approve(self):
        items = sorted({item for those in self.steps.values() for item, _ in those})
        day = self.chance.choice(DAYS[1:-1])
        try:
            made = adjust(self.listing, *(self.line(items) for _ in range(self.chance.randrange(1, 3))), day=day)
        except ListingsError:
            return
        those = self.steps[made] = []
        for line in made.lines.all():
            self.number += 1
            step = Step(day, self.number, LineKind(line.kind), line.values, line.partner_id)
            those.append((line.item_id, step))

    def revoke(self):
        """Refused when, and only when, what would be left does not hold."""
        if not self.steps:
            return
        adjustment = self.chance.choice(list(self.steps))
        try:
            RevokeAdjustment(adjustment, reason="有误", now=BEFORE).execute()
        except Impossible:
            self.refused += 1
            assert self.clashes(without=adjustment)
            return
        self.revoked += 1
        del self.steps[adjustment]
        assert not self.clashes()

    def move(self):
        body, target = self.chance.sample(self.bodies, 2)
        target.refresh_from_db()
        above = self.listing.portal.organisation if target.depth > body.depth else target
        LoadOrganisations([OrganisationRow(2, {}, key=body.key, name=body.name, parent=above.key)]).execute()
        for one in self.bodies:
            one.refresh_from_db()

    def clashes(self, without=None):
        try:
            histories = self.histories(without)
        except ListingsError:
            return True
        for first, second in combinations(histories.values(), 2):
            for one in first:
                for other in second:
                    held = [(period.values["organisation"], period.values["code"]) for period in (one, other)]
                    both = one.state in CURRENT and other.state in CURRENT and held[0] == held[1]
                    if both and one.valid_from < other.valid_until and other.valid_from < one.valid_until:
                        return True
        merges = [step for one, those in self.steps.items() if one != without for _, step in those if step.partner]
        targets = [on(histories.get(step.partner, []), step.day) for step in merges]
        return not all(target and target.state in CURRENT for target in targets)


@pytest.mark.parametrize("seed", range(8))
def test_any_sequence(seed):
    world = World(seed)
    for _ in range(30):
        world.chance.choice([world.approve, world.approve, world.approve, world.revoke, world.move])()
    histories = world.histories()
    assert not world.clashes()
    for day in DAYS:
        expected = {
            item: {**period.values, "state": period.state}
            for item, periods in histories.items()
            if (period := on(periods, day)) and period.state in CURRENT
        }
        found = versions_on("power", day, listing=world.listing).select_related("organisation")
        assert {one.item_id: {**plain_values(one), "state": one.state} for one in found} == expected
        for version in found:
            rows = Listed.objects.on(day).current().filter(main_items.around(version))
            subs = {row.item_id for row in rows if main_items.is_sub_item(row, version)}
            assert subs == subs_of(version.item_id, expected)
    listing = Listing.objects.get(pk=world.listing.pk)
    assert verify(listing) + verify_province("power") == []


def subs_of(item, expected):
    own = (expected[item]["organisation"], expected[item]["code"])
    return {
        other
        for other, values in expected.items()
        if other != item and (values["organisation"], values.get("main_code")) == own and values["code"] != own[1]
    }


def test_the_sequences_say_something():
    world = World(20)
    for _ in range(60):
        world.chance.choice([world.approve, world.approve, world.revoke])()
    assert (world.revoked > 2, world.refused > 2) == (True, True)
    kinds = {step.kind for those in world.steps.values() for _, step in those}
    assert LineKind.MERGE in kinds and kinds & set(CREATING)
