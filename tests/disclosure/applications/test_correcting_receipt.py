"""更正登记: a wrong day of receipt, a 登记 that should not have been; what follows from it, who may, until when."""

import datetime

import pytest

from disclosure.applications import actions
from disclosure.applications.clocks import clock_of
from disclosure.applications.counting import table_three
from disclosure.applications.errors import NotAllowed
from disclosure.applications.replay import differences
from disclosure.applications.states import Channel, Due, State
from tests.disclosure.applications.factories import (
    MONDAY,
    later,
    make_application,
    make_handler,
    make_head,
    make_registered,
    step,
)
from tests.factories import make_portal

pytestmark = pytest.mark.django_db
WHY = "登记时日期看错"


@pytest.fixture
def portal():
    return make_portal("tonglu")


@pytest.fixture
def head(portal):
    return make_head(portal)


def correct(application, day, received_on, by, words=WHY):
    return step(actions.CorrectReceipt, application, day, received_on=received_on, by=by, words=words)


def refused(application, day, received_on, by, words=WHY) -> str:
    with pytest.raises(NotAllowed) as caught:
        correct(application, day, received_on, by, words)
    return str(caught.value)


def test_the_term_runs_from_the_day_that_was_right(portal, head):
    application = make_application(portal)
    application = step(actions.RegisterApplication, application, later(3))
    assert application.due_on == later(23)
    application = correct(application, later(5), later(1), head)
    assert (application.received_on, application.clock_from, application.due_on) == (later(1), later(1), later(21))
    assert application.state == State.PROCESSING and not differences(application)
    assert clock_of(application, later(5)).used == 4


def test_pauses_and_an_extension_stay(portal, head):
    application = step(actions.RegisterApplication, make_application(portal), later(2))
    application = step(actions.AskThirdParty, application, later(4), words="问", days=5)
    application = step(actions.ThirdPartyAnswered, application, later(6), answer="agrees")
    due = application.due_on
    application = correct(application, later(7), later(1), head)
    assert application.due_on == later(23) < due == later(24)


def test_what_a_correction_by_the_applicant_began_anew_runs_on(portal, head):
    application = make_registered(portal, day=later(2), channel=Channel.FAX)
    application = step(actions.AskCorrection, application, later(3), words="请写明年度", days=5)
    application = step(actions.AnswerCorrection, application, later(6), words="2025 年度")
    application = correct(application, later(7), later(1), head)
    assert (application.received_on, application.clock_from, application.due_on) == (later(1), later(6), later(26))


def test_of_paper_the_day_of_arrival_is_put_right_with_it(portal, head):
    application = make_registered(portal, day=later(3), channel=Channel.REGISTERED)
    application = correct(application, later(4), MONDAY, head)
    assert (application.arrived_on, application.received_on) == (MONDAY, MONDAY)
    application = correct(application, later(4), later(2), head)
    assert (application.arrived_on, application.received_on) == (later(2), later(2))


def test_the_report_counts_it_in_the_year_that_was_right(portal, head):
    application = make_registered(portal, day=datetime.date(2026, 1, 5), channel=Channel.IN_PERSON)
    assert table_three(portal.organisation, 2026)["1"]["total"] == 1
    correct(application, datetime.date(2026, 1, 6), datetime.date(2025, 12, 31), head)
    assert table_three(portal.organisation, 2025)["1"]["total"] == 1
    assert (
        table_three(portal.organisation, 2026)["1"]["total"],
        table_three(portal.organisation, 2026)["2"]["total"],
    ) == (0, 1)


def test_a_registration_is_taken_back_and_it_may_be_handed_over(portal, head):
    application = make_registered(portal)
    application = correct(application, later(1), None, head, "不是本机关受理的")
    assert (application.state, application.received_on, application.clock_from) == (State.SUBMITTED, None, None)
    assert (application.due_kind, application.handler_id) == (Due.CONFIRM, None)
    other = make_portal("deqing")
    application = step(actions.HandOver, application, later(1), portal=other, by=head)
    application = step(actions.RegisterApplication, application, later(2))
    assert application.received_on == later(2) and not differences(application)
    assert "移送到本机关的日期" in refused(application, later(3), MONDAY, make_head(other))


def test_a_second_click_changes_nothing(portal, head):
    application = make_registered(portal, channel=Channel.FAX, day=later(1))
    seen = application.revision
    for _ in range(2):
        action = actions.CorrectReceipt(application, received_on=MONDAY, by=head, words=WHY, revision=seen, on=later(2))
        application = action.execute()
    assert application.revision == seen + 1


def test_what_is_refused(portal, head):
    application = step(actions.RegisterApplication, make_application(portal), later(2))
    assert "理由" in refused(application, later(3), later(1), head, " ")
    assert "就是" in refused(application, later(3), later(2), head)
    assert "还没有到" in refused(application, later(3), later(4), head)
    assert "网上提交" in refused(application, later(3), MONDAY - datetime.timedelta(days=3), head)
    assert "没有批准" in refused(application, later(3), later(1), make_handler(portal))
    application = step(actions.AskBodies, application, later(4), words="问", days=5)
    assert "不能晚于" in refused(application, later(6), later(5), head)
    assert "不能撤销登记" in refused(application, later(6), None, head)
    application = step(actions.BodiesAnswered, application, later(6), answer="agrees")
    application = step(actions.ReplyApplication, application, later(7), reply="granted")
    assert "不能“更正登记”" in refused(application, later(8), later(1), head)
    assert "不能“更正登记”" in refused(make_application(portal), later(3), later(1), head)
