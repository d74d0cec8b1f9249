"""The list on day D is the replay of all adjustments up to D; comparing two days leads from one to the other."""

import datetime
import random

import pytest

from listings import counts
from listings.errors import ListingsError
from listings.history.days import compare, version_of, versions_on
from listings.history.steps import Step, on, replay
from listings.history.verify import verify
from listings.models import Item, Listed, Record
from listings.states import CURRENT, LineKind
from listings.values import plain_values
from tests.listings.factories import DAY, add, added, adjust, change, make_body, make_listing, power

pytestmark = pytest.mark.django_db
CATEGORIES = {"permit": "许可", "penalty": "处罚", "other": "其他"}


def later(days):
    return DAY + datetime.timedelta(days=days)


class Model:
    """The list kept apart from the system under test: for each item the steps that were accepted."""

    def __init__(self):
        self.steps = {}

    def on(self, day):
        found = {}
        for item, steps in self.steps.items():
            period = on(replay([step for step in steps if step.day <= day]), day) if steps[0].day <= day else None
            if period and period.state in CURRENT:
                found[item] = {**period.values, "state": period.state}
        return found


def random_adjustments(seed, listing, bodies, count=25):
    """Adjustments of random kinds and days, those that the system refuses left out; the model of what was accepted."""
    chance, model = random.Random(seed), Model()
    number = 0
    for _ in range(count):
        at = later(chance.randrange(0, 60))
        lines, meant = [], []
        for _ in range(chance.randrange(1, 4)):
            items = sorted(model.steps)
            kind = chance.choice([LineKind.ADD, LineKind.ADD, *LineKind]) if items else LineKind.ADD
            if kind in (LineKind.ADD, LineKind.TAKE_OVER):
                values = power(chance.choice(bodies), level=chance.choice([1, 2, 3]))
                lines.append(add(values))
                meant.append((None, LineKind.ADD, values, None))
                continue
            item = chance.choice(items)
            values, more = {}, {}
            if kind == LineKind.AMEND:
                values = {"phone": chance.choice(["1", "2", None]), "name": chance.choice(["甲", "乙"])}
            if kind == LineKind.TRANSFER:
                values = {"organisation": chance.choice(bodies).key}
            if kind == LineKind.RECLASSIFY:
                category = chance.choice(list(CATEGORIES))
                values = {"category": category, "code": f"{CATEGORIES[category]}-{chance.randrange(10**5):05}-000"}
            if kind == LineKind.DELEGATE:
                more = {"to_level": 4}
            if kind == LineKind.MERGE:
                more = {"partner": Item.objects.get(pk=chance.choice(items))}
            lines.append(change(kind, Item.objects.get(pk=item), values, **more))
            meant.append((item, kind, values, more.get("partner")))
        try:
            adjustment = adjust(listing, *lines, day=at)
        except ListingsError:
            continue
        for line, (item, kind, values, partner) in zip(adjustment.lines.all(), meant, strict=True):
            number += 1
            step = Step(at, number, kind, values, partner and partner.pk)
            model.steps.setdefault(item or line.item_id, []).append(step)
    return model


def stored_on(listing, day):
    versions = versions_on(listing.kind, day, listing=listing).select_related("organisation")
    return {version.item_id: {**plain_values(version), "state": version.state} for version in versions}


@pytest.mark.parametrize("seed", range(6))
def test_random_adjustments(seed):
    listing = make_listing()
    bodies = [make_body(listing) for _ in range(3)]
    model = random_adjustments(seed, listing, bodies)
    assert len(model.steps) > 5
    days = [later(number) for number in (-1, 0, 7, 15, 30, 45, 59, 90)]
    for day in days:
        assert stored_on(listing, day) == model.on(day)
        check_counts(listing, day)
    for first, second in [(days[1], days[4]), (days[5], days[2]), (days[0], days[-1])]:
        assert applied(stored_on(listing, first), compare(listing.kind, first, second)) == stored_on(listing, second)
    listing.refresh_from_db()
    assert list(verify(listing)) == []


def applied(state, changes):
    state = dict(state)
    for one in changes:
        if one.kind == "removed":
            del state[one.item]
        elif one.kind == "added":
            state[one.item] = {**plain_values(one.after), "state": one.after.state}
        else:
            values = {name: after for name, (_, after) in one.fields.items()}
            merged = state[one.item] | values
            state[one.item] = {name: value for name, value in merged.items() if value is not None}
    return state


def check_counts(listing, day):
    rows = list(Listed.objects.on(day).current().filter(listing=listing))
    assert counts.total(listing.kind, listing, day, {}) == len(rows)
    for name, column in (("organisation", "organisation_id"), ("category", "category"), ("level", "level")):
        expected = {}
        for row in rows:
            expected[getattr(row, column)] = expected.get(getattr(row, column), 0) + 1
        expected.pop(0, None)
        assert counts.facet(listing.kind, listing, day, name, {}) == expected


def test_counts_under_filters():
    listing = make_listing()
    first, second = make_body(listing), make_body(listing)
    added(listing, power(first, level=3), power(first, level=2), power(second, level=3))
    at = {"organisation": first.pk}
    assert counts.total("power", listing, DAY, at) == 2
    assert counts.facet("power", listing, DAY, "level", at) == {2: 1, 3: 1}
    assert counts.facet("power", listing, DAY, "organisation", {**at, "level": 3}) == {first.pk: 1, second.pk: 1}
    assert counts.listings("power", DAY, {}) == {listing.pk: 3}
    assert counts.total("power", None, DAY, {}) == 3


def test_a_future_change_is_not_there_today_and_is_there_on_its_day():
    listing = make_listing()
    (item,) = added(listing, power(make_body(listing), "旧名"))
    adjust(listing, change(LineKind.AMEND, item, {"name": "新名"}), day=later(10))
    assert [version_of(item, later(number)).name for number in (0, 9, 10)] == ["旧名", "旧名", "新名"]
    assert version_of(item, later(-1)) is None


def test_records_are_one_chain():
    listing = make_listing()
    added(listing, *(power(make_body(listing)) for _ in range(3)))
    records = list(Record.objects.filter(listing=listing))
    assert [record.number for record in records] == [1, 2, 3]
    assert [record.previous for record in records] == ["", records[0].digest, records[1].digest]
