"""Two days compared, for machines: what came, went and changed, field by field."""

import datetime

import pytest
from django.utils import timezone

from listings.data import comparison
from listings.states import LineKind
from tests.cms_core.serving import reader_of
from tests.factories import make_organisation, make_portal
from tests.listings.factories import add, added, adjust, change, make_body, make_listing, power
from tests.listings.reading import data, sheet

pytestmark = pytest.mark.django_db
JSON, XLSX = "/lists/power/compare/data.json", "/lists/power/compare/data.xlsx"


def later(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def listing():
    return make_listing()


@pytest.fixture
def days(listing):
    """Item ids: one that goes, one that changes, one that comes, one that stays."""
    body, other = make_body(listing, "县发改局"), make_body(listing, "县经信局")
    gone, changed, _ = added(listing, power(body, "要走的"), power(body, "要改的", inner_flow="甲"), power(body))
    adjustment = adjust(
        listing,
        change(LineKind.CANCEL, gone),
        change(LineKind.AMEND, changed, {"phone": "12345", "charges": True, "inner_flow": "乙"}),
        add(power(body, "要来的")),
        day=later(5),
    )
    adjust(listing, change(LineKind.TRANSFER, changed, {"organisation": other.key}), day=later(6))
    come = adjustment.lines.get(kind=LineKind.ADD).item
    return {"query": {"from": later(0).isoformat(), "to": later(7).isoformat()}, "gone": gone.pk, "changed": changed.pk,
            "come": come.pk}  # fmt: skip


def test_json_tells_each_field(listing, days):
    told = data(reader_of(listing.portal).get(JSON, days["query"]))
    changes = {one["id"]: one for one in told["changes"]}
    assert {pk: one["change"] for pk, one in changes.items()} == {
        days["gone"]: "removed", days["changed"]: "changed", days["come"]: "added"
    }  # fmt: skip
    assert changes[days["changed"]]["fields"] == {
        "organisation": ["县发改局", "县经信局"], "phone": [None, "12345"], "charges": [None, True]
    }  # fmt: skip


def test_the_workbook_has_a_row_for_each_field(listing, days):
    headers, *rows = sheet(reader_of(listing.portal).get(XLSX, days["query"]))
    assert headers == comparison.HEADERS
    told = {(row[0], row[1], row[5], row[6], row[7]) for row in rows}
    assert told == {
        ("移出", days["gone"], None, None, None),
        ("新增", days["come"], None, None, None),
        ("变更", days["changed"], "实施主体", "县发改局", "县经信局"),
        ("变更", days["changed"], "咨询电话", None, "12345"),
        ("变更", days["changed"], "是否收费", None, "是"),
    }


def test_backwards_what_came_goes(listing, days):
    query = {"from": days["query"]["to"], "to": days["query"]["from"]}
    changes = {one["id"]: one["change"] for one in data(reader_of(listing.portal).get(JSON, query))["changes"]}
    assert changes == {days["gone"]: "added", days["changed"]: "changed", days["come"]: "removed"}


def test_in_batches_it_is_the_same(listing, days, monkeypatch):
    whole = data(reader_of(listing.portal).get(JSON, days["query"]))
    monkeypatch.setattr(comparison, "BATCH", 1)
    assert data(reader_of(listing.portal).get(JSON, days["query"])) == whole


def test_the_same_day_twice_has_no_changes(listing, days):
    today = later(0).isoformat()
    assert data(reader_of(listing.portal).get(JSON, {"from": today, "to": today}))["changes"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [({}, "from"), ({"from": "2026-01-01"}, "to"), ({"from": "x", "to": "2026-01-01"}, "from"),
     ({"from": "2026-01-01", "to": "2026-02-01", "level": "3"}, "q")],
)  # fmt: skip
def test_days_must_be_named(listing, query, field):
    added(listing, power(make_body(listing)))
    answer = reader_of(listing.portal).get(JSON, query)
    assert answer.status_code == 400 and data(answer)["field"] == field


def test_the_mark_changes_when_either_day_does(listing, days):
    reader = reader_of(listing.portal)
    before = reader.get(JSON, days["query"])["ETag"]
    assert reader.get(JSON, days["query"], headers={"If-None-Match": before}).status_code == 304
    added(listing, power(make_body(listing)), day=later(20))
    assert reader.get(JSON, days["query"])["ETag"] == before
    added(listing, power(make_body(listing)), day=later(-1))
    assert reader.get(JSON, days["query"])["ETag"] != before


def test_a_department_is_told_of_its_own_part():
    province = make_portal("zj", "province")
    listing = make_listing(portal=province)
    office = make_organisation("省发改委", parent=province.organisation, level=1, kind="department")
    department = make_portal("fgw", "department", parent=province, organisation=office)
    added(listing, power(office, "自己的"), power(make_body(listing), "别人的"), day=later(3))
    query = {"from": later(0).isoformat(), "to": later(4).isoformat()}
    assert [one["name"] for one in data(reader_of(department).get(JSON, query))["changes"]] == ["自己的"]
