"""Each step of an application: what it does to the state, the clock and the row of the report, and what it refuses."""

import datetime

import pytest

from disclosure.applications import actions
from disclosure.applications.clocks import clock_of
from disclosure.applications.errors import ChangedMeanwhile, Faulty, NotAllowed
from disclosure.applications.outcomes import all_outcomes
from disclosure.applications.replay import differences
from disclosure.applications.states import Channel, Due, State
from disclosure.models import Application, ApplicationEvent
from tests.disclosure.applications.factories import (
    MONDAY,
    a_request,
    an_applicant,
    at,
    later,
    make_application,
    make_handler,
    make_head,
    make_registered,
    step,
    submit,
)
from tests.factories import make_organisation, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return make_portal("tonglu")


def refused(action, application, day=MONDAY, **arguments) -> str:
    before = Application.objects.filter(pk=application.pk).values().get()
    with pytest.raises((NotAllowed, ChangedMeanwhile)) as caught:
        step(action, application, day, **arguments)
    after = Application.objects.filter(pk=application.pk).values().get()
    assert {**before, "applicant": 0, "request": 0} == {**after, "applicant": 0, "request": 0}
    return str(caught.value)


def test_a_number_counts_up_by_body_and_year(portal):
    other = make_organisation("桐庐县财政局", parent=portal.organisation)
    numbers = [
        submit(portal).application.number,
        submit(portal).application.number,
        submit(portal, organisation=other).application.number,
        submit(portal, day=datetime.date(2027, 1, 4)).application.number,
    ]
    body = portal.organisation.pk
    assert numbers == [f"2026-{body}-00001", f"2026-{body}-00002", f"2026-{other.pk}-00001", f"2027-{body}-00001"]


def test_purpose_is_not_asked_for(portal):
    assert make_application(portal, request=a_request(purpose="")).state == State.SUBMITTED


def test_all_that_is_missing_is_said_at_once(portal):
    with pytest.raises(Faulty) as caught:
        submit(
            portal,
            applicant=an_applicant(name=" ", identity_number="", email=""),
            request=a_request(title="", description=""),
        )
    assert set(caught.value.faults) == {"name", "identity_number", "description", "email"}
    assert not Application.objects.exists()


def test_a_form_sent_twice_is_one_application_with_one_code(portal):
    first, second = submit(portal, submission="a-token"), submit(portal, submission="a-token")
    assert (first.application.pk, first.code) == (second.application.pk, second.code)
    assert second.again and not first.again
    assert Application.objects.count() == 1


def test_a_body_outside_of_the_portal_is_refused(portal):
    with pytest.raises(Faulty):
        submit(portal, organisation=make_organisation("别的县人民政府"))


@pytest.mark.parametrize(
    ("channel", "received"),
    [
        (Channel.IN_PERSON, MONDAY),
        (Channel.REGISTERED, MONDAY),
        (Channel.ORDINARY, later(2)),
        (Channel.FAX, later(2)),
    ],
)
def test_the_day_of_receipt_follows_from_the_channel(portal, channel, received):
    """条例第三十一条."""
    application = make_application(portal, channel=channel, arrived_on=MONDAY, day=later(1))
    application = step(actions.RegisterApplication, application, later(2))
    assert application.received_on == received
    assert application.due_on == later(20, received)


def test_on_the_network_it_is_the_day_on_which_both_sides_confirm(portal):
    application = make_application(portal)
    assert (application.received_on, application.due_kind, application.due_on) == (None, Due.CONFIRM, later(1))
    assert step(actions.RegisterApplication, application, later(1)).received_on == later(1)


