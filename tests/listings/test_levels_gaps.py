"""衔接问题清单: what was handed down and not taken over, as of any day, and what was taken over without that."""

import datetime
import random

import pytest
from django.utils import timezone

from cms_core.models.organisations import Level
from listings.levels import take_over_lines
from listings.levels.gaps import gaps
from listings.levels.unfounded import unfounded
from listings.models import Todo, TodoState
from listings.states import LineKind
from tests.factories import make_organisation, make_user
from tests.listings.factories import DAY, added, adjust, change, make_body, power
from tests.listings.levels_factories import basic, basic_items, make_levels

pytestmark = pytest.mark.django_db


def later(days):
    return DAY + datetime.timedelta(days=days)


def delegated(at, *names, to_level=Level.COUNTY, day=DAY, entrusted=False, **values):
    items = added(at.listing, *(power(at.body, name, **values) for name in names))
    lines = (change(LineKind.DELEGATE, item, to_level=to_level, entrusted=entrusted) for item in items)
    adjust(at.listing, *lines, day=day)
    return items


def take_over(at, item, day=DAY, body=None):
    lines = take_over_lines(at.listing, [item.pk], {item.pk: body or at.body}, day)
    return adjust(at.listing, *lines, day=day).lines.get().item


def table(found):
    return {one.name: (one.expected, one.taken, one.missing) for one in found.governments}


def names(found, at):
    return [one.delegation.name for one in found.missing(found.of(at.government.pk))]


def test_each_government_of_the_level_owes_what_was_handed_down():
    places = make_levels()
    first, _ = delegated(places.province, "甲", "乙")
    take_over(places.county, first, later(5))
    assert table(gaps(None, later(4))) == {"hexi县人民政府": (2, 0, 2), "hedong县人民政府": (2, 0, 2)}
    found = gaps(None, later(5))
    assert table(found) == {"hexi县人民政府": (2, 1, 1), "hedong县人民政府": (2, 0, 2)}
    assert names(found, places.county) == ["乙"]
    assert found.total == 3


def test_it_says_since_when_and_for_how_long():
    places = make_levels()
    delegated(places.province, "乙", day=later(3))
    delegated(places.province, "甲", day=later(1))
    found = gaps(None, later(31))
    one = found.of(places.county.government.pk)
    assert one.since == later(1)
    assert [(row.delegation.name, row.days) for row in found.missing(one)] == [("甲", 30), ("乙", 28)]
    assert gaps(None, DAY).governments == []


def test_a_city_hands_down_within_its_tree_only():
    places = make_levels()
    other_city = make_organisation("丁市人民政府", parent=places.root, level=Level.CITY)
    make_organisation("戊县人民政府", parent=other_city, level=Level.COUNTY)
    delegated(places.city, "甲")
    assert set(table(gaps(None, DAY, every=True))) == {"hexi县人民政府", "hedong县人民政府"}
    delegated(places.province, "乙")
    found = table(gaps(None, DAY, every=True))
    assert found["hexi县人民政府"] == (2, 0, 2)
    assert found["戊县人民政府"] == (1, 0, 1)


def test_governments_without_a_list_are_left_out_unless_asked_for():
    places = make_levels()
    make_organisation("己县人民政府", parent=places.city.government, level=Level.COUNTY)
    delegated(places.province, "甲")
    assert "己县人民政府" not in table(gaps(None, DAY))
    assert "己县人民政府" in table(gaps(None, DAY, every=True))


def test_a_list_sees_what_stands_at_and_below_its_government():
    places = make_levels()
    delegated(places.province, "甲")
    delegated(places.province, "乙", to_level=Level.CITY)
    assert set(table(gaps(places.city.listing, DAY))) == {"青阳市人民政府", "hexi县人民政府", "hedong县人民政府"}
    assert set(table(gaps(places.county.listing, DAY))) == {"hexi县人民政府"}


def test_towns_answer_for_themselves_on_the_list_of_their_county():
    places = make_levels()
    towns = [
        make_organisation(name, parent=places.county.government, level=Level.TOWN) for name in ("甲镇政府", "乙镇政府")
    ]
    (item,) = delegated(places.county, "殡葬管理", to_level=Level.TOWN)
    take_over(places.county, item, body=towns[0])
    assert table(gaps(None, DAY)) == {"甲镇政府": (1, 1, 0), "乙镇政府": (1, 0, 1)}


def test_what_a_town_exercises_is_not_taken_over_by_its_county():
    places = make_levels()
    town = make_organisation("甲镇政府", parent=places.county.government, level=Level.TOWN)
    (item,) = delegated(places.province, "甲")
    take_over(places.county, item, body=town)
    assert table(gaps(places.county.listing, DAY)) == {"hexi县人民政府": (1, 0, 1)}


