"""The API: pages, items, history, adjustments, described by a document that a validator accepts."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openapi_spec_validator import OpenAPIV31SpecValidator

from listings.actions.revoke import RevokeAdjustment
from listings.data.openapi import schema_name
from listings.kinds import ListKind
from listings.states import LineKind
from tests.cms_core.serving import reader_of
from tests.factories import make_organisation, make_portal
from tests.listings.factories import add, added, adjust, change, make_body, make_listing, power, prepared
from tests.listings.reading import content, data

pytestmark = pytest.mark.django_db
BASE = "/api/lists/power"


def later(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def listing():
    return make_listing()


@pytest.fixture
def reader(listing):
    return reader_of(listing.portal)


def test_pages_follow_one_another_to_the_end(listing, reader):
    body = make_body(listing)
    added(listing, *(power(body, f"第{number}项", code=f"甲{number}") for number in range(5)))
    address, names = f"{BASE}/items?size=2", []
    while address:
        page = data(reader.get(address.removeprefix(listing.portal.base_url)))
        assert page["total"] == 5 and len(page["items"]) <= 2
        names += [item["name"] for item in page["items"]]
        address = page["next"]
    assert names == [f"第{number}项" for number in range(5)]


@pytest.mark.parametrize("address", ["/api/lists", f"{BASE}/items", f"{BASE}/adjustments", "/lists/power/data.csv",
                                     "/lists/power/dictionary.json", "/api/lists/openapi.json"])  # fmt: skip
def test_a_parameter_that_is_not_known_is_an_error_and_not_a_wider_answer(listing, reader, address):
    added(listing, power(make_body(listing)))
    answer = reader.get(address, {"limit": 2})
    assert answer.status_code == 400 and answer.json()["field"] == "limit"
    assert ("size" in answer.json()["error"]) == (address in (f"{BASE}/items", f"{BASE}/adjustments"))


def test_the_next_page_is_of_the_same_day_and_question(listing, reader):
    body = make_body(listing)
    added(listing, *(power(body) for _ in range(3)))
    following = data(reader.get(f"{BASE}/items", {"size": 1, "body": body.key}))["next"]
    assert f"on={timezone.localdate()}" in following and f"body={body.key}" in following and "size=1" in following


def test_what_a_page_tells_of_an_item_is_what_its_own_address_does(listing, reader):
    (item,) = added(listing, power(make_body(listing), level=3, charges=False))
    (in_page,) = data(reader.get(f"{BASE}/items"))["items"]
    alone = data(reader.get(f"{BASE}/items/{item.pk}"))
    assert {name: alone[name] for name in in_page} == in_page
    assert alone["until"] is None and alone["on"] == timezone.localdate().isoformat()


def test_an_item_on_any_day(listing, reader):
    (item,) = added(listing, power(make_body(listing), "旧名"))
    adjust(listing, change(LineKind.AMEND, item, {"name": "新名"}), day=later(5))
    adjust(listing, change(LineKind.CANCEL, item), day=later(9))
    told = {days: data(reader.get(f"{BASE}/items/{item.pk}", {"on": later(days).isoformat()})) for days in (0, 5, 9)}
    assert [told[days]["name"] for days in (0, 5, 9)] == ["旧名", "新名", "新名"]
    assert [told[days]["state"] for days in (0, 5, 9)] == ["in_force", "in_force", "cancelled"]
    assert told[0]["until"] == later(5).isoformat()
    assert reader.get(f"{BASE}/items/{item.pk}", {"on": "2025-12-31"}).status_code == 404


def test_history_tells_periods_and_decisions(listing, reader):
    (item,) = added(listing, power(make_body(listing), "旧名"))
    adjust(listing, change(LineKind.AMEND, item, {"name": "新名"}), day=later(5), approval_number="云编〔2026〕9号")
    cancelled = adjust(listing, change(LineKind.CANCEL, item), day=later(9))
    RevokeAdjustment(cancelled, reason="依据变化").execute()
    told = data(reader.get(f"{BASE}/items/{item.pk}/history"))
    assert [one["name"] for one in told["periods"]] == ["旧名", "新名"]
    assert [(one["kind"], one["revoked"]) for one in told["records"]] == [
        ("add", False), ("amend", False), ("cancel", True)
    ]  # fmt: skip
    assert told["records"][1]["adjustment"]["approval_number"] == "云编〔2026〕9号"


def test_adjustments_are_told_once_they_are_approved(listing, reader):
    body = make_body(listing)
    (item,) = added(listing, power(body))
    adjust(listing, change(LineKind.CANCEL, item), day=later(5), title="取消一项")
    revoked = adjust(listing, add(power(body)), day=later(6), title="撤销的")
    RevokeAdjustment(revoked, reason="依据变化").execute()
    prepared(listing, add(power(body)), title="还是草稿")
    told = data(reader.get(f"{BASE}/adjustments"))["adjustments"]
    assert [(one["title"], one["state"]) for one in told] == [
        ("撤销的", "revoked"), ("取消一项", "upcoming"), ("清单动态调整", "in_force")
    ]  # fmt: skip
    assert told[1]["lines"] == {"cancel": 1}
    page = data(reader.get(f"{BASE}/adjustments", {"size": 2}))
    rest = data(reader.get(page["next"].removeprefix(listing.portal.base_url)))
    assert [one["title"] for one in rest["adjustments"]] == ["清单动态调整"] and rest["next"] is None


def test_nothing_of_a_draft_is_anywhere(listing, reader):
    body = make_body(listing, "县某局")
    (item,) = added(listing, power(body, "公开的"))
    addresses = ["/api/lists", f"{BASE}/items", f"{BASE}/items/{item.pk}", f"{BASE}/items/{item.pk}/history",
                 f"{BASE}/adjustments", "/lists/power/adjustments/feed.atom", "/lists/power/data.json",
                 "/lists/power/compare/data.json?from=2025-01-01&to=2026-06-01", "/lists/power/dictionary.json"
    ]  # fmt: skip
    before = [content(reader.get(address)) for address in addresses]
    prepared(
        listing, add(power(body, "草稿里的")), change(LineKind.AMEND, item, {"name": "改过的"}), day=DAY, title="未批准"
    )
    assert [content(reader.get(address)) for address in addresses] == before


DAY = datetime.date(2026, 1, 1)


def test_a_revoked_addition_was_never_there(listing, reader):
    adjustment = adjust(listing, add(power(make_body(listing))), day=later(5))
    item = adjustment.lines.get().item_id
    assert reader.get(f"{BASE}/items/{item}/history").status_code == 200
    RevokeAdjustment(adjustment, reason="依据变化").execute()
    for address in (f"{BASE}/items/{item}", f"{BASE}/items/{item}?on={later(6)}", f"{BASE}/items/{item}/history"):
        assert reader.get(address).status_code == 404


def test_an_item_of_another_portal_is_not_told_here(listing, reader):
    province = make_portal("zj", "province")
    other = make_listing(portal=make_portal("jiande", parent=province))
    (item,) = added(other, power(make_body(other)))
    added(listing, power(make_body(listing)))
    assert reader.get(f"{BASE}/items/{item.pk}").status_code == 404
    assert reader.get(f"{BASE}/items/{item.pk}/history").status_code == 404
    assert data(reader_of(province).get(f"{BASE}/items/{item.pk}?scope=all"))["id"] == item.pk


def test_a_department_tells_of_its_own_part_only():
    province = make_portal("zj", "province")
    listing = make_listing(portal=province)
    office = make_organisation("省发改委", parent=province.organisation, level=1, kind="department")
    department = make_portal("fgw", "department", parent=province, organisation=office)
    own, others = added(listing, power(office, "自己的"), power(make_body(listing), "别人的"))
    reader = reader_of(department)
    assert [item["name"] for item in data(reader.get(f"{BASE}/items"))["items"]] == ["自己的"]
    assert reader.get(f"{BASE}/items/{own.pk}").status_code == 200
    assert reader.get(f"{BASE}/items/{others.pk}").status_code == 404
    assert reader.get(f"{BASE}/items/{others.pk}/history").status_code == 404
    adjust(listing, change(LineKind.CANCEL, others), title="与本委无关", day=later(3))
    titles = [one["title"] for one in data(reader.get(f"{BASE}/adjustments"))["adjustments"]]
    assert titles == ["清单动态调整"]


def test_what_lists_there_are(listing, reader):
    added(listing, power(make_body(listing)))
    make_listing(ListKind.FUND, portal=listing.portal)  # nothing was ever on it
    (told,) = data(reader.get("/api/lists"))["lists"]
    assert (told["kind"], told["total"], told["portal"]) == ("power", 1, listing.portal.key)
    for address in (told["items"], told["adjustments"], told["dictionary"], *told["data"].values()):
        assert reader.get(address.removeprefix(listing.portal.base_url)).status_code == 200


def test_all_lists_of_the_province():
    province = make_portal("zj", "province")
    for key in ("tonglu", "jiande"):
        listing = make_listing(portal=make_portal(key, parent=province))
        added(listing, power(make_body(listing)))
    reader = reader_of(province)
    told = data(reader.get("/api/lists?scope=all"))["lists"]
    assert {one["portal"] for one in told} == {"tonglu", "jiande"}
    for one in told:
        page = data(reader.get(one["items"].removeprefix(province.base_url)))
        assert len(page["items"]) == page["total"] == 1


def test_who_has_it_is_told_so(listing, reader):
    added(listing, power(make_body(listing)))
    answer = reader.get(f"{BASE}/items")
    assert answer["Access-Control-Allow-Origin"] == "*"
    again = reader.get(f"{BASE}/items", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304 and not again.content and again["Access-Control-Allow-Origin"] == "*"


def test_it_is_read_only(listing, reader):
    added(listing, power(make_body(listing)))
    for send in (reader.post, reader.put, reader.delete, reader.patch):
        assert send(f"{BASE}/items").status_code == 405


@pytest.mark.parametrize(
    ("query", "field"),
    [({"cursor": "x"}, "cursor"), ({"cursor": "z"}, "cursor"), ({"cursor": "b~1~1~1"}, "cursor"),
     ({"size": "0"}, "size"), ({"size": "501"}, "size"), ({"size": "x"}, "size"),
     ({"on": "x"}, "on"), ({"category": "'--"}, "category")],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_with_its_parameter(listing, reader, query, field):
    added(listing, power(make_body(listing)))
    answer = reader.get(f"{BASE}/items", query)
    assert answer.status_code == 400 and data(answer)["field"] == field


def test_too_often_is_told_when_to_come_back(listing, reader, settings):
    settings.PORTAL_LISTS_API_PER_MINUTE = 1
    added(listing, power(make_body(listing)))
    assert [reader.get("/api/lists").status_code for _ in range(2)] == [200, 429]


def test_errors_are_json(listing, reader):
    for address in (f"{BASE}/items", "/api/lists/other/items", f"{BASE}/items/999", "/api/lists/fund/adjustments"):
        answer = reader.get(address)
        assert answer.status_code == 404 or address == f"{BASE}/items"
        assert answer["Content-Type"].startswith("application/json") and data(answer)


@pytest.mark.parametrize(
    ("address", "most"),
    [("/items", 6), ("/items?level=3&category=permit", 6), ("/items/{item}", 6), ("/items/{item}/history", 6),
     ("/adjustments", 6)],
)  # fmt: skip
def test_the_cost_stays_the_same(listing, reader, address, most):
    (item,) = added(listing, power(make_body(listing), level=3))
    path = BASE + address.format(item=item.pk)
    reader.get(path)
    before = queries(reader, path)
    for _ in range(5):
        added(listing, *(power(make_body(listing), level=3) for _ in range(4)))
    assert queries(reader, path) == before <= most


def queries(reader, path) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert reader.get(path).status_code == 200
    return len(captured)


def test_the_description_is_valid_and_tells_what_comes(listing, reader):
    (item,) = added(listing, power(make_body(listing), level=3, online_stars=5, charges=True))
    description = data(reader.get("/api/lists/openapi.json"))
    OpenAPIV31SpecValidator(description).validate()
    schema = description["components"]["schemas"][schema_name("power")]
    told = data(reader.get(f"{BASE}/items"))["items"][0]
    assert set(told) <= set(schema["properties"]) and set(schema["required"]) <= set(told)
    for name, value in told.items():
        if "enum" in schema["properties"][name]:
            assert value in schema["properties"][name]["enum"]
    paths = {path.format(kind="power", id=item.pk) for path in description["paths"]}
    assert all(reader.get(path).status_code == 200 for path in paths)
