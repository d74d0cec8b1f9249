"""到期自动失效预警: once before the term ends, once when it has ended, and never for what was extended or cancelled."""

import datetime

import pytest
from django.utils import timezone

from listings.kinds import ListKind
from listings.models import Todo, TodoKind, TodoState
from listings.states import LineKind
from listings.todos.funds import check_funds
from tests.listings.factories import added, adjust, change, make_body, make_listing

pytestmark = pytest.mark.django_db
ENDS = datetime.date(2026, 12, 31)


def at(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(3)))


def before(days):
    return at(ENDS - datetime.timedelta(days=days))


@pytest.fixture
def fund():
    listing = make_listing(ListKind.FUND)
    values = {"name": "小微企业扶持资金", "allocation_way": "factors", "starts": "2024-01-01", "ends": str(ENDS)}
    (item,) = added(listing, {"organisation": make_body(listing).key, **values})
    return item


def open_kinds():
    return [todo.kind for todo in Todo.objects.open()]


@pytest.mark.parametrize(
    ("days", "kinds"),
    [
        (91, []),
        (90, [TodoKind.FUND_ENDING]),
        (0, [TodoKind.FUND_ENDING]),
        (-1, [TodoKind.FUND_ENDED]),
        (-400, [TodoKind.FUND_ENDED]),
    ],
)
def test_a_fund_is_told_of_at_its_time(fund, days, kinds):
    check_funds(before(days))
    assert open_kinds() == kinds


def test_the_days_before_are_a_setting(fund, settings):
    settings.PORTAL_FUND_WARNING_DAYS = 30
    check_funds(before(31))
    assert open_kinds() == []
    check_funds(before(30))
    assert open_kinds() == [TodoKind.FUND_ENDING]


def test_it_is_told_once_however_often_the_job_runs(fund):
    for days in (90, 89, 50, 0, -1, -2):
        check_funds(before(days))
        check_funds(before(days))
    assert open_kinds() == [TodoKind.FUND_ENDED]
    assert Todo.objects.count() == 2


def test_a_warning_that_was_dismissed_still_asks_when_the_term_has_ended(fund):
    check_funds(before(90))
    Todo.objects.update(state=TodoState.DISMISSED, reason="到期自然终止")
    check_funds(before(80))
    assert open_kinds() == []
    check_funds(before(-1))
    assert open_kinds() == [TodoKind.FUND_ENDED]


@pytest.mark.parametrize(
    ("kind", "values", "left"),
    [
        (LineKind.AMEND, {"ends": "2028-12-31"}, []),
        (LineKind.CANCEL, {}, []),
        (LineKind.AMEND, {"goals": "稳就业"}, [TodoKind.FUND_ENDED]),
        (LineKind.AMEND, {"ends": "2026-06-30"}, [TodoKind.FUND_ENDED]),
    ],
    ids=["extended", "cancelled", "something else", "shortened"],
)
def test_extending_or_cancelling_settles_it(fund, kind, values, left):
    check_funds(before(-1))
    adjust(fund.listing, change(kind, fund, values), day=datetime.date(2026, 12, 31))
    assert open_kinds() == left


def test_a_new_term_is_told_of_again(fund):
    check_funds(before(10))
    adjust(fund.listing, change(LineKind.AMEND, fund, {"ends": "2027-12-31"}), day=datetime.date(2026, 12, 31))
    assert open_kinds() == []
    check_funds(at(datetime.date(2027, 11, 1)))
    assert open_kinds() == [TodoKind.FUND_ENDING]


def test_many_funds_cost_the_same_queries(django_assert_max_num_queries):
    listing = make_listing(ListKind.FUND)
    key = make_body(listing).key
    values = {"allocation_way": "factors", "starts": "2024-01-01", "ends": str(ENDS), "organisation": key}
    added(listing, *({**values, "name": f"资金{number}"} for number in range(40)))
    with django_assert_max_num_queries(6):
        assert check_funds(before(5)) == 40
