"""Personal data goes by its term; what the report counts, and the history of steps, stays."""

import datetime
import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from cms_core.tasks.regular import JOBS
from disclosure.applications import actions
from disclosure.applications.counting import table_three
from disclosure.applications.replay import differences
from disclosure.applications.retention import due_to_erase, erase_due, sweep
from disclosure.models import Application, ApplicationFile
from disclosure.sealing import sealed_storage
from tests.disclosure.applications.factories import MONDAY, PDF, at, later, make_application, make_registered, step
from tests.factories import make_portal

pytestmark = pytest.mark.django_db
AFTER = datetime.date(2031, 4, 1)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.DISCLOSURE_ROOT = tmp_path


@pytest.fixture
def portal():
    return make_portal("tonglu")


def make_closed(portal):
    application = make_registered(portal)
    step(actions.AddFile, application, MONDAY, kind_of="identity", content=ContentFile(PDF), name="甲.pdf")
    return step(actions.ReplyApplication, application, later(3), reply="granted", words="见附件")


def test_what_is_personal_goes_and_the_counts_stay(portal, tmp_path, django_capture_on_commit_callbacks):
    application = make_closed(portal)
    before = table_three(portal.organisation, 2026)
    assert erase_due(at(later(30))) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_due(at(AFTER)) == 1
    erased = Application.objects.get(pk=application.pk)
    assert not erased.applicant and not erased.request
    assert (erased.name_digest, erased.identity_digest, erased.phone_digest, erased.code_digest) == ("", "", "", "")
    assert not any(event.words for event in erased.events.all())
    assert not any(file.name or file.file for file in erased.files.all())
    assert not list(tmp_path.glob("*/*"))
    assert table_three(portal.organisation, 2026) == before
    assert erased.number == application.number and not differences(erased)
    assert erase_due(at(AFTER)) == 0


def test_what_counts_nowhere_goes_sooner(portal):
    application = step(actions.ReturnApplication, make_application(portal), MONDAY, words="空白")
    assert not due_to_erase(MONDAY + datetime.timedelta(days=180)).exists()
    assert due_to_erase(MONDAY + datetime.timedelta(days=181)).get() == application


def test_nothing_goes_while_it_is_open_or_before_a_court(portal):
    make_registered(portal)
    step(actions.FileReview, make_closed(portal), later(9), kind_of="direct")
    assert not due_to_erase(AFTER).exists()


def test_files_that_no_row_knows_are_swept_once_they_are_old(portal, tmp_path):
    make_closed(portal)
    name = sealed_storage().save("ab/left.sealed", ContentFile(b"left"))
    now = datetime.datetime.now(datetime.UTC)
    assert sweep(now) == 0
    old = time.time() - 3 * 24 * 3600
    for path in tmp_path.glob("*/*.sealed"):
        os.utime(path, (old, old))
    assert sweep(now) == 1
    assert not (tmp_path / name).exists()
    assert Path(tmp_path / ApplicationFile.objects.get().file.name).exists()


def test_however_many_files_there_are_sweeping_asks_three_times(portal, tmp_path, django_assert_num_queries):
    for _ in range(3):
        make_closed(portal)
    with django_assert_num_queries(3):
        assert sweep(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2)) == 0
    assert len(list(tmp_path.glob("*/*.sealed"))) == 3


def test_the_worker_does_it():
    assert "erase_applicants" in JOBS