def test_a_correction_is_asked_for_once_within_seven_working_days_and_the_term_begins_anew(portal):
    application = make_registered(portal)
    assert "最迟" in refused(actions.AskCorrection, application, later(8), words="请写明年份")
    application = step(actions.AskCorrection, application, later(7), words="请写明年份")
    assert (application.state, application.due_kind) == (State.CORRECTION, Due.CORRECTION)
    assert application.due_on == later(15, later(7))
    application = step(
        actions.AnswerCorrection, application, later(10), actor="applicant", request=a_request(title="2024年度预算")
    )
    assert (application.state, application.clock_from) == (State.PROCESSING, later(10))
    assert application.due_on == later(20, later(10))
    assert application.received_on == MONDAY
    assert application.request.open()["title"] == "2024年度预算"
    assert application.events.get(kind="corrected").words.open()["before"]["title"] == "2025年度部门预算"
    assert "告知过" in refused(actions.AskCorrection, application, later(10), words="再补正")


def test_a_correction_that_does_not_come_is_counted_where_it_belongs(portal):
    application = make_registered(portal)
    application = step(actions.AskCorrection, application, MONDAY, words="请写明年份", days=5)
    refused(actions.LapseCorrection, application, later(5))
    application = step(actions.LapseCorrection, application, later(6))
    assert (application.state, application.outcome, application.closed_on) == (State.LAPSED, "3.6.1", later(6))


@pytest.mark.parametrize(
    ("ask", "answered"),
    [(actions.AskThirdParty, actions.ThirdPartyAnswered), (actions.AskBodies, actions.BodiesAnswered)],
)
def test_the_term_rests_while_others_are_asked_and_no_longer_than_fifteen_working_days(portal, ask, answered):
    application = make_registered(portal)
    application = step(ask, application, later(3), words="征求某公司的意见")
    assert application.due_on == later(20 + 15)
    in_time = step(answered, application, later(7), answer="agrees")
    assert in_time.due_on == later(20 + 4)


def test_silence_ends_the_rest_with_its_term_however_late_it_is_entered(portal):
    application = step(actions.AskBodies, make_registered(portal), MONDAY, words="征求意见")
    refused(actions.BodiesAnswered, application, later(15), answer="silent")
    application = step(actions.BodiesAnswered, application, later(30), answer="silent")
    assert application.due_on == later(20 + 15)


def test_an_extension_is_approved_by_another_person_before_the_term_is_over_and_once(portal):
    handler, head = make_handler(portal), make_head(portal)
    application = make_registered(portal)
    application = step(actions.AskExtension, application, later(5), days=20, words="涉及面广", by=head)
    assert application.due_on == later(20)
    refused(actions.ApproveExtension, application, later(5), by=head)
    assert "权限" in refused(actions.ApproveExtension, application, later(5), by=handler)
    application = step(actions.ApproveExtension, application, later(6), by=make_head(portal), words="已电话告知")
    assert application.due_on == later(40)
    assert "一次" in refused(actions.AskExtension, application, later(7), days=5, words="还不够")


@pytest.mark.parametrize("days", [0, 21, -3])
def test_an_extension_has_its_limits(portal, days):
    refused(actions.AskExtension, make_registered(portal), later(1), days=days, words="理由")


def test_no_extension_after_the_term(portal):
    assert "已过" in refused(actions.AskExtension, make_registered(portal), later(21), days=5, words="理由")


def test_a_fee_stops_the_term_and_its_payment_begins_it_anew(portal):
    application = step(actions.AskFee, make_registered(portal), later(4), amount="120", words="按量计收")
    assert (application.state, application.due_on, application.due_kind) == (State.FEE, later(24), Due.FEE)
    application = step(actions.PayFee, application, later(9))
    assert (application.due_on, application.fee_paid_on, str(application.fee)) == (later(29), later(9), "120.00")
    refused(actions.AskFee, application, later(9), amount=5)


def test_a_fee_that_is_not_paid(portal):
    application = step(actions.AskFee, make_registered(portal), later(20), amount=40)
    refused(actions.LapseFee, application, later(40))
    assert step(actions.LapseFee, application, later(41)).outcome == "3.6.2"


@pytest.mark.parametrize("amount", ["", "abc", 0, -5, "NaN", "1e12"])
def test_a_fee_is_an_amount(portal, amount):
    refused(actions.AskFee, make_registered(portal), amount=amount)


