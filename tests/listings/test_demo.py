"""The demo's lists: whole, once, with a history that any day can be asked of, and plainly demo data."""

import datetime

import pytest
from django.contrib.auth import get_user_model

from listings import counts
from listings.demo.content import rows, tables
from listings.demo.load import ELSEWHERE, LoadDemoListings
from listings.history.days import compare
from listings.history.verify import verify
from listings.kinds import FOUR, ListKind
from listings.models import Adjustment, Listed, Listing
from listings.permissions import ListAction, may, may_approve
from listings.states import AdjustmentState, ItemState
from sites.actions.provision import ProvisionPortals
from sites.demo.portals import REGION, requests
from sites.models import Portal, PortalLevel, PortalState

TODAY = datetime.date.today()
NAMES = {"浙江省人民政府", "杭州市人民政府", "桐庐县人民政府", "宁波市人民政府"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    from cms_core.organisations.load import LoadOrganisations
    from cms_core.organisations.readers import read_organisations
    from cms_core.organisations.shipped import shipped_file

    LoadOrganisations(read_organisations(shipped_file(REGION))).execute()
    wanted = [one for one in requests() if one.organisation.name in NAMES]
    report = ProvisionPortals(wanted, state=PortalState.RUNNING, demo=True, today=TODAY).execute()
    assert len(report.of("made")) == len(NAMES)
    return Portal.objects.select_related("organisation").get(key="zj")


def listing_of(key, kind=ListKind.POWER):
    return Listing.objects.select_related("portal").get(portal__key=key, kind=kind)


def test_every_government_has_its_lists_once(province, tmp_path):
    made = LoadDemoListings(TODAY, tmp_path).execute()
    assert made == Adjustment.objects.count()
    assert Listing.objects.count() == len(NAMES) * 4 + 1
    for key in ("zj", "hangzhou", "tonglu"):
        assert all(counts.total(kind, listing_of(key, kind), TODAY, {}) > 5 for kind in FOUR)
    some = ELSEWHERE[PortalLevel.CITY]
    assert {kind: counts.total(kind, listing_of("ningbo", kind), TODAY, {}) for kind in FOUR} == some
    for listing in Listing.objects.select_related("portal"):
        assert list(verify(listing)) == []
    check_history()
    check_people(tmp_path)
    assert LoadDemoListings(TODAY, tmp_path).execute() == 0
    assert Adjustment.objects.count() == made


def check_history():
    own = listing_of("zj")
    assert counts.total(ListKind.POWER, own, datetime.date(2014, 6, 24), {}) == 0
    then = counts.total(ListKind.POWER, own, datetime.date(2014, 6, 25), {})
    assert then > 40
    changes = compare(ListKind.POWER, datetime.date(2017, 12, 31), TODAY, listing=own)
    assert {change.kind for change in changes} == {"added", "removed", "changed"}
    states = set(Listed.objects.on(TODAY).values_list("state", flat=True))
    assert {ItemState.CANCELLED, ItemState.DELEGATED, ItemState.SUSPENDED, ItemState.INTERNAL} <= states
    # Handed down to the cities: one took it over, the other one has not yet.
    handed = {
        key: Listed.objects.on(TODAY).filter(listing=listing_of(key), code="许可-02203-000").exists()
        for key in ("hangzhou", "ningbo")
    }
    assert handed == {"hangzhou": True, "ningbo": False}
    for state in (AdjustmentState.DRAFT, AdjustmentState.REVIEW):
        assert Adjustment.objects.filter(listing=own, state=state).count() == 1
    coming = own.adjustments.get(state=AdjustmentState.APPROVED, effective_day__gt=TODAY)
    assert coming.effective_day < TODAY + datetime.timedelta(days=30)
    for values in Listed.objects.filter(listing=own).values_list("item__lines__values", flat=True):
        assert "remark" not in values or "演示数据" in values["remark"]


def check_people(home):
    users = get_user_model().objects
    editor, approver = users.get(username="list-editor"), users.get(username="list-approver")
    for key in ("zj", "hangzhou", "tonglu"):
        listing = listing_of(key)
        waiting = listing.adjustments.get(state=AdjustmentState.REVIEW)
        assert may(editor, ListAction.EDIT, listing) and not may_approve(editor, waiting)
        assert may_approve(approver, waiting)
    assert not may(editor, ListAction.EDIT, listing_of("ningbo"))
    assert "list-approver" in (home / "demo-accounts.txt").read_text(encoding="utf-8")


def test_what_becomes_of_an_item_is_told_of_one_that_there_is():
    codes = {row["code"] for name in ("powers", "negative") for row in rows(name)}
    for adjustment in tables("adjustments")["adjustment"]:
        for line in adjustment["lines"]:
            assert line["code"].removeprefix("责-") in codes, line
