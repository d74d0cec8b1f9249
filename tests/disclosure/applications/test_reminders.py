"""What comes due is said as data, with who has to act; nothing personal in it."""

import pytest

from disclosure.applications import actions
from disclosure.applications.reminders import reminders
from disclosure.models import Application
from tests.disclosure.applications.factories import later, make_application, make_registered, step
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
