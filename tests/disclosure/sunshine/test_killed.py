"""Confirming an upload is all or nothing: killed at any statement, and clicked by two at once."""

import multiprocessing
import os
import random
import signal

import pytest
from django.db import connection, connections, transaction

from disclosure.models import CatalogueRow, RecordChange, RecordCount, SunshineRecord, SunshineUpload
from disclosure.sunshine.actions.receive import ConfirmUpload
from disclosure.sunshine.actions.records import PublishRecords
from disclosure.sunshine.counters import differences
from disclosure.sunshine.domains import domains
from disclosure.sunshine.values import clean, fill
from tests.at_once import at_once, kinds
from tests.disclosure.sunshine.factories import MONEY, make_record, row_values
from tests.factories import make_portal

pytestmark = pytest.mark.django_db(transaction=True)
LINES = 300
PATIENCE = 60
PROCESSES = multiprocessing.get_context("fork")


def records_upload(portal):
    parts = []
    for number in range(LINES):
        values, _ = clean(domains()["finance"], MONEY | {"function": f"第{number}项支出"})
        record = SunshineRecord(domain="finance", organisation=portal.organisation, values=values)
        fill(domains()["finance"], record)
        parts.append({"organisation": portal.organisation_id, "values": values, "identity": record.identity})
    return SunshineUpload.objects.create(portal=portal, kind="records", domain="finance", name="a.xlsx", parts=parts)


def catalogue_upload(portal):
    rows = [row_values(sub_item=f"事项{number}") for number in range(LINES)]
    parts = [{"domain": "finance", "title": "标准目录", "rows": rows}]
    return SunshineUpload.objects.create(portal=portal, kind="catalogue", name="a.xlsx", parts=parts)


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
        ConfirmUpload(SunshineUpload.objects.get(pk=pk), publish=True).execute()
    if report:
        report.put(done)


def start(upload, killed_at=0, report=None):
    # No two processes may talk on one connection.
    connections.close_all()
    process = PROCESSES.Process(target=confirm, args=(upload.pk, killed_at, report))
    process.start()
    return process


def found():
    return [model.objects.count() for model in (SunshineRecord, RecordChange, RecordCount, CatalogueRow)]


@pytest.mark.parametrize("make", [records_upload, catalogue_upload])
def test_a_confirmation_that_is_killed_again_and_again_is_there_whole_or_not_at_all(make):
    report = PROCESSES.Queue()
    # As many statements as another one of this size takes.
    start(make(make_portal("deqing")), report=report).join(PATIENCE)
    statements = report.get(timeout=PATIENCE)
    upload = make(make_portal("tonglu"))
    before, chance = found(), random.Random()
    for moment in [statements, *(chance.randrange(2, statements) for _ in range(2))]:
        process = start(upload, killed_at=moment)
        process.join(PATIENCE)
        assert process.exitcode == -signal.SIGKILL, f"statement {moment} of {statements}"
        upload.refresh_from_db()
        assert upload.done_at is None and found() == before and differences() == []
    start(upload).join(PATIENCE)
    upload.refresh_from_db()
    assert upload.done_at and differences() == []
    model, before = (SunshineRecord, before[0]) if make is records_upload else (CatalogueRow, before[3])
    assert model.objects.count() - before == LINES


def test_two_who_confirm_at_once_take_it_in_once():
    upload = records_upload(make_portal())
    answers = at_once(*(lambda: ConfirmUpload(SunshineUpload.objects.get(pk=upload.pk), publish=True).execute(),) * 2)
    assert kinds(answers) == ["", ""]
    assert SunshineRecord.objects.count() == LINES and differences() == []


def test_two_who_publish_at_once_are_both_counted():
    portal = make_portal()
    first, second = (make_record(portal, publish=False, function=name) for name in ("教育支出", "卫生健康支出"))
    answers = at_once(
        *(lambda pk=one.pk: PublishRecords(SunshineRecord.objects.filter(pk=pk)).execute() for one in (first, second))
    )
    assert kinds(answers) == ["", ""]
    assert differences() == []