@pytest.mark.parametrize(
    ("ask", "answered"),
    [(actions.AskThirdParty, actions.ThirdPartyAnswered), (actions.AskBodies, actions.BodiesAnswered)],
)
def test_fifteen_days_of_who_is_asked_run_from_the_day_on_which_the_letter_was_received(portal, ask, answered):
    application = step(ask, make_registered(portal), later(2), words="甲公司：是否同意公开")
    assert application.due_on == later(35)
    application = step(actions.NoticeReceived, application, later(6), received_on=later(5))
    assert application.due_on == later(38)
    assert "2026" in refused(answered, application, later(20), answer="silent")
    application = step(answered, application, later(21), answer="silent")
    assert application.due_on == later(38)


def test_the_day_of_receipt_is_put_right_and_lies_between_sending_and_today(portal):
    application = step(actions.AskThirdParty, make_registered(portal), later(2), words="甲公司：是否同意公开")
    refused(actions.NoticeReceived, application, later(6), received_on=later(1))
    refused(actions.NoticeReceived, application, later(6), received_on=later(7))
    application = step(actions.NoticeReceived, application, later(6), received_on=later(6))
    application = step(actions.NoticeReceived, application, later(6), received_on=later(4).isoformat())
    assert application.due_on == later(37)
    application = step(actions.ThirdPartyAnswered, application, later(8), answer="agrees")
    assert application.due_on == later(26)
    refused(actions.NoticeReceived, application, later(8), received_on=later(8))


def test_a_fee_is_paid_and_a_correction_comes_within_days_from_the_receipt_of_the_notice(portal):
    fee = step(actions.AskFee, make_registered(portal), later(4), amount=40)
    fee = step(actions.NoticeReceived, fee, later(9), received_on=later(7))
    assert (fee.due_on, fee.due_kind) == (later(27), Due.FEE)
    refused(actions.LapseFee, fee, later(27))
    asked = step(actions.AskCorrection, make_registered(portal), later(4), words="请写明年度", days=10)
    asked = step(actions.NoticeReceived, asked, later(9), received_on=later(7))
    assert (asked.due_on, asked.due_kind) == (later(17), Due.CORRECTION)


def test_an_ordinary_letter_is_confirmed_on_the_day_it_came_and_others_on_the_next(portal):
    due = {channel: make_application(portal, channel=channel).due_on for channel in ("ordinary", "web", "fax")}
    assert due == {"ordinary": MONDAY, "web": later(1), "fax": later(1)}


def test_a_notice_of_a_fee_after_the_term_is_too_late(portal):
    refused(actions.AskFee, make_registered(portal), later(21), amount=10)


@pytest.mark.parametrize("reply", [reply for row in all_outcomes().values() for reply in row.replies if reply.by_hand])
def test_each_reply_is_a_row_of_the_report(portal, reply):
    application = make_registered(portal)
    if reply.code == "unclear":
        application = step(actions.AskCorrection, application, MONDAY, words="请写明")
        application = step(actions.AnswerCorrection, application, MONDAY, words="就是这些")
    application = step(actions.ReplyApplication, application, later(2), reply=reply.code)
    assert (application.state, application.outcome, application.closed_on) == (State.REPLIED, reply.outcome, later(2))


def test_the_rows_of_the_report_are_complete():
    codes = list(all_outcomes())
    assert codes[:2] == ["3.1", "3.2"]
    groups = {"3.3": 8, "3.4": 3, "3.5": 5, "3.6": 3}
    assert codes[2:] == [f"{group}.{number}" for group, last in groups.items() for number in range(1, last + 1)]


@pytest.mark.parametrize("reply", ["", "nonsense", "withdrawn", "fee_lapsed", "unclear"])
def test_a_reply_that_is_none_is_refused(portal, reply):
    refused(actions.ReplyApplication, make_registered(portal), reply=reply)


