"""The demo's applications: in every stage, for the governments shown in full, once, and nobody's."""

import datetime

import pytest

from disclosure.applications.counting import faults_of_balance, table_three
from disclosure.applications.replay import differences
from disclosure.demo.applications import LoadDemoApplications, content
from disclosure.models import Application, Letter, LetterState
from tests.disclosure.applications.factories import make_handler
from tests.factories import make_portal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("today", [datetime.date(2026, 11, 23), datetime.date(2026, 10, 7), datetime.date(2026, 3, 1)])
def test_it_is_loaded_once_on_any_day(today):
    portal = make_portal("tonglu", demo=True)
    make_portal("other", demo=True)
    said = []
    assert LoadDemoApplications(today, said.append).execute() == Application.objects.filter(portal=portal).count() > 3
    assert LoadDemoApplications(today, said.append).execute() == 0
    assert len(said) == 1
    assert not faults_of_balance(table_three(portal.organisation, today.year))
    assert not any(differences(one) for one in Application.objects.all())
    assert all("示例" in one.applicant.open()["name"] for one in Application.objects.all())


def test_in_january_there_are_fewer_and_none_of_last_year():
    make_portal("tonglu", demo=True)
    LoadDemoApplications(datetime.date(2026, 1, 6)).execute()
    found = Application.objects.all()
    assert 0 < found.count() < len(content()["applications"])
    assert {one.arrived_on.year for one in found} == {2026}


def test_some_went_out_with_letters_and_one_waits_for_its_own():
    portal = make_portal("tonglu", demo=True)
    handler = make_handler(portal)
    LoadDemoApplications(datetime.date(2026, 11, 23), handler=handler).execute()
    sent = Letter.objects.filter(state=LetterState.SENT)
    drafts = Letter.objects.filter(state=LetterState.DRAFT)
    assert {one.kind for one in sent} == {"receipt", "correction", "published", "granted", "refused"}
    assert [one.step for one in drafts] == ["reply"]
    assert not any(one.pdf or one.docx for one in sent)
    for one in sent:
        text = str(one.content.open())
        assert "{" not in text.strip("{}") and one.sent_on <= datetime.date(2026, 11, 23)
    assert LoadDemoApplications(datetime.date(2026, 11, 23), handler=handler).execute() == 0
    assert not any(differences(one) for one in Application.objects.all())
