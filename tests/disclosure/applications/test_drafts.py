"""A draft of what came on paper: thrown away by who handles, or by the platform once it has lain too long."""

import datetime

import pytest
from django.core.files.base import ContentFile

from disclosure.applications import actions
from disclosure.applications.errors import NotAllowed
from disclosure.applications.retention import erase_due, old_drafts
from disclosure.models import Application, ApplicationEvent, ApplicationFile
from tests.disclosure.applications.factories import (
    MONDAY,
    PDF,
    a_request,
    an_applicant,
    at,
    make_application,
    make_handler,
)
from tests.factories import make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.DISCLOSURE_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def portal():
    return make_portal("tonglu")


def make_draft(portal, by, day=MONDAY):
    draft = actions.SaveDraft(
        portal=portal, applicant_kind="person", applicant=an_applicant(), request=a_request(), ways=[],
        channel="in_person", by=by, now=at(day),
    ).execute()  # fmt: skip
    actions.AddFile(draft, kind_of="identity", content=ContentFile(PDF, "甲.pdf"), by=by, now=at(day)).execute()
    return draft


def rows():
    return [model.objects.count() for model in (Application, ApplicationEvent, ApplicationFile)]


def test_a_discarded_draft_leaves_nothing(portal, own_files, django_capture_on_commit_callbacks):
    handler = make_handler(portal)
    draft = make_draft(portal, handler)
    with django_capture_on_commit_callbacks(execute=True):
        actions.DiscardDraft(draft, by=handler).execute()
        actions.DiscardDraft(draft, by=handler).execute()
    assert rows() == [0, 0, 0]
    assert not list(own_files.glob("*/*.sealed"))


def test_who_does_not_handle_here_discards_nothing(portal):
    draft = make_draft(portal, make_handler(portal))
    with pytest.raises(NotAllowed):
        actions.DiscardDraft(draft, by=make_handler(make_portal("jiande"))).execute()
    assert rows() == [1, 2, 1]


def test_what_was_submitted_is_no_draft_any_more(portal):
    application = make_application(portal)
    with pytest.raises(NotAllowed):
        actions.DiscardDraft(application, by=make_handler(portal)).execute()
    assert Application.objects.get() == application


def test_a_draft_that_has_lain_too_long_goes_by_itself(portal):
    make_draft(portal, make_handler(portal))
    make_application(portal)
    assert not old_drafts(at(MONDAY + datetime.timedelta(days=90))).exists()
    assert erase_due(at(MONDAY + datetime.timedelta(days=91))) == 1
    assert Application.objects.get().number
