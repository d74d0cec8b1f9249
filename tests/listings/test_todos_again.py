"""To-dos that are asked for once more: after a revocation, of an item with several lines, under a former code."""

import datetime

import pytest
from django.utils import timezone

from cms_core.models.validity import Validity
from listings.actions.revoke import RevokeAdjustment
from listings.kinds import ListKind
from listings.models import Adjustment, Todo, TodoKind, TodoState
from listings.states import LineKind
from listings.todos.cause import due_day
from listings.todos.documents import flag_documents
from listings.todos.funds import check_funds
from tests.listings.factories import DAY, add, added, adjust, change, make_body, make_listing, power
from tests.listings.levels_factories import make_levels
from tests.listings.test_todos import FAR, LATER, open_todos, rested
from tests.listings.test_todos_documents import TITLE, document

pytestmark = pytest.mark.django_db


def test_each_line_of_an_item_is_asked_for():
    places = make_levels()
    upper, mine = rested(places, places.county)
    lines = [
        change(LineKind.AMEND, upper, {"name": "小作坊备案"}),
        change(LineKind.AMEND, upper, {"legal_basis": "《新规定》第一条"}),
        change(LineKind.SUSPEND, upper),
    ]
    adjust(places.basic, *lines, day=LATER)
    assert [todo.kind for todo in open_todos()] == [TodoKind.FOLLOW, TodoKind.FOLLOW, TodoKind.SUSPEND]
    adjust(places.county.listing, change(LineKind.AMEND, mine, {"name": "小作坊备案"}), day=LATER)
    assert [todo.kind for todo in open_todos()] == [TodoKind.FOLLOW, TodoKind.SUSPEND]


def test_what_is_suspended_and_resumed_in_one_adjustment_asks_for_nothing():
    places = make_levels()
    upper, _ = rested(places, places.county)
    adjust(places.basic, change(LineKind.SUSPEND, upper), change(LineKind.RESUME, upper), day=LATER)
    assert open_todos() == []


@pytest.mark.parametrize(
    "below",
    [(LineKind.CANCEL, {}), (LineKind.AMEND, {"name": "小作坊备案"})],
    ids=["to be cancelled", "to be followed"],
)
def test_what_was_to_come_below_and_is_revoked_leaves_what_was_asked_meanwhile(below):
    places = make_levels()
    upper, mine = rested(places, places.county)
    coming = adjust(places.county.listing, change(below[0], mine, below[1]), day=FAR)
    adjust(places.basic, change(LineKind.AMEND, upper, {"name": "小作坊备案"}), day=LATER)
    assert open_todos() == []
    RevokeAdjustment(coming, reason="暂缓").execute()
    assert [(todo.kind, todo.item_id) for todo in open_todos()] == [(TodoKind.FOLLOW, mine.pk)]


def test_a_duty_that_stays_after_all_is_told_of_its_power():
    listing = make_listing()
    body = make_body(listing)
    duties = make_listing(ListKind.RESPONSIBILITY, portal=listing.portal)
    (item,) = added(listing, power(body, code="许可-00500-000"))
    (mine,) = added(duties, duty(body))
    coming = adjust(duties, change(LineKind.CANCEL, mine), day=FAR)
    adjust(listing, change(LineKind.CANCEL, item), day=LATER)
    assert open_todos() == []
    RevokeAdjustment(coming, reason="暂缓").execute()
    assert [todo.item_id for todo in open_todos()] == [mine.pk]


def test_what_another_list_has_done_is_not_asked_again_by_a_revocation():
    places = make_levels()
    upper, mine = rested(places, places.county)
    coming = adjust(places.county.listing, change(LineKind.SUSPEND, mine), day=FAR)
    adjust(places.basic, change(LineKind.AMEND, upper, {"name": "小作坊备案"}), day=LATER)
    (todo,) = open_todos()
    Todo.objects.filter(pk=todo.pk).update(state=TodoState.DISMISSED, reason="本县不设")
    RevokeAdjustment(coming, reason="暂缓").execute()
    assert open_todos() == []


def test_what_is_asked_after_a_revocation_is_not_late_when_it_appears():
    places = make_levels()
    upper, mine = rested(places, places.county)
    coming = adjust(places.county.listing, change(LineKind.CANCEL, mine), day=FAR)
    adjust(places.basic, change(LineKind.AMEND, upper, {"name": "小作坊备案"}), day=LATER)
    Adjustment.objects.update(approved_at=datetime.datetime(2026, 3, 2, 4, tzinfo=datetime.UTC))
    RevokeAdjustment(coming, reason="暂缓").execute()
    (todo,) = open_todos()
    assert (todo.since, todo.due) == (LATER, due_day(timezone.localdate()))


