"""Random histories of applications: whatever is tried in whatever order, the clocks, the rows and the report agree."""

import datetime
import random
from collections import Counter

import pytest

from cms_core.calendar import is_working_day
from disclosure.applications import actions
from disclosure.applications.counting import faults_of_balance, table_four, table_three
from disclosure.applications.due_days import reply_term
from disclosure.applications.errors import ApplicationError
from disclosure.applications.events import EventKind
from disclosure.applications.folding import fold
from disclosure.applications.outcomes import all_outcomes, replies_by_hand
from disclosure.applications.replay import differences
from disclosure.applications.states import CLOSED, ApplicantKind, Channel, Due, ReviewKind, ReviewResult, State, Way
from disclosure.models import Application, ApplicationEvent
from tests.disclosure.applications.factories import an_applicant, at, submit
from tests.factories import make_portal

pytestmark = pytest.mark.django_db
YEARS = (2024, 2025)


def attempts(chance: random.Random, day, application: Application, others: list[Application], portals):
    """Any step at all, sensible or not; the machine has to sort it out."""
    pick = chance.choice
    words = pick(["", "写明的内容"])
    return pick(
        [
            (actions.RegisterApplication, {}),
            (actions.RegisterApplication, {}),
            (actions.RegisterApplication, {}),
            (actions.AskCorrection, {"words": words, "days": pick([0, 5, 15])}),
            (actions.AnswerCorrection, {"words": words}),
            (actions.LapseCorrection, {}),
            (actions.AskThirdParty, {"words": words}),
            (actions.ThirdPartyAnswered, {"answer": pick(["agrees", "refuses", "silent"])}),
            (actions.AskBodies, {"words": words, "days": pick([5, 15, 16])}),
            (actions.BodiesAnswered, {"answer": pick(["agrees", "silent"])}),
            (actions.AskExtension, {"days": pick([0, 5, 20]), "words": words}),
            (actions.ApproveExtension, {}),
            (actions.RefuseExtension, {}),
            (actions.AskFee, {"amount": pick([0, 40, "120.5"])}),
            (actions.PayFee, {}),
            (actions.LapseFee, {}),
            (actions.RetractAsking, {"words": words}),
            (actions.NoticeReceived, {"received_on": day - datetime.timedelta(days=pick([0, 1, 4]))}),
            (actions.NoticeReceived, {"received_on": day}),
            (actions.CorrectReceipt, {"received_on": None, "words": words}),
            (actions.CorrectReceipt, {"received_on": day - datetime.timedelta(days=pick([0, 1, 3])), "words": words}),
            (actions.CorrectReceipt, {"received_on": application.arrived_on, "words": words}),
            (actions.ReplyApplication, {"reply": pick(replies_by_hand()).code}),
            (actions.ReplyApplication, {"reply": pick(replies_by_hand()).code}),
            (actions.ReviseOutcome, {"reply": pick(replies_by_hand()).code, "words": words}),
            (actions.DeliverReply, {"way": pick(Way.values)}),
            (actions.ArchiveApplication, {}),
            (actions.HandOver, {"portal": pick([None, *portals]), "words": words}),
            (actions.ReturnApplication, {"words": words}),
            (actions.MergeApplication, {"into": pick([application, *others])}),
            (actions.WithdrawApplication, {"actor": "applicant"}),
            (actions.MakePublic, {}),
            (actions.FileReview, {"kind_of": pick(ReviewKind.values)}),
            (actions.DecideReview, {"review": pick([1, 2]), "result": pick(ReviewResult.values)}),
        ]
    )


def live(chance: random.Random, application: Application, others, portals) -> None:
    """Up to twenty attempts, some days apart; a refusal leaves everything as it was."""
    day = application.submitted_at.date()
    for _ in range(chance.randint(0, 22)):
        day += datetime.timedelta(days=chance.choice([0, 0, 1, 1, 2, 5, 9, 30]))
        action, arguments = attempts(chance, day, application, others, portals)
        before = ApplicationEvent.objects.filter(application=application).count()
        try:
            action(application, now=at(day), **arguments).execute()
        except ApplicationError as error:
            assert str(error)
            assert ApplicationEvent.objects.filter(application=application).count() == before
    check(Application.objects.get(pk=application.pk))


def check(application: Application) -> None:
    """What holds of every application whatever happened to it."""
    assert not differences(application)
    events = list(application.events.order_by("number"))
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    assert [event.on for event in events] == sorted(event.on for event in events)
    kinds = Counter(event.kind for event in events)
    assert all(kinds[kind] <= 1 for kind in ("extension_approved", "fee_paid", "replied"))
    taken_back = sum(event.kind == EventKind.RECEIPT_CORRECTED and not event.data for event in events)
    assert kinds["registered"] <= 1 + taken_back
    assert kinds["correction_asked"] <= 1 + kinds["retracted"]
    closed = application.state in CLOSED
    assert closed == (application.closed_on is not None)
    assert bool(application.outcome) == (closed and application.counted)
    assert not application.outcome or application.outcome in all_outcomes()
    if application.closed_on and application.received_on:
        assert application.closed_on >= application.received_on
    case = fold(events)
    term = reply_term(case)
    if application.received_on is None:
        assert term is None and not application.outcome
        return
    assert application.clock_from >= application.received_on
    assert term.due is not None and is_working_day(term.due)
    assert term.used(term.due) == term.days == 20 + application.extended_by
    assert 0 <= application.extended_by <= 20
    assert term.due == due_by_hand(events)
    if application.state in (State.PROCESSING, State.THIRD_PARTY, State.OTHER_BODIES):
        assert (application.due_on, application.due_kind) == (term.due, Due.REPLY)
    if application.due_kind in (Due.CORRECTION, Due.FEE):
        assert application.due_on == case.waiting_until