def test_after_the_reply_it_is_delivered_and_archived_and_its_term_is_kept(portal):
    application = step(actions.ReplyApplication, make_registered(portal), later(20), reply="granted")
    refused(actions.ArchiveApplication, application, later(20))
    application = step(actions.DeliverReply, application, later(21), way="email")
    application = step(actions.ArchiveApplication, application, later(22))
    assert (application.state, application.closed_on, application.due_on) == (State.ARCHIVED, later(20), later(20))


def test_an_outcome_is_corrected_by_who_is_in_charge_with_a_reason(portal):
    application = step(actions.ReplyApplication, make_registered(portal), MONDAY, reply="granted")
    refused(actions.ReviseOutcome, application, MONDAY, reply="partial", words="", by=make_head(portal))
    refused(actions.ReviseOutcome, application, MONDAY, reply="partial", words="录错", by=make_handler(portal))
    application = step(actions.ReviseOutcome, application, MONDAY, reply="partial", words="录错", by=make_head(portal))
    assert application.outcome == "3.2"


def test_withdrawn_it_counts_only_when_it_was_registered(portal):
    before = step(actions.WithdrawApplication, make_application(portal), MONDAY, actor="applicant")
    after = step(actions.WithdrawApplication, make_registered(portal), MONDAY, actor="applicant")
    assert (before.counted, before.outcome) == (False, "")
    assert (after.counted, after.outcome) == (True, "3.6.3")


def test_handed_over_it_belongs_to_the_other_portal_alone(portal):
    other = make_portal("jiande")
    mine, theirs = make_handler(portal), make_handler(other)
    application = step(actions.HandOver, make_application(portal), later(1), portal=other, by=mine)
    assert (application.portal, application.organisation, application.state) == (
        other,
        other.organisation,
        State.SUBMITTED,
    )
    assert application.arrived_on == later(1)
    assert "权限" in refused(actions.RegisterApplication, application, later(1), by=mine)
    assert step(actions.RegisterApplication, application, later(1), by=theirs).counted


def test_handed_over_to_a_body_without_a_portal_it_counts_nowhere(portal):
    application = make_application(portal)
    refused(actions.HandOver, application)
    application = step(actions.HandOver, application, MONDAY, words="请向某某机关提出，电话……")
    assert (application.state, application.counted) == (State.HANDED_OVER, False)


def test_what_is_registered_is_not_handed_over_but_answered(portal):
    refused(actions.HandOver, make_registered(portal), portal=make_portal("jiande"))


def test_returned_with_a_reason(portal):
    application = make_application(portal)
    refused(actions.ReturnApplication, application)
    assert not step(actions.ReturnApplication, application, MONDAY, words="空白申请").counted


def test_merged_only_with_one_of_the_same_applicant(portal):
    first, second = make_registered(portal), make_registered(portal)
    stranger = make_registered(portal, applicant=an_applicant(identity_number="330122199001010027"))
    refused(actions.MergeApplication, second, into=stranger)
    refused(actions.MergeApplication, second, into=second)
    merged = step(actions.MergeApplication, second, MONDAY, into=first)
    assert (merged.state, merged.counted, merged.merged_into) == (State.MERGED, False, first)
    refused(actions.MergeApplication, first, into=merged)


def test_turned_public_whatever_its_state(portal):
    application = step(actions.ReplyApplication, make_registered(portal), MONDAY, reply="granted")
    application = step(actions.MakePublic, application, later(1), page=portal.home)
    assert (application.made_public_on, application.made_public_page_id) == (later(1), portal.home.pk)
    assert application.state == State.REPLIED


def test_reviews_are_filed_and_decided(portal):
    application = step(actions.ReplyApplication, make_registered(portal), MONDAY, reply="absent")
    refused(actions.FileReview, application, kind_of="after")
    application = step(actions.FileReview, application, later(5), kind_of="reconsideration", words="杭政复〔2026〕1号")
    refused(actions.DecideReview, application, later(5), review=2, result="upheld")
    application = step(actions.DecideReview, application, later(30), review=1, result="upheld")
    application = step(actions.FileReview, application, later(35), kind_of="after")
    results = list(application.reviews.values_list("kind", "result"))
    assert results == [("reconsideration", "upheld"), ("after", "pending")]
    assert not differences(application)


