"""What changes above becomes a to-do below, and is done by itself when the list agrees again."""

import datetime

import pytest
from django.utils import timezone

from cms_core.calendar.working_days import after_working_days
from cms_core.models.organisations import Level, OrganisationKind
from listings.actions.revoke import RevokeAdjustment
from listings.kinds import ListKind
from listings.levels import take_over_lines
from listings.models import Todo, TodoKind, TodoState
from listings.states import LineKind
from tests.factories import make_organisation
from tests.listings.factories import DAY, add, added, adjust, change, make_body, make_listing, power
from tests.listings.levels_factories import BASIS, basic, basic_items, make_levels

pytestmark = pytest.mark.django_db
LATER = datetime.date(2026, 3, 2)
FAR = datetime.date(2099, 3, 2)


def rested(places, at, name="小作坊登记", **values):
    """(basic item, item of the list at `at` that rests on it)."""
    (item,) = basic_items(places, basic(places.province.body, name, **values))
    return item, claimed(at, item)


def claimed(at, item, day=DAY):
    lines = take_over_lines(at.listing, [item.pk], {item.pk: at.body}, day)
    return adjust(at.listing, *lines, day=day).lines.get().item


def open_todos(listing=None):
    found = Todo.objects.open().exclude(kind=TodoKind.CLAIM)
    return list(found.filter(listing=listing) if listing else found)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ((LineKind.AMEND, {"name": "小作坊备案"}), TodoKind.FOLLOW),
        ((LineKind.AMEND, {"legal_basis": "《新规定》第一条"}), TodoKind.FOLLOW),
        ((LineKind.AMEND, {"code": "许可-77777-000"}), TodoKind.FOLLOW),
        ((LineKind.RECLASSIFY, {"category": "confirmation", "code": "确认-00001-000"}), TodoKind.FOLLOW),
        ((LineKind.AMEND, {"remark": "无关"}), None),
        ((LineKind.CANCEL, {}), TodoKind.END),
        ((LineKind.INTERNALISE, {}), TodoKind.END),
        ((LineKind.SUSPEND, {}), TodoKind.SUSPEND),
    ],
    ids=["name", "basis", "code", "category", "remark", "cancelled", "internalised", "suspended"],
)
def test_a_change_of_the_catalogue_is_a_todo_of_each_list_that_rests_on_it(line, kind):
    places = make_levels()
    upper, mine = rested(places, places.county)
    rested(places, places.other, "别的事项")
    what, values = line
    adjust(places.basic, change(what, upper, values), day=LATER, title="目录调整")
    found = open_todos()
    assert [(todo.kind, todo.item_id, todo.source_id, todo.listing_id) for todo in found] == (
        [(kind, mine.pk, upper.pk, places.county.listing.pk)] if kind else []
    )
    for todo in found:
        assert todo.since == LATER
        assert todo.adjustment.title == "目录调整"
        assert "小作坊登记" in todo.detail or "小作坊备案" in todo.detail


def test_a_todo_is_due_twenty_working_days_after_the_later_of_effect_and_approval(settings):
    places = make_levels()
    upper, _ = rested(places, places.county)
    adjust(places.basic, change(LineKind.AMEND, upper, {"name": "甲"}), day=FAR)
    assert Todo.objects.get(kind=TodoKind.FOLLOW).due == after_working_days(FAR, 20)
    settings.PORTAL_LISTING_DAYS = 5
    adjustment = adjust(places.basic, change(LineKind.SUSPEND, upper), day=LATER)
    begin = max(LATER, timezone.localdate(adjustment.approved_at))
    assert Todo.objects.get(kind=TodoKind.SUSPEND).due == after_working_days(begin, 5)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ((LineKind.AMEND, {"name": "小作坊备案"}), (LineKind.AMEND, {"name": "小作坊备案"})),
        ((LineKind.AMEND, {"name": "小作坊备案"}), (LineKind.CANCEL, {})),
        ((LineKind.CANCEL, {}), (LineKind.CANCEL, {})),
        ((LineKind.CANCEL, {}), (LineKind.AMEND, {"basic_code": "许可-00999-000"})),
        ((LineKind.SUSPEND, {}), (LineKind.SUSPEND, {})),
        (
            (LineKind.AMEND, {"code": "许可-77777-000"}),
            (LineKind.AMEND, {"code": "许可-77777-000", "basic_code": "许可-77777-000"}),
        ),
    ],
    ids=["followed", "cancelled instead", "cancelled", "rests on another", "suspended", "code"],
)
def test_it_is_done_by_itself_when_the_item_agrees(above, below):
    places = make_levels()
    upper, mine = rested(places, places.county)
    adjust(places.basic, change(above[0], upper, above[1]), day=LATER)
    (todo,) = open_todos()
    adjust(places.county.listing, change(LineKind.AMEND, mine, {"phone": "12345"}), day=LATER)
    assert open_todos() == [todo]
    adjustment = adjust(places.county.listing, change(below[0], mine, below[1]), day=FAR)
    todo.refresh_from_db()
    assert (todo.state, todo.settled_by) == (TodoState.DONE, adjustment)
    assert todo.closed_at is not None