def due_by_hand(events) -> datetime.date:
    """The last day for the reply, day by day over the calendar, from the articles alone."""
    begin, days, resting, anew = None, 20, {}, False  # asking event → (the day after it, the last day that rests)
    for event in events:
        if event.kind == EventKind.REGISTERED:
            begin = datetime.date.fromisoformat(event.data["received_on"])
        elif event.kind in (EventKind.CORRECTED, EventKind.FEE_PAID):
            begin, days, resting, anew = event.on, 20, {}, True
        elif event.kind == EventKind.RECEIPT_CORRECTED and event.data and not anew:
            begin = datetime.date.fromisoformat(event.data["received_on"])
        elif event.kind == EventKind.EXTENSION_APPROVED:
            days += event.data["days"]
        elif event.kind in (EventKind.THIRD_PARTY_ASKED, EventKind.BODIES_ASKED):
            asked, term = event, event.data["days"]
            resting[asked.number] = [event.on, worked(event.on, term)]
        elif event.kind in (EventKind.THIRD_PARTY_ANSWERED, EventKind.BODIES_ANSWERED):
            resting[asked.number][1] = min(event.on, resting[asked.number][1])
        elif event.kind == EventKind.NOTICE_RECEIVED and last_asked(events, event) in resting:
            received = datetime.date.fromisoformat(event.data["received"])
            resting[asked.number][1] = worked(received, term)
        elif event.kind == EventKind.RETRACTED:
            resting.pop(last_asked(events, event), None)
    day = begin
    while days:
        day += datetime.timedelta(days=1)
        days -= is_working_day(day) and not any(first < day <= last for first, last in resting.values())
    return day


ASKED = (
    EventKind.CORRECTION_ASKED,
    EventKind.THIRD_PARTY_ASKED,
    EventKind.BODIES_ASKED,
    EventKind.FEE_ASKED,
)


def last_asked(events, before) -> int:
    return max(event.number for event in events if event.kind in ASKED and event.number < before.number)


def worked(day: datetime.date, days: int) -> datetime.date:
    while days:
        day += datetime.timedelta(days=1)
        days -= is_working_day(day)
    return day


def counted_by_hand(organisation, year) -> dict:
    """The report's table, one application after the other, from the rows alone."""
    table = {code: Counter() for code in ("1", "2", *all_outcomes(), "3.7", "4")}
    for one in Application.objects.filter(organisation=organisation):
        if not one.counted or one.received_on is None or one.received_on.year > year:
            continue
        rows = ["1" if one.received_on.year == year else "2"]
        if one.closed_on is not None and one.closed_on.year < year:
            continue
        rows += [one.outcome, "3.7"] if one.closed_on and one.closed_on.year == year else ["4"]
        for row in rows:
            table[row][one.applicant_kind] += 1
            table[row]["total"] += 1
    return table


@pytest.mark.parametrize("seed", range(12))
def test_every_history_keeps_its_promises_and_the_report_balances(seed):
    chance = random.Random(seed)
    portals = [make_portal("tonglu"), make_portal("jiande")]
    made = []
    for _ in range(12):
        day = datetime.date(chance.choice(YEARS), chance.randint(1, 12), chance.randint(1, 28))
        channel = chance.choice(Channel.values)
        applicant = an_applicant(
            identity_number=chance.choice(["330122199001010019", "330122199001010027"]),
            credit_code="91330100MA27XXXX0A",
        )
        made.append(
            submit(
                chance.choice(portals),
                day=day,
                applicant=applicant,
                applicant_kind=chance.choice(ApplicantKind.values),
                channel=channel,
            ).application
        )
        live(chance, made[-1], made[:-1], portals)
    for portal in portals:
        for year in (*YEARS, 2026):
            table = table_three(portal.organisation, year)
            assert not faults_of_balance(table)
            by_hand = counted_by_hand(portal.organisation, year)
            assert {code: {kind: n for kind, n in row.items() if n} for code, row in table.items()} == by_hand
            reviews = table_four(portal.organisation, year)
            assert all(row["total"] == sum(row[result] for result in ReviewResult.values) for row in reviews.values())


def test_two_queries_count_a_year(django_assert_max_num_queries):
    portal = make_portal("tonglu")
    submit(portal)
    with django_assert_max_num_queries(2):
        table_three(portal.organisation, 2026)
    with django_assert_max_num_queries(1):
        table_four(portal.organisation, 2026)
