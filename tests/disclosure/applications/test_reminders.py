"""What comes due is said as data, with who has to act; nothing personal in it."""

import datetime

import pytest

from cms_core.calendar import working_days_between
from disclosure.applications import actions
from disclosure.applications.reminders import days_left_from, reminders, tally
from disclosure.models import Application
from tests.disclosure.applications.factories import MONDAY, later, make_application, make_handler, make_registered, step
from tests.factories import make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return make_portal("tonglu")


def told(day):
    return [(one.what, one.left, one.who) for one in reminders(day)]


def test_a_reply_is_reminded_of_before_on_and_after_its_day(portal):
    make_registered(portal)
    assert told(later(14)) == []
    assert told(later(16)) == [("答复", 4, "body")]
    assert told(later(20)) == [("答复", 0, "body")]
    assert told(later(23)) == [("答复", -3, "body")]
    assert reminders(later(23))[0].text.endswith("答复：已逾期 3 个工作日")


def test_the_seven_days_of_a_correction_notice_are_reminded_of(portal):
    make_registered(portal)
    assert told(later(5)) == [("需补正的，告知期限", 2, "body")]


def test_what_waits_for_the_applicant_says_so_and_then_what_may_be_done(portal):
    application = step(actions.AskCorrection, make_registered(portal), later(1), words="请写明", days=3)
    assert told(later(2)) == [("等待补正", 2, "applicant")]
    assert told(later(5)) == [("补正期满，可终止办理", -1, "applicant")]
    step(actions.LapseCorrection, application, later(5))
    assert told(later(5)) == []


def test_an_extension_that_waits_for_its_approval(portal):
    step(actions.AskExtension, make_registered(portal), later(17), days=5, words="理由")
    assert ("延期待负责人批准", 3, "body") in told(later(17))


def test_what_is_not_registered_yet(portal):
    make_application(portal)
    assert told(later(2)) == [("确认登记", -1, "body")]


def test_one_query_however_many(portal, django_assert_max_num_queries):
    for _ in range(5):
        make_registered(portal)
    with django_assert_max_num_queries(1):
        assert len(reminders(later(20), Application.objects.filter(portal=portal))) == 5


def test_days_left_are_those_of_the_calendar_and_end_at_four_hundred():
    left = days_left_from(MONDAY)
    for days in (0, 1, -1, -5, -8, -30, -200, -3, 9, -700, -2000):
        day = MONDAY + datetime.timedelta(days=days)
        wanted = working_days_between(MONDAY, day) if days >= 0 else -working_days_between(day, MONDAY)
        assert left(day) == wanted


def test_the_first_few_are_the_most_urgent_of_all_and_of_one_day_ones_own_come_first(portal):
    rows = Application.objects.filter(portal=portal)
    handler = make_handler(portal)
    for day in (3, 1, 2, 2, 16):
        application = make_registered(portal, day=later(day))
    make_application(portal, day=later(20))
    own = rows.get(number__endswith="00004")
    step(actions.AssignHandler, own, later(3), handler=handler)
    on = later(21)
    everything = reminders(on, rows)
    assert [one.what for one in everything].count("需补正的，告知期限") == 1
    firsts = reminders(on, rows, first=3, handler=handler)
    assert [one.due for one in firsts] == [one.due for one in everything[:3]]
    assert firsts[2].application_id == own.pk
    for first in range(1, 8):
        assert [one.due for one in reminders(on, rows, first=first)] == [one.due for one in everything[:first]]
    assert application.pk in {one.application_id for one in everything}


def test_a_tally_counts_what_the_reminders_name(portal, django_assert_max_num_queries):
    rows = Application.objects.filter(portal=portal)
    for day in range(0, 40, 3):
        make_registered(portal, day=later(day))
    step(actions.AskCorrection, make_registered(portal, day=later(12)), later(13), words="请写明", days=3)
    make_application(portal, day=later(38))
    for on in (later(5), later(16), later(21), later(39)):
        late = {one.application_id for one in reminders(on, rows) if one.left < 0}
        soon = {one.application_id for one in reminders(on, rows) if one.left >= 0} - late
        with django_assert_max_num_queries(1):
            found = tally(on, rows)
        assert (found["late"], found["soon"], found["waiting"]) == (len(late), len(soon), 1)
