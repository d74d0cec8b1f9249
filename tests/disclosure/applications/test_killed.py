"""Steps of an application are all or nothing: killed at any moment, clicked twice, taken by two people at once."""

import datetime
import multiprocessing
import os
import signal

import pytest
from django.core.files.base import ContentFile
from django.db import connection, connections, transaction
from django.utils import timezone

from disclosure.applications import actions
from disclosure.applications.replay import all_differences
from disclosure.applications.retention import sweep
from disclosure.models import Application, ApplicationEvent, ApplicationFile
from tests.at_once import at_once, kinds, twice
from tests.disclosure.applications.factories import (
    MONDAY,
    PDF,
    a_request,
    an_applicant,
    at,
    make_handler,
    make_registered,
    submit,
)
from tests.factories import make_portal

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60
PROCESSES = multiprocessing.get_context("fork")


@pytest.fixture
def portal(settings, tmp_path):
    settings.DISCLOSURE_ROOT = tmp_path
    return make_portal("tonglu")


def add_file(application):
    content = ContentFile(PDF, "证明.pdf")
    return actions.AddFile(application, kind_of="identity", content=content, now=at(MONDAY)).execute()


def run(work, killed_at, statements) -> None:
    """In a process of its own; at its `killed_at`th statement before the commit it is killed."""
    done, committed = 0, []

    def count(execute, *arguments):
        nonlocal done
        done += not committed
        if done == killed_at and not committed:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)

    with connection.execute_wrapper(count), transaction.atomic():
        transaction.on_commit(lambda: committed.append(True))
        work()
    statements.put(done)


def in_a_process(work, killed_at=0) -> tuple[int, int]:
    """(exit code, statements)."""
    connections.close_all()
    statements = PROCESSES.Queue()
    process = PROCESSES.Process(target=run, args=(work, killed_at, statements))
    process.start()
    process.join(PATIENCE)
    return process.exitcode, statements.get(timeout=PATIENCE) if process.exitcode == 0 else 0


def rows():
    return [model.objects.count() for model in (Application, ApplicationEvent, ApplicationFile)]


def faults():
    return list(all_differences())


@pytest.mark.parametrize("step", ["submit", "file", "merge"])
def test_a_step_that_is_killed_at_any_statement_has_not_happened(portal, tmp_path, step):
    first, second = make_registered(portal), make_registered(portal)
    work = {
        "submit": lambda: submit(portal, submission="one form"),
        "file": lambda: add_file(first),
        "merge": lambda: actions.MergeApplication(second, into=first, now=at(MONDAY)).execute(),
    }[step]
    undone = rows()
    # Rolled back to learn how many statements it takes; then killed at the last one and at every third before.
    code, counted = in_a_process(lambda: (work(), transaction.set_rollback(True)))
    assert (code, rows()) == (0, undone) and counted > 3
    for moment in range(counted, 0, -3):
        assert in_a_process(work, killed_at=moment)[0] == -signal.SIGKILL
        assert rows() == undone and faults() == []
    assert in_a_process(work)[0] == 0
    assert rows()[1] == undone[1] + 1 and faults() == []
    # What the killed ones sealed is known to nobody, and swept once it is surely nobody's.
    kept = set(ApplicationFile.objects.values_list("file", flat=True))
    sweep(timezone.now() + datetime.timedelta(days=2))
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("??/*.sealed")} == kept


def test_numbers_of_submissions_at_once_are_neither_doubled_nor_left_out(portal):
    answers = at_once(*(lambda number=number: submit(portal, submission=f"form {number}") for number in range(6)))
    assert kinds(answers) == [""] * 6
    numbers = sorted(Application.objects.values_list("number", flat=True))
    assert [number[-5:] for number in numbers] == [f"{number:05d}" for number in range(1, 7)]
    assert faults() == []


def test_one_form_sent_twice_at_once_is_one_application_with_one_code(portal):
    first, second = twice(lambda: submit(portal, submission="one form"))
    assert first.application.pk == second.application.pk and first.code == second.code
    assert sorted([first.again, second.again]) == [False, True]
    assert rows() == [1, 1, 0]


def test_of_two_handlers_who_saw_the_same_one_is_told(portal):
    application = make_registered(portal)
    one, other = make_handler(portal), make_handler(portal)
    seen = application.revision
    answers = at_once(
        lambda: actions.ReplyApplication(application, reply="granted", by=one, revision=seen, now=at(MONDAY)).execute(),
        lambda: actions.AskCorrection(application, by=other, revision=seen, words="年度", now=at(MONDAY)).execute(),
    )
    assert kinds(answers) == ["", "ChangedMeanwhile"]
    assert ApplicationEvent.objects.filter(application=application).count() == seen + 1
    assert faults() == []


def test_a_click_and_its_second_are_one_step(portal):
    application = make_registered(portal)
    handler, seen = make_handler(portal), application.revision
    answers = twice(
        lambda: actions.AskCorrection(
            application, by=handler, revision=seen, words="请写明年度", now=at(MONDAY)
        ).execute()
    )
    assert kinds(answers) == ["", ""]
    assert ApplicationEvent.objects.filter(application=application).count() == seen + 1


def test_two_merged_into_each_other_at_once_end_as_one(portal):
    one, other = make_registered(portal), make_registered(portal)
    answers = at_once(
        lambda: actions.MergeApplication(one, into=other, now=at(MONDAY)).execute(),
        lambda: actions.MergeApplication(other, into=one, now=at(MONDAY)).execute(),
    )
    assert kinds(answers) == ["", "NotAllowed"]
    assert Application.objects.filter(merged_into__isnull=False).count() == 1
    assert faults() == []


def test_a_draft_thrown_away_while_it_is_submitted_is_one_or_the_other(portal):
    handler = make_handler(portal)
    draft = actions.SaveDraft(
        portal=portal, applicant_kind="person", ways=[], channel="in_person", by=handler, now=at(MONDAY),
        applicant=an_applicant(), request=a_request(),
    ).execute()  # fmt: skip
    answers = at_once(
        lambda: submit(portal, draft=draft, by=handler, channel="in_person"),
        lambda: actions.DiscardDraft(draft, by=handler).execute(),
    )
    assert kinds(answers) == ["", "NotAllowed"]
    assert Application.objects.filter(number=None).count() == 0
    assert faults() == []