def duty(body, **values):
    return {"organisation": body.key, "name": "登记责任", "block": "power", "power_code": "许可-00500-000",
            "responsibilities": "受理", **values}  # fmt: skip


@pytest.mark.parametrize("former", ["code", "body"])
def test_duties_under_a_former_code_or_body_of_a_power_are_told(former):
    listing = make_listing()
    body = make_body(listing)
    duties = make_listing(ListKind.RESPONSIBILITY, portal=listing.portal)
    (item,) = added(listing, power(body, code="许可-00500-000"))
    (mine,) = added(duties, duty(body))
    if former == "code":
        adjust(listing, change(LineKind.AMEND, item, {"code": "许可-00501-000"}), day=LATER)
    else:
        adjust(listing, change(LineKind.TRANSFER, item, {"organisation": make_body(listing).key}), day=LATER)
    adjust(listing, change(LineKind.CANCEL, item), day=LATER)
    assert [(todo.kind, todo.item_id) for todo in open_todos()] == [(TodoKind.DUTY, mine.pk)]
    adjust(duties, change(LineKind.AMEND, mine, {"power_code": "许可-00777-000"}), day=LATER)
    assert open_todos() == []


def test_sub_items_under_a_former_code_of_their_main_item_are_told():
    listing = make_listing()
    body = make_body(listing)
    main, sub = added(
        listing, power(body, code="许可-00500-000"), power(body, code="许可-00500-001", main_code="许可-00500-000")
    )
    adjust(listing, change(LineKind.AMEND, main, {"code": "许可-00501-000"}), day=LATER)
    adjust(listing, change(LineKind.CANCEL, main), day=LATER)
    assert [(todo.kind, todo.item_id, todo.source_id) for todo in open_todos()] == [
        (TodoKind.SUB_ITEM, sub.pk, main.pk)
    ]
    adjust(listing, change(LineKind.CANCEL, sub), day=LATER)
    assert open_todos() == []


def test_a_former_code_that_another_power_has_now_means_that_one():
    listing = make_listing()
    body = make_body(listing)
    duties = make_listing(ListKind.RESPONSIBILITY, portal=listing.portal)
    (item,) = added(listing, power(body, code="许可-00500-000"))
    adjust(listing, change(LineKind.AMEND, item, {"code": "许可-00501-000"}), day=LATER)
    adjust(listing, add(power(body, code="许可-00500-000")), day=LATER)
    added(duties, duty(body))
    adjust(listing, change(LineKind.CANCEL, item), day=LATER)
    assert open_todos() == []


def test_a_repealed_document_that_is_named_again_is_told_again():
    listing = make_listing()
    (item,) = added(listing, power(make_body(listing), legal_basis=f"《{TITLE}》第三条"))
    page = document(listing, validity=Validity.REPEALED)
    flag_documents([page.pk])
    (todo,) = open_todos()
    adjust(listing, change(LineKind.AMEND, item, {"legal_basis": "《别的规定》"}), day=LATER)
    assert open_todos() == []
    adjust(listing, change(LineKind.AMEND, item, {"legal_basis": f"《{TITLE}》第四条"}), day=LATER)
    assert open_todos() == [todo]
    todo.refresh_from_db()
    assert todo.settled_by is None


def test_a_fund_that_was_extended_and_cut_again_is_told_again(settings):
    listing = make_listing(ListKind.FUND)
    fund = {"organisation": make_body(listing).key, "name": "专项资金", "allocation_way": "factors",
            "starts": "2026-01-01", "ends": "2026-06-30"}  # fmt: skip
    (item,) = added(listing, fund)
    now = datetime.datetime(2026, 6, 1, 4, tzinfo=datetime.UTC)
    check_funds(now)
    (todo,) = open_todos()
    adjust(listing, change(LineKind.AMEND, item, {"ends": "2027-06-30"}), day=DAY)
    check_funds(now)
    assert open_todos() == []
    adjust(listing, change(LineKind.AMEND, item, {"ends": "2026-06-30"}), day=LATER)
    check_funds(now)
    assert open_todos() == [todo]
