"""What each process keeps of the decisions follows every change, and the days on which they end."""

import datetime
import json
import random

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from disclosure.decisions import shelves
from disclosure.decisions.actions.publish import PublishDecisions, WithdrawDecision
from disclosure.decisions.actions.save import SaveDecision
from disclosure.decisions.assigning import values_of
from disclosure.decisions.kinds import DecisionKind, LicenceCategory, PenaltyCategory, packed
from disclosure.decisions.public.questions import Question
from disclosure.decisions.public.scopes import scope_of
from disclosure.decisions.shelves import KEPT
from disclosure.decisions.tables import model_of
from disclosure.decisions.verify import differences
from disclosure.models import Penalty
from tests.disclosure.decisions import factories

pytestmark = pytest.mark.django_db
LIST = "/decisions/penalties/"
TODAY = datetime.date(2026, 6, 1)
# Of a list with filters, whatever it holds; two more where somebody has changed something since.
MOST = 12


@pytest.fixture(autouse=True)
def new_process(settings, tmp_path, monkeypatch):
    settings.DISCLOSURE_ROOT = tmp_path
    monkeypatch.setattr(KEPT, "known", {})
    monkeypatch.setattr(KEPT.snapshot, "seen", None)
    at(monkeypatch, TODAY)


@pytest.fixture
def portal():
    return factories.make_portal()


def at(monkeypatch, day):
    moment = datetime.datetime.combine(day, datetime.time(4), datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def total(portal, kind="penalty", **given):
    return Question.of(given, scope_of(portal, kind)).counts.total


def fill(portal, body, number):
    for place in range(number):
        decided = datetime.date(2025 + place % 2, 3, 1 + place % 20)
        factories.make_decision(
            "penalty", portal, body, decided_on=decided, until=datetime.date(2027, 1, 1), today=TODAY
        )


@pytest.mark.parametrize("given", [{}, {"year": "2025", "category": "fine"}, {"q": "公司"}, {"cursor": "z"}])
def test_a_list_costs_the_same_however_many_decisions_it_has(portal, given, django_assert_max_num_queries):
    body, client = factories.make_body(portal), Client(SERVER_NAME="tonglu.localhost")
    fill(portal, body, 3)
    client.get(LIST, given)
    with django_assert_max_num_queries(MOST) as few:
        client.get(LIST, given)
    number = len(few)
    fill(portal, body, 40)
    client.get(LIST, given)
    with django_assert_max_num_queries(number):
        assert "共 " in client.get(LIST, given).content.decode()


def test_publishing_editing_and_taking_down_is_followed(portal):
    body = factories.make_body(portal)
    draft = factories.make_decision("penalty", portal, body, published=False)
    assert total(portal) == 0
    PublishDecisions(portal, "penalty", [draft.pk]).execute()
    assert (total(portal), total(portal, year="2026")) == (1, 1)
    changed = {
        **values_of(Penalty.objects.get()),
        "decided_on": datetime.date(2025, 12, 30),
        "category": packed(["warning"]),
    }
    changed["fine"] = None
    SaveDecision("penalty", portal, changed, decision=Penalty.objects.get(), today=TODAY).execute()
    assert (total(portal, year="2026"), total(portal, year="2025", category="warning")) == (0, 1)
    WithdrawDecision(Penalty.objects.get(), reason="mistake").execute()
    assert total(portal) == 0
    PublishDecisions(portal, "penalty", [draft.pk]).execute()
    assert total(portal) == 1


def test_counts_are_right_on_the_day_a_term_ends_with_nobody_at_work(portal, monkeypatch, django_assert_num_queries):
    body = factories.make_body(portal)
    for day in (30, 31):
        factories.make_decision("penalty", portal, body, until=datetime.date(2026, 8, day))
    assert total(portal) == 2
    for day, number in ((30, 2), (31, 1)):
        at(monkeypatch, datetime.date(2026, 8, day))
        assert total(portal, year="2026", category="fine") == number
    at(monkeypatch, datetime.date(2026, 9, 1))
    scope = scope_of(portal, "penalty")
    with django_assert_num_queries(1):
        assert Question.of({}, scope).counts.total == 0


def test_random_changes_leave_every_count_as_the_rows_say(portal, monkeypatch):
    chance = random.Random(7)
    bodies = [factories.make_body(portal) for _ in range(3)]
    for step in range(60):
        kind = chance.choice(list(DecisionKind))
        rows = list(model_of(kind).objects.filter(withdrawn_at=None))
        one = chance.choice(rows) if rows else None
        what = chance.choice(["add", "add", "save", "withdraw", "day"])
        if what == "day":
            at(monkeypatch, timezone.localdate() + datetime.timedelta(days=chance.randrange(60)))
        elif what == "add" or one is None:
            decided = datetime.date(2026, 5, 31) - datetime.timedelta(days=chance.randrange(700))
            categories = PenaltyCategory.values[:2] if kind == "penalty" else LicenceCategory.values
            category = chance.choice(categories)
            factories.make_decision(
                kind, portal, chance.choice(bodies), decided_on=decided, published=TODAY,
                until=TODAY + datetime.timedelta(days=chance.randrange(400)),
                category=packed([category, "fine"]) if kind == "penalty" else category,
            )  # fmt: skip
        elif what == "save":
            changed = {**values_of(one), "decided_on": one.decided_on.replace(day=1, year=2025)}
            changed |= {
                "published_until": max(one.published_until, TODAY + datetime.timedelta(days=200)),
            }
            SaveDecision(kind, portal, changed, decision=one, today=TODAY).execute()
        else:
            WithdrawDecision(one, reason="mistake").execute()
        if step % 5 == 0:
            assert differences() == []
    assert differences() == []


def test_a_process_that_begins_takes_what_another_laid_down(portal, django_assert_num_queries):
    fill(portal, factories.make_body(portal), 5)
    assert total(portal) == 5
    shelves.compact()
    KEPT.known.clear()
    KEPT.snapshot.seen = None
    scope = scope_of(portal, "penalty")
    with django_assert_num_queries(2):
        assert Question.of({}, scope).counts.total == 5


def test_what_was_changed_past_the_program_is_told_and_put_right(portal, capsys):
    decision = factories.make_decision("penalty", portal)
    assert total(portal) == 1
    Penalty.objects.filter(pk=decision.pk).update(withdrawn_at=timezone.now())
    with pytest.raises(SystemExit):
        call_command("verify_decisions", "--json", "--repair")
    assert len(json.loads(capsys.readouterr().out)["differences"]) == 4
    call_command("verify_decisions")
    assert total(portal) == 0