def test_two_departments_of_a_county_take_it_over_once():
    places = make_levels()
    (item,) = delegated(places.province, "甲")
    take_over(places.county, item)
    take_over(places.county, item, body=make_body(places.county.listing))
    assert table(gaps(places.county.listing, DAY)) == {"hexi县人民政府": (1, 1, 0)}


def test_resting_on_the_same_basic_item_is_taking_over():
    places = make_levels()
    (upper,) = basic_items(places, basic(places.province.body, "甲"))
    mine = take_over(places.province, upper)
    adjust(places.province.listing, change(LineKind.DELEGATE, mine, to_level=Level.COUNTY))
    take_over(places.county, upper)
    assert table(gaps(places.county.listing, DAY)) == {"hexi县人民政府": (1, 1, 0)}


@pytest.mark.parametrize("kind", [LineKind.CANCEL, LineKind.INTERNALISE])
def test_what_left_the_list_above_is_nobodys_to_take_over(kind):
    places = make_levels()
    (item,) = delegated(places.province, "甲", entrusted=True)
    assert gaps(None, later(9)).total == 2
    adjust(places.province.listing, change(kind, item), day=later(10))
    assert gaps(None, later(9)).total == 2
    assert gaps(None, later(10)).total == 0


def test_what_was_given_back_is_missing_again():
    places = make_levels()
    (item,) = delegated(places.province, "甲")
    mine = take_over(places.county, item)
    adjust(places.county.listing, change(LineKind.CANCEL, mine), day=later(10))
    assert names(gaps(None, later(9)), places.county) == []
    assert names(gaps(None, later(10)), places.county) == ["甲"]


def test_what_was_explained_is_told_apart():
    places = make_levels()
    delegated(places.province, "海域使用审核")
    Todo.objects.filter(organisation=places.county.government).update(
        state=TodoState.DISMISSED, reason="本县不临海", closed_by=make_user(), closed_at=timezone.now()
    )
    found = gaps(None, timezone.localdate())
    one = found.of(places.county.government.pk)
    assert (one.expected, one.taken, one.explained, one.missing, one.since) == (1, 0, 1, 0, None)
    assert [row.reason for row in found.missing(one)] == ["本县不临海"]
    assert list(found.missing(one, told=False)) == []
    assert [row.government.name for row in found.rows()] == ["hexi县人民政府", "hedong县人民政府"]


def test_taken_over_without_being_handed_down_is_told():
    places = make_levels()
    (item,) = added(places.province.listing, power(places.province.body, "甲"))
    mine = take_over(places.county, item)
    assert [version.item_id for version in unfounded(DAY)] == [mine.pk]
    assert list(unfounded(DAY, below=places.other.government.path)) == []
    adjust(places.province.listing, change(LineKind.DELEGATE, item, to_level=Level.COUNTY), day=later(5))
    assert [version.item_id for version in unfounded(later(4))] == [mine.pk]
    assert list(unfounded(later(5))) == []


@pytest.mark.parametrize("seed", range(3))
def test_counts_are_those_of_the_difference_pair_by_pair(seed):
    """Against the plain definition: for each government and each delegation that reaches it, is there an item?"""
    chance, places = random.Random(seed), make_levels()
    givers, takers = [places.province, places.city], [places.city, places.county, places.other]
    expected = {at.government.name: {} for at in takers}
    for number in range(8):
        giver, level = chance.choice(givers), chance.choice([Level.CITY, Level.COUNTY])
        day = later(chance.randrange(10))
        (item,) = delegated(giver, f"事项{number}", to_level=level, day=day)
        for at in takers:
            reaches = at.government.level == level and at.government.path.startswith(giver.government.path)
            if reaches and at is not giver:
                taken = chance.random() < 0.5 and take_over(at, item, day)
                expected[at.government.name][f"事项{number}"] = bool(taken)
    found = gaps(None, later(20))
    assert table(found) == {
        name: (len(items), sum(items.values()), len(items) - sum(items.values()))
        for name, items in expected.items()
        if items
    }
    assert {(row.government.name, row.delegation.name) for row in found.rows()} == {
        (name, item) for name, items in expected.items() for item, taken in items.items() if not taken
    }


def test_it_costs_the_same_queries_however_much_there_is(django_assert_max_num_queries):
    places = make_levels()
    for number in range(5):
        (item,) = delegated(places.province, f"事项{number}")
        if number % 2:
            take_over(places.county, item)
    with django_assert_max_num_queries(7):
        assert len(list(gaps(None, DAY).rows())) == 8
