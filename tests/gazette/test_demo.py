"""The demo's gazettes: made of the demo's own documents, whole, and only once."""

import datetime
from itertools import pairwise

import pytest

from gazette.candidates import Candidates, Filters
from gazette.demo.calendar import slots
from gazette.demo.load import LoadDemoGazettes
from gazette.models import EntryKind, Frequency, Gazette, Issue
from gazette.states import IssueState
from sites.actions.provision import ProvisionPortals
from sites.demo.filling import FillPortal
from sites.demo.portals import REGION, give_credit_codes, requests, setting_of
from sites.models import Portal, PortalState
from tests.cms_core.serving import reader_of

TODAYS = [
    datetime.date(2026, 11, 23),
    datetime.date(2027, 1, 1),
    datetime.date(2028, 2, 29),
    datetime.date(2027, 1, 10),
]


@pytest.mark.parametrize("today", TODAYS, ids=str)
@pytest.mark.parametrize("frequency", [Frequency.TEN_DAYS, Frequency.MONTH])
def test_numbers_run_within_the_year_and_serials_go_on(today, frequency):
    found = slots(today, frequency, 100, 12, 2)
    assert [slot.serial for slot in found] == list(range(100, 114))
    assert [slot.day < today for slot in found] == [True] * 12 + [False] * 2
    for before, after in pairwise(found):
        assert after.number == (before.number + 1 if after.year == before.year else 1)
        assert after.day > before.day


@pytest.fixture
def city(db):
    from cms_core.organisations.load import LoadOrganisations
    from cms_core.organisations.readers import read_organisations
    from cms_core.organisations.shipped import shipped_file

    LoadOrganisations(read_organisations(shipped_file(REGION))).execute()
    give_credit_codes()
    names = {"浙江省人民政府", "杭州市人民政府"}
    wanted = [one for one in requests() if one.organisation.name in names]
    report = ProvisionPortals(wanted, state=PortalState.RUNNING, demo=True, today=TODAYS[0]).execute()
    assert not report.of("failed")
    portal = Portal.objects.select_related("home", "organisation", "collection").get(key="hangzhou")
    FillPortal(portal, setting_of(portal, datetime.date.today())).execute()
    return portal


def test_a_city_gets_its_gazette_once(city, tmp_path):
    pytest.importorskip("typst")
    made = LoadDemoGazettes(datetime.date.today(), tmp_path).execute()
    gazette = Gazette.objects.get()  # the province has no documents here, so it has none
    published = Issue.objects.published()
    assert (gazette.portal, made) == (city, 11)
    assert published.count() == 11
    serials = set(published.values_list("serial", flat=True))
    assert len(set(range(min(serials), max(serials))) - serials) == 1
    assert gazette.issues.get(state=IssueState.APPROVED).publish_at.date() >= datetime.date.today()
    drafting = gazette.issues.get(state=IssueState.DRAFTING)
    assert drafting.entries.count() == 2
    assert Candidates(gazette, drafting).find(Filters()).entries
    newest = published.newest().first()
    assert newest.entries.filter(kind=EntryKind.ERRATUM, corrects__isnull=False).count() == 1
    assert newest.submitted_by != newest.approved_by
    assert set(newest.files.filter(entry=None).values_list("kind", flat=True)) == {"pdf", "epub", "archive"}
    reader = reader_of(city)
    for entry in newest.entries.all():
        assert reader.get(entry.path).status_code == 200
    assert newest.title in reader.get(f"/gazette/{newest.year}/").content.decode()
    assert LoadDemoGazettes(datetime.date.today(), tmp_path).execute() == 0
    assert Issue.objects.count() == 13
