"""Taking a table in is all or nothing: killed at any statement, clicked by two at once, edited by another meanwhile."""

import multiprocessing
import os
import random
import signal

import pytest
from django.db import connection, connections, transaction

from disclosure.decisions.actions.confirm import ConfirmUpload
from disclosure.decisions.actions.receive import ReceiveUpload
from disclosure.decisions.actions.save import SaveDecision
from disclosure.decisions.assigning import values_of
from disclosure.decisions.errors import DecisionError
from disclosure.decisions.shelves import KEPT
from disclosure.decisions.verify import differences
from disclosure.models import DecisionStamp, DecisionUpload, Penalty
from tests.at_once import at_once, kinds
from tests.disclosure.decisions import factories

pytestmark = pytest.mark.django_db(transaction=True)
NEW, CHANGED = 40, 12
PATIENCE = 120
PROCESSES = multiprocessing.get_context("fork")


@pytest.fixture(autouse=True)
def new_process(settings, tmp_path, monkeypatch):
    settings.DISCLOSURE_ROOT = tmp_path
    monkeypatch.setattr(KEPT, "known", {})


def make_upload(portal, body):
    """Rows that are new, and rows that change what is public."""
    there = [factories.row("penalty", body) for _ in range(CHANGED)]
    ConfirmUpload(ReceiveUpload(portal, "penalty", factories.as_xlsx(*there)).execute()).execute()
    changed = [{**row, "处罚内容": "罚款一万元"} for row in there]
    rows = [factories.row("penalty", body) for _ in range(NEW)]
    return ReceiveUpload(portal, "penalty", factories.as_xlsx(*rows, *changed)).execute()


def confirm(pk: int, killed_at: int = 0, report=None) -> None:
    """In a process of its own; at its `killed_at`th statement it is killed, and none of its code runs on."""
    done, committed = 0, []

    def count(execute, *arguments):
        nonlocal done
        done += not committed
        if done == killed_at and not committed:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)

    with connection.execute_wrapper(count), transaction.atomic():
        transaction.on_commit(lambda: committed.append(True))
        ConfirmUpload(DecisionUpload.objects.get(pk=pk)).execute()
    if report:
        report.put(done)


def start(upload, killed_at=0, report=None):
    # No two processes may talk on one connection.
    connections.close_all()
    process = PROCESSES.Process(target=confirm, args=(upload.pk, killed_at, report))
    process.start()
    return process


def found():
    changed = Penalty.objects.filter(content="罚款一万元").count()
    return (
        Penalty.objects.count(),
        changed,
        DecisionStamp.objects.count(),
        DecisionUpload.objects.filter(state="done").count(),
    )


def test_a_table_that_is_killed_again_and_again_is_taken_in_whole_or_not_at_all():
    portal = factories.make_portal()
    body, report = factories.make_body(portal), PROCESSES.Queue()
    # As many statements as another one of this size takes.
    start(make_upload(portal, body), report=report).join(PATIENCE)
    statements = report.get(timeout=PATIENCE)
    upload = make_upload(portal, body)
    before, chance = found(), random.Random()
    for moment in [statements, *(chance.randrange(2, statements) for _ in range(2))]:
        process = start(upload, killed_at=moment)
        process.join(PATIENCE)
        assert process.exitcode == -signal.SIGKILL, f"statement {moment} of {statements}"
        assert found() == before and differences() == []
    start(upload).join(PATIENCE)
    after = found()
    assert (after[0] - before[0], after[1] - before[1], after[3] - before[3]) == (NEW, CHANGED, 1)
    assert after[2] > before[2] and differences() == []


def test_two_who_confirm_at_once_take_it_in_once():
    portal = factories.make_portal()
    upload = make_upload(portal, factories.make_body(portal))
    answers = at_once(*(lambda: ConfirmUpload(DecisionUpload.objects.get(pk=upload.pk)).execute(),) * 2)
    assert kinds(answers) == ["", ""]
    assert Penalty.objects.count() == NEW + CHANGED and differences() == []


def test_of_two_tables_and_forms_at_once_none_overwrites_what_it_has_not_seen():
    portal = factories.make_portal()
    upload = make_upload(portal, factories.make_body(portal))
    one = Penalty.objects.first()
    by_hand = {**values_of(one), "content": "罚款二万元"}
    answers = at_once(
        lambda: ConfirmUpload(DecisionUpload.objects.get(pk=upload.pk)).execute(),
        lambda: SaveDecision("penalty", portal, by_hand, decision=one, revision=one.revision).execute(),
    )
    failed = [answer for answer in answers if isinstance(answer, Exception)]
    assert len(failed) == 1 and isinstance(failed[0], DecisionError)
    one.refresh_from_db()
    assert one.content == ("罚款一万元" if isinstance(answers[1], Exception) else "罚款二万元")
    assert differences() == []
