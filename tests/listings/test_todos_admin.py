"""To-dos and reports in the admin: each person its own lists, and those below to look at; nobody sees another's."""

import datetime
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from cms_core.models.organisations import Level
from listings.errors import NotAllowed
from listings.models import Adjustment, Todo, TodoKind, TodoState
from listings.states import LineKind
from listings.todos.closing import DismissTodos, FinishTodos, ReopenTodos
from listings.todos.queries import open_count
from tests.factories import make_editor, make_user
from tests.listings.factories import DAY, added, adjust, change, make_body, make_listing, power
from tests.listings.levels_factories import basic, basic_items, make_levels

pytestmark = pytest.mark.django_db
PAGES = ["listings_todos", "listings_todos_below", "listings_supervision", "listings_timeliness", "listings_gaps"]
LATER = datetime.date(2026, 3, 2)


@pytest.fixture
def client():
    """The province's host: the admin is the same on all."""
    return Client(SERVER_NAME="localhost")


def handed_down(places, name="海域使用审核"):
    (item,) = added(places.province.listing, power(places.province.body, name))
    adjust(places.province.listing, change(LineKind.DELEGATE, item, to_level=Level.COUNTY))
    return item


def todo_of(at):
    return Todo.objects.get(listing=at.listing)


def enter(client, at, **fields):
    editor = make_editor(at.portal, **fields)
    client.force_login(editor)
    return editor


def shown(client, name, **query):
    return client.get(reverse(name), query).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_who_edits_no_list_sees_none_of_it(client, name):
    places = make_levels()
    handed_down(places)
    stranger = make_user(is_staff=True)
    client.force_login(stranger)
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert "海域" not in response.content.decode()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("ending", ["", "csv", "xlsx"])
def test_every_page_answers_with_and_without_anything(client, name, ending):
    places = make_levels()
    enter(client, places.city)
    query = {"format": ending} if ending else {}
    assert client.get(reverse(name), query).status_code == 200
    handed_down(places)
    assert client.get(reverse(name), query).status_code == 200


def test_a_county_sees_its_own_todos_and_not_its_neighbours(client):
    places = make_levels()
    handed_down(places)
    Todo.objects.filter(listing=places.other.listing).update(name="邻县的待办")
    enter(client, places.county)
    assert "海域使用审核" in shown(client, "listings_todos")
    for name in PAGES:
        for query in ({}, {"state": ""}, {"portal": "hedong"}, {"format": "csv", "state": ""}):
            response = client.get(reverse(name), query)
            content = response.getvalue() if response.streaming else response.content
            assert "邻县的待办" not in content.decode(), (name, query)
            assert "hedong" not in content.decode().replace("portal=hedong", ""), (name, query)


def test_a_city_looks_at_its_counties_and_closes_nothing_there(client):
    places = make_levels()
    handed_down(places)
    editor = enter(client, places.city)
    assert "海域使用审核" not in shown(client, "listings_todos")
    assert "海域使用审核" in shown(client, "listings_todos_below")
    assert "hexi人民政府" in shown(client, "listings_supervision")
    todo = todo_of(places.county)
    with pytest.raises(NotAllowed):
        DismissTodos([todo.pk], user=editor, reason="不临海").execute()
    client.post(reverse("listings_todos_below"), {"do": "dismiss", "todo": todo.pk, "reason": "不临海"})
    client.post(reverse("listings_todos"), {"do": "dismiss", "todo": todo.pk, "reason": "不临海"})
    assert todo_of(places.county).state == TodoState.OPEN


def test_dismissing_needs_a_reason_and_keeps_who_and_why(client):
    places = make_levels()
    handed_down(places)
    editor = enter(client, places.county)
    todo = todo_of(places.county)
    client.post(reverse("listings_todos"), {"do": "dismiss", "todo": todo.pk, "reason": "  "})
    assert todo_of(places.county).state == TodoState.OPEN
    client.post(reverse("listings_todos"), {"do": "dismiss", "todo": todo.pk, "reason": "本县不临海"})
    todo.refresh_from_db()
    assert (todo.state, todo.reason, todo.closed_by) == (TodoState.DISMISSED, "本县不临海", editor)
    assert "本县不临海" in shown(client, "listings_todos", state="dismissed")


def test_a_second_click_changes_nothing_and_says_so():
    places = make_levels()
    handed_down(places)
    first, second = make_editor(places.county.portal), make_editor(places.county.portal)
    todo = todo_of(places.county)
    assert DismissTodos([todo.pk, todo.pk], user=first, reason="一").execute() == 1
    with pytest.raises(NotAllowed):
        DismissTodos([todo.pk], user=second, reason="二").execute()
    todo.refresh_from_db()
    assert (todo.reason, todo.closed_by) == ("一", first)