def test_following_half_of_a_change_leaves_it_open():
    places = make_levels()
    upper, mine = rested(places, places.county)
    adjust(places.basic, change(LineKind.AMEND, upper, {"name": "甲", "legal_basis": "《乙规定》"}), day=LATER)
    adjust(places.county.listing, change(LineKind.AMEND, mine, {"name": "甲"}), day=LATER)
    assert len(open_todos()) == 1
    adjust(places.county.listing, change(LineKind.AMEND, mine, {"legal_basis": "《乙规定》"}), day=LATER)
    assert open_todos() == []


def test_whoever_was_first_has_nothing_to_do():
    places = make_levels()
    upper, mine = rested(places, places.county)
    adjust(places.county.listing, change(LineKind.AMEND, mine, {"name": "甲"}), day=LATER)
    adjust(places.basic, change(LineKind.AMEND, upper, {"name": "甲"}), day=LATER)
    assert open_todos() == []


def test_a_suspension_that_ends_above_asks_for_the_same_below():
    places = make_levels()
    upper, mine = rested(places, places.county)
    adjust(places.basic, change(LineKind.SUSPEND, upper), day=LATER)
    adjust(places.county.listing, change(LineKind.SUSPEND, mine), day=LATER)
    adjust(places.basic, change(LineKind.RESUME, upper), day=FAR)
    assert [todo.kind for todo in open_todos()] == [TodoKind.RESUME]
    adjust(places.county.listing, change(LineKind.RESUME, mine), day=FAR)
    assert open_todos() == []


def test_what_is_undone_above_is_asked_no_more():
    places = make_levels()
    upper, _ = rested(places, places.county)
    adjust(places.basic, change(LineKind.SUSPEND, upper), day=LATER)
    adjust(places.basic, change(LineKind.RESUME, upper), day=FAR)
    assert open_todos() == []


def test_revoking_takes_back_what_it_asked_and_reopens_what_it_settled():
    places = make_levels()
    upper, mine = rested(places, places.county)
    above = adjust(places.basic, change(LineKind.AMEND, upper, {"name": "甲"}), day=LATER)
    followed = adjust(places.county.listing, change(LineKind.AMEND, mine, {"name": "甲"}), day=FAR)
    assert open_todos() == []
    RevokeAdjustment(followed, reason="批准有误").execute()
    assert [todo.adjustment for todo in open_todos()] == [above]
    second = adjust(places.basic, change(LineKind.CANCEL, upper), day=FAR)
    RevokeAdjustment(second, reason="批准有误").execute()
    (taken_back,) = Todo.objects.filter(kind=TodoKind.END)
    assert (taken_back.state, taken_back.reason) == (TodoState.DISMISSED, "引起它的调整已撤销。")


def test_items_taken_over_from_above_follow_the_item_they_came_from():
    places = make_levels()
    (upper,) = added(places.province.listing, power(places.province.body, "小作坊登记", legal_basis=BASIS))
    adjust(places.province.listing, change(LineKind.DELEGATE, upper, to_level=Level.COUNTY, entrusted=True))
    claimed(places.county, upper)
    adjust(places.province.listing, change(LineKind.AMEND, upper, {"name": "小作坊备案", "phone": "1"}), day=LATER)
    assert [(todo.kind, todo.listing) for todo in open_todos(places.county.listing)] == [
        (TodoKind.FOLLOW, places.county.listing)
    ]


def test_what_is_handed_down_is_a_todo_of_each_government_of_that_level():
    places = make_levels()
    (item,) = added(places.province.listing, power(places.province.body, "小作坊登记"))
    adjust(places.province.listing, change(LineKind.DELEGATE, item, to_level=Level.COUNTY), day=LATER)
    wanted = {places.county.listing.pk, places.other.listing.pk}
    assert {todo.listing_id for todo in open_todos()} == wanted
    claimed(places.county, item, LATER)
    assert [todo.listing for todo in open_todos()] == [places.other.listing]