def test_two_people_at_once_the_second_is_told(portal):
    handler, other = make_handler(portal), make_handler(portal)
    application = make_registered(portal)
    seen = application.revision
    step(actions.AskThirdParty, application, MONDAY, words="甲公司", by=handler, revision=seen)
    with pytest.raises(ChangedMeanwhile, match="征求第三方意见"):
        step(actions.ReplyApplication, application, MONDAY, reply="granted", by=other, revision=seen)
    assert Application.objects.get(pk=application.pk).state == State.THIRD_PARTY


def test_a_second_click_changes_nothing_and_says_nothing(portal):
    handler = make_handler(portal)
    application = make_registered(portal)
    seen = application.revision
    for _ in range(2):
        step(actions.ReplyApplication, application, MONDAY, reply="granted", by=handler, revision=seen, words="见附件")
    assert ApplicationEvent.objects.filter(application=application, kind="replied").count() == 1
    with pytest.raises(ChangedMeanwhile):
        step(actions.ReplyApplication, application, MONDAY, reply="granted", by=handler, revision=seen, words="别的话")


def test_an_answer_with_other_words_is_no_second_click(portal):
    application = step(actions.AskCorrection, make_registered(portal), MONDAY, words="请写明")
    step(actions.AnswerCorrection, application, later(1), actor="applicant", request=a_request(title="甲"))
    step(actions.AnswerCorrection, application, later(1), actor="applicant", request=a_request(title="甲"))
    refused(actions.AnswerCorrection, application, later(1), actor="applicant", request=a_request(title="乙"))


def test_days_do_not_go_back_nor_ahead(portal):
    application = make_registered(portal, day=later(3))
    refused(actions.ReplyApplication, application, later(4), reply="granted", on=later(2))
    refused(actions.ReplyApplication, application, later(4), reply="granted", on=later(5))
    assert step(actions.ReplyApplication, application, later(6), reply="granted", on=later(4)).closed_on == later(4)


def test_only_handlers_of_the_portal_take_steps(portal):
    application = make_application(portal)
    assert "权限" in refused(actions.RegisterApplication, application, by=make_handler(make_portal("jiande")))


def test_events_are_never_changed_or_deleted(portal):
    event = make_application(portal).events.get()
    for attempt in (
        lambda: event.save(),
        lambda: event.delete(),
        lambda: ApplicationEvent.objects.update(on=MONDAY),
        lambda: ApplicationEvent.objects.all().delete(),
    ):
        with pytest.raises(TypeError):
            attempt()


def test_a_draft_has_no_number_until_it_is_submitted(portal):
    handler = make_handler(portal)
    said = {
        "portal": portal,
        "applicant_kind": "person",
        "request": a_request(),
        "ways": ["mail"],
        "channel": Channel.ORDINARY,
        "by": handler,
        "now": at(MONDAY),
    }
    draft = actions.SaveDraft(applicant=an_applicant(name=""), **said).execute()
    assert (draft.state, draft.number) == (State.DRAFT, None)
    draft = actions.SaveDraft(applicant=an_applicant(), draft=draft, **said).execute()
    done = actions.SubmitApplication(applicant=an_applicant(), draft=draft, **said).execute()
    assert (done.application.pk, done.application.state) == (draft.pk, State.SUBMITTED)
    with pytest.raises(NotAllowed, match="已经提交"):
        actions.SubmitApplication(applicant=an_applicant(), draft=draft, **said).execute()


def test_the_clock_shows_how_much_has_run(portal):
    application = step(actions.AskThirdParty, make_registered(portal), later(3), words="甲公司")
    clock = clock_of(application, later(6))
    assert (clock.used, clock.left, clock.resting, clock.due) == (3, 17, True, later(35))
    assert clock_of(application, later(40)).left == -5