def test_what_was_dismissed_may_be_taken_up_again_but_not_what_was_taken_back():
    places = make_levels()
    handed_down(places)
    editor, todo = make_editor(places.county.portal), todo_of(places.county)
    DismissTodos([todo.pk], user=editor, reason="一").execute()
    assert ReopenTodos([todo.pk], user=editor).execute() == 1
    Todo.objects.update(state=TodoState.DISMISSED, reason="引起它的调整已撤销。")
    with pytest.raises(NotAllowed):
        ReopenTodos([todo.pk], user=editor).execute()


def test_only_what_a_person_alone_can_tell_is_finished_by_hand():
    listing = make_listing()
    editor = make_editor(listing.portal)
    (item,) = added(listing, power(make_body(listing), guide_url="https://www.example.gov.cn/1.html"))
    adjust(listing, change(LineKind.CANCEL, item), day=LATER)
    todo = Todo.objects.get(kind=TodoKind.GUIDE)
    assert FinishTodos([todo.pk], user=editor).execute() == 1
    Todo.objects.update(kind=TodoKind.END, state=TodoState.OPEN)
    with pytest.raises(NotAllowed):
        FinishTodos([todo.pk], user=editor).execute()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 2),
        ({"state": "overdue"}, 1),
        ({"state": "done"}, 0),
        ({"state": ""}, 2),
        ({"state": "nonsense"}, 2),
        ({"kind": "take_over"}, 2),
        ({"kind": "basis"}, 0),
        ({"q": "海域"}, 1),
        ({"page": "99999999999999999999"}, 2),
    ],
)
def test_filters(client, query, count):
    places = make_levels()
    handed_down(places)
    handed_down(places, "河道采砂许可")
    late = Todo.objects.filter(listing=places.county.listing, name="河道采砂许可")
    late.update(due=datetime.date(2020, 1, 1))
    Todo.objects.exclude(pk__in=late).update(due=datetime.date(2199, 1, 1))
    enter(client, places.county)
    assert shown(client, "listings_todos", **query).count('name="todo"') == count


def test_a_download_is_what_the_page_shows_and_no_formula(client):
    places = make_levels()
    handed_down(places, "=1+1")
    enter(client, places.county)
    response = client.get(reverse("listings_todos"), {"format": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.getvalue())).active
    assert [sheet.cell(2, column).value for column in (2, 3)] == ["承接下放事项", "=1+1"]
    assert sheet.cell(2, 3).data_type == "s"
    assert "'=1+1" in client.get(reverse("listings_todos"), {"format": "csv"}).getvalue().decode()


def test_the_count_for_the_menu_is_of_ones_own(django_assert_max_num_queries):
    places = make_levels()
    handed_down(places)
    editor = make_editor(places.county.portal)
    with django_assert_max_num_queries(8):
        assert open_count(editor) == 1
    assert open_count(make_editor(places.city.portal)) == 0
    assert open_count(make_user()) == 0


def test_claiming_opens_one_draft_however_often_it_is_clicked(client):
    places = make_levels()
    basic_items(places, basic(places.province.body))
    enter(client, places.county)
    address = reverse("listings_claim", args=[places.county.listing.pk])
    first = client.post(address, {"source": "basic"})
    assert client.post(address, {"source": "basic"}).url == first.url
    assert Adjustment.objects.filter(listing=places.county.listing).count() == 1
    assert client.get(first.url).status_code == 200
    neighbour = reverse("listings_claim", args=[places.other.listing.pk])
    assert client.post(neighbour, {"source": "basic"}).status_code == 302
    assert not Adjustment.objects.filter(listing=places.other.listing).exists()


def test_the_report_of_gaps_tells_item_by_item(client):
    places = make_levels()
    handed_down(places)
    enter(client, places.city)
    page = shown(client, "listings_gaps")
    assert "hexi县人民政府" in page
    detail = shown(client, "listings_gaps", government=places.county.government.pk, on="2026-01-31")
    assert "海域使用审核" in detail
    assert "<td>30</td>" in detail
    before = shown(client, "listings_gaps", on=(DAY - datetime.timedelta(days=1)).isoformat())
    assert "海域使用审核" not in before


@pytest.mark.parametrize("name", PAGES)
def test_pages_cost_the_same_queries_however_much_there_is(client, name, django_assert_max_num_queries):
    places = make_levels()
    for number in range(12):
        handed_down(places, f"事项{number}")
    enter(client, places.city)
    client.get(reverse(name))
    with django_assert_max_num_queries(34):
        client.get(reverse(name))