def test_a_city_hands_down_within_its_own_tree():
    places = make_levels()
    elsewhere = make_organisation("丁市人民政府", parent=places.root, level=Level.CITY)
    make_organisation("戊县人民政府", parent=elsewhere, level=Level.COUNTY)
    (item,) = added(places.city.listing, power(places.city.body))
    adjust(places.city.listing, change(LineKind.DELEGATE, item, to_level=Level.COUNTY))
    assert {todo.organisation for todo in open_todos()} == {places.county.government, places.other.government}


def test_towns_take_over_on_the_list_of_their_county():
    places = make_levels()
    kinds = {"甲镇人民政府": OrganisationKind.GOVERNMENT, "乙街道办事处": OrganisationKind.AGENCY}
    towns = [
        make_organisation(name, parent=places.county.government, level=Level.TOWN, kind=kind)
        for name, kind in kinds.items()
    ]
    (item,) = added(places.county.listing, power(places.county.body))
    adjust(places.county.listing, change(LineKind.DELEGATE, item, to_level=Level.TOWN))
    assert {todo.organisation for todo in open_todos(places.county.listing)} == set(towns)
    lines = take_over_lines(places.county.listing, [item.pk], {item.pk: towns[0]}, DAY)
    adjust(places.county.listing, *lines)
    assert [todo.organisation for todo in open_todos()] == [towns[1]]


def test_new_items_of_the_catalogue_are_one_todo_of_each_list_until_all_are_claimed():
    places = make_levels()
    items = basic_items(places, *(basic(places.province.body, levels=levels) for levels in ("3", "2,3", "1")))
    rows = Todo.objects.open().filter(kind=TodoKind.CLAIM).order_by("listing__portal__path")
    assert [(todo.listing, todo.name.rpartition("（")[2]) for todo in rows] == [
        (places.province.listing, "1项）"),
        (places.city.listing, "1项）"),
        (places.county.listing, "2项）"),
        (places.other.listing, "2项）"),
    ]
    claimed(places.county, items[0])
    assert rows.filter(listing=places.county.listing).exists()
    claimed(places.county, items[1])
    assert not rows.filter(listing=places.county.listing).exists()


def test_the_end_of_a_power_is_told_to_its_duties_its_guide_and_its_sub_items():
    listing = make_listing()
    body, neighbour = make_body(listing), make_body(listing)
    duties = make_listing(ListKind.RESPONSIBILITY, portal=listing.portal)
    main, sub = added(
        listing,
        power(body, "登记", code="许可-00500-000", guide_url="https://www.example.gov.cn/guide/1.html"),
        power(body, "变更登记", code="许可-00500-001", main_code="许可-00500-000"),
    )
    duty = {"name": "登记责任", "block": "power", "power_code": "许可-00500-000", "responsibilities": "受理"}
    mine, _ = added(duties, duty | {"organisation": body.key}, duty | {"organisation": neighbour.key})
    adjust(listing, change(LineKind.CANCEL, main), day=LATER)
    assert {(todo.kind, todo.item_id) for todo in open_todos()} == {
        (TodoKind.GUIDE, main.pk),
        (TodoKind.SUB_ITEM, sub.pk),
        (TodoKind.DUTY, mine.pk),
    }
    assert "guide/1.html" in Todo.objects.get(kind=TodoKind.GUIDE).detail
    adjust(duties, change(LineKind.CANCEL, mine), day=LATER)
    adjust(listing, change(LineKind.CANCEL, sub), day=LATER)
    assert [todo.kind for todo in open_todos()] == [TodoKind.GUIDE]


def test_cancelling_all_at_once_leaves_nothing_to_do():
    listing = make_listing()
    body = make_body(listing)
    items = added(
        listing,
        power(body, code="许可-00500-000"),
        power(body, code="许可-00500-001", main_code="许可-00500-000"),
    )
    adjust(listing, *(change(LineKind.CANCEL, item) for item in items), day=LATER)
    assert open_todos() == []


def test_todos_of_many_lists_cost_the_same_queries(django_assert_max_num_queries):
    places = make_levels()
    uppers = basic_items(places, *(basic(places.province.body) for _ in range(40)))
    for at in (places.county, places.other, places.city):
        lines = take_over_lines(at.listing, [one.pk for one in uppers], {one.pk: at.body for one in uppers}, DAY)
        adjust(at.listing, *lines)
    with django_assert_max_num_queries(80):
        adjust(places.basic, *(change(LineKind.AMEND, one, {"legal_basis": "《新规定》"}) for one in uppers), day=LATER)
    assert len(open_todos()) == 120


def test_an_adjustment_of_another_list_leaves_no_todos():
    listing = make_listing(ListKind.NEGATIVE)
    body = make_body(listing)
    adjust(listing, add({"organisation": body.key, "name": "焦化", "measure": "forbidden"}))
    assert open_todos() == []
