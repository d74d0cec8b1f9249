"""The basic catalogue above, what is taken over below: prefilled, in agreement, and what may still be claimed."""

import datetime

import pytest

from cms_core.models.organisations import Level
from listings.checks import faults_of
from listings.levels import available, take_over_lines
from listings.levels.agreement import disagreements
from listings.levels.claiming import delegated
from listings.models import PowerVersion
from listings.states import LineKind
from tests.listings.factories import DAY, added, adjust, change, power, prepared
from tests.listings.levels_factories import BASIS, basic, basic_items, make_levels

pytestmark = pytest.mark.django_db
LATER = DAY + datetime.timedelta(days=30)


def names(found):
    return [one.name for one in found]


def take_over(place, items, day=DAY):
    bodies = {item.pk: place.body for item in items}
    return adjust(place.listing, *take_over_lines(place.listing, [item.pk for item in items], bodies, day), day=day)


def test_a_level_may_claim_what_the_catalogue_gives_it():
    places = make_levels()
    basic_items(places, basic(places.province.body, "全级", levels=""), basic(places.province.body, "县级", levels="3"))
    basic_items(places, basic(places.province.body, "省级", levels="1"))
    assert names(available(places.county.listing, DAY)) == ["全级", "县级"]
    assert names(available(places.city.listing, DAY)) == ["全级"]
    assert names(available(places.county.listing, DAY - datetime.timedelta(days=1))) == []


def test_what_is_taken_over_is_prefilled_and_no_longer_available():
    places = make_levels()
    (item,) = basic_items(places, basic(places.province.body, "小作坊登记", code="许可-00123-000"))
    adjustment = take_over(places.county, [item], LATER)
    version = PowerVersion.objects.get(item=adjustment.lines.get().item)
    assert (version.name, version.code, version.category, version.legal_basis) == (
        "小作坊登记",
        "许可-00123-000",
        "permit",
        BASIS,
    )
    assert (version.basic_code, version.partner_id, version.level) == ("许可-00123-000", item.pk, Level.COUNTY)
    assert names(available(places.county.listing, DAY)) == ["小作坊登记"]
    assert names(available(places.county.listing, LATER)) == []
    assert names(available(places.other.listing, LATER)) == ["小作坊登记"]


def test_a_cancelled_claim_is_available_again():
    places = make_levels()
    (item,) = basic_items(places, basic(places.province.body, "小作坊登记"))
    mine = take_over(places.county, [item]).lines.get().item
    adjust(places.county.listing, change(LineKind.CANCEL, mine), day=LATER)
    assert names(available(places.county.listing, LATER)) == ["小作坊登记"]


def test_lines_without_a_body_leave_it_to_be_filled_in():
    places = make_levels()
    (item,) = basic_items(places, basic(places.province.body))
    (line,) = take_over_lines(places.county.listing, [item.pk, item.pk, 10**9], {}, DAY)
    assert line["kind"] == LineKind.TAKE_OVER
    assert "organisation" not in line["values"]
    faults = faults_of(prepared(places.county.listing, line))
    assert [fault.field for fault in faults] == ["organisation"]


def test_available_costs_two_queries_however_much_there_is(django_assert_num_queries):
    places = make_levels()
    basic_items(places, *(basic(places.province.body) for _ in range(30)))
    with django_assert_num_queries(2):
        assert len(available(places.county.listing, DAY)) == 30


def test_what_is_handed_down_waits_for_the_governments_of_that_level():
    places = make_levels()
    (item,) = added(places.province.listing, power(places.province.body, "小作坊登记", legal_basis=BASIS))
    adjust(places.province.listing, change(LineKind.DELEGATE, item, to_level=Level.COUNTY), day=LATER)
    assert delegated(places.county.listing, DAY) == []
    (waiting,) = delegated(places.county.listing, LATER)
    assert (waiting.item, waiting.name, waiting.since) == (item.pk, "小作坊登记", LATER)
    assert delegated(places.city.listing, LATER) == []
    take_over(places.county, [item], LATER)
    assert delegated(places.county.listing, LATER) == []
    assert [one.item for one in delegated(places.other.listing, LATER)] == [item.pk]
    version = PowerVersion.objects.get(listing=places.county.listing)
    assert (version.source, version.legal_basis) == ("delegated", BASIS)


@pytest.mark.parametrize(
    ("mine", "differing"),
    [
        ({}, []),
        ({"name": "小作坊 登记"}, []),
        ({"name": "小作坊备案"}, ["name"]),
        ({"category": "penalty"}, ["category"]),
        ({"code": "许可-00124-000"}, ["code"]),
        ({"code": ""}, []),
        ({"code": "本地-1"}, []),
        ({"legal_basis": f"{BASIS}第二款"}, ["legal_basis"]),
        ({"code": "许可-00123-001", "name": "小作坊登记（变更）"}, []),
        ({"code": "许可-00124-001", "name": "小作坊登记（变更）"}, ["name", "code"]),
    ],
    ids=["same", "blanks", "name", "category", "code", "no code", "own code", "basis", "part", "part of another"],
)
def test_agreement(mine, differing):
    upper = {"name": "小作坊登记", "code": "许可-00123-000", "category": "permit", "legal_basis": BASIS}
    assert disagreements(upper | mine, upper) == differing


@pytest.mark.parametrize(
    ("code", "agrees"),
    [("11330127002500000130001170050000", None), ("113301270025000001" + "3" + "000117005000", True),
     ("113301270025000001" + "3" + "000117006000", False), ("000117005000", True), ("许可-00001-000", True)],
    ids=["too long", "implementing", "of another", "itself", "of another system"],
)  # fmt: skip
def test_an_implementing_code_agrees_with_the_basic_code_in_it(code, agrees):
    upper = {"name": "登记", "code": "000117005000", "category": "permit"}
    found = disagreements({**upper, "code": code}, upper)
    assert found == ([] if agrees is not False else ["code"])


def test_disagreement_stands_in_the_way_only_where_the_province_says_so(settings):
    places = make_levels()
    (item,) = basic_items(places, basic(places.province.body, "小作坊登记"))
    (line,) = take_over_lines(places.county.listing, [item.pk], {item.pk: places.county.body}, DAY)
    line["values"]["name"] = "小作坊备案"
    adjustment = prepared(places.county.listing, line)
    assert faults_of(adjustment) == []
    settings.PORTAL_BASIC_STRICT = True
    (fault,) = faults_of(adjustment)
    assert (fault.line, fault.field) == (1, "name")
    assert "基本目录为“小作坊登记”" in fault.reason


def test_a_code_that_the_catalogue_has_not_is_told(settings):
    settings.PORTAL_BASIC_STRICT = True
    places = make_levels()
    basic_items(places, basic(places.province.body))
    values = power(places.county.body, basic_code="许可-99999-000")
    (fault,) = faults_of(prepared(places.county.listing, {"kind": LineKind.ADD, "values": values}))
    assert (fault.field, fault.value) == ("basic_code", "许可-99999-000")
