"""An item's periods follow from its steps, whatever they are and in whatever order they were approved."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listings.errors import Impossible
from listings.history.steps import Step, on, replay
from listings.models import FOREVER
from listings.states import CURRENT, ENDED, ItemState, LineKind

START = datetime.date(2026, 1, 1)
FOLLOWING = [kind for kind in LineKind if kind not in (LineKind.ADD, LineKind.TAKE_OVER)]


def day(number):
    return START + datetime.timedelta(days=number)


def step(number, at, kind, **values):
    return Step(day(at), number, kind, values)


def amended(number, at, **values):
    return step(number, at, LineKind.AMEND, **values)


def test_an_item_is_there_from_its_day_on():
    (period,) = replay([step(1, 0, LineKind.ADD, name="许可")])
    assert (period.valid_from, period.valid_until, period.state) == (day(0), FOREVER, ItemState.IN_FORCE)
    assert on([period], day(-1)) is None


def test_what_was_approved_later_may_take_effect_earlier():
    steps = [
        step(1, 0, LineKind.ADD, name="甲"),
        step(2, 9, LineKind.AMEND, name="丙"),
        step(3, 5, LineKind.AMEND, name="乙"),
    ]
    assert [period.values["name"] for period in replay(steps)] == ["甲", "乙", "丙"]


def test_an_earlier_change_of_another_field_stays_in_what_was_approved_before_it():
    steps = [
        step(1, 0, LineKind.ADD, name="甲"),
        step(2, 9, LineKind.AMEND, name="乙"),
        step(3, 5, LineKind.AMEND, phone="1"),
    ]
    assert replay(steps)[-1].values == {"name": "乙", "phone": "1"}


def test_an_emptied_field_is_gone():
    steps = [step(1, 0, LineKind.ADD, name="甲", phone="1"), Step(day(1), 2, LineKind.AMEND, {"phone": None})]
    assert replay(steps)[-1].values == {"name": "甲"}


def test_of_one_day_the_last_approved_holds():
    steps = [
        step(1, 0, LineKind.ADD, name="甲"),
        step(2, 3, LineKind.AMEND, name="乙"),
        step(3, 3, LineKind.AMEND, name="丙"),
    ]
    assert [(period.valid_from, period.values["name"]) for period in replay(steps)] == [(day(0), "甲"), (day(3), "丙")]


def test_delegation_by_entrustment_leaves_the_item_on_the_list():
    entrusted = Step(day(1), 2, LineKind.DELEGATE, entrusted=True)
    assert replay([step(1, 0, LineKind.ADD, name="甲"), entrusted])[-1].values["entrusts"] is True
    assert replay([step(1, 0, LineKind.ADD, name="甲"), entrusted])[-1].state == ItemState.IN_FORCE


@pytest.mark.parametrize("kind", FOLLOWING)
def test_nothing_happens_to_what_was_never_added(kind):
    with pytest.raises(Impossible, match="还不在清单上"):
        replay([step(1, 0, kind)])


@pytest.mark.parametrize("kind", FOLLOWING)
def test_nothing_happens_to_what_was_cancelled(kind):
    with pytest.raises(Impossible, match="已取消"):
        replay([step(1, 0, LineKind.ADD, name="甲"), step(2, 1, LineKind.CANCEL), step(3, 2, kind)])


HISTORIES = st.lists(
    st.tuples(st.integers(1, 60), st.sampled_from(FOLLOWING), st.sampled_from(["甲", "乙", "丙", None])), max_size=12
)


def possible(history):
    """As many of these steps as can follow one another, approved in this order."""
    steps = [step(1, 0, LineKind.ADD, name="起")]
    for number, (at, kind, value) in enumerate(history, 2):
        more = [*steps, Step(day(at), number, kind, {"phone": value} if kind == LineKind.AMEND else {})]
        try:
            replay(more)
        except Impossible:
            continue
        steps = more
    return steps


@settings(max_examples=300, deadline=None)
@given(HISTORIES)
def test_the_periods_have_no_gap_and_no_overlap(history):
    periods = replay(possible(history))
    assert periods[0].valid_from == START
    assert periods[-1].valid_until == FOREVER
    for before, after in pairwise(periods):
        assert before.valid_from < before.valid_until == after.valid_from
        assert before.state in CURRENT


@settings(max_examples=300, deadline=None)
@given(HISTORIES, st.integers(-5, 70))
def test_on_any_day_it_is_what_the_steps_up_to_that_day_make_of_it(history, at):
    steps = possible(history)
    due = [one for one in steps if one.day <= day(at)]
    whole, part = on(replay(steps), day(at)), on(replay(due), day(at))
    assert (whole is None) == (part is None) == (not due)
    if whole:
        assert (whole.state, whole.since, whole.values, whole.record) == (
            part.state,
            part.since,
            part.values,
            part.record,
        )


@settings(max_examples=100, deadline=None)
@given(HISTORIES)
def test_what_has_left_the_list_stays_as_it_was(history):
    periods = replay(possible(history))
    assert all(period.state not in ENDED for period in periods[:-1])
