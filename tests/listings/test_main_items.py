"""主项 and 子项 are tied on each day by who has the code that day, whatever is approved, revoked or moved."""

import datetime
import importlib

import pytest
from django.apps import apps

from cms_core.organisations.load import LoadOrganisations
from cms_core.organisations.rows import OrganisationRow
from listings.actions.revoke import RevokeAdjustment
from listings.history.days import version_of
from listings.history.verify import verify
from listings.models import Listed
from listings.public.days import AskedDay
from listings.public.relations import relations_of
from listings.states import LineKind
from tests.factories import make_organisation
from tests.listings.factories import DAY, add, added, adjust, change, make_body, make_listing, power

pytestmark = pytest.mark.django_db
BEFORE = datetime.datetime(2025, 12, 1, 9, tzinfo=datetime.UTC)
MAIN, SUB = "许可-00100-000", "许可-00100-001"


def later(days):
    return DAY + datetime.timedelta(days=days)


@pytest.fixture
def listing():
    return make_listing()


@pytest.fixture
def body(listing):
    return make_body(listing)


@pytest.fixture
def sub(listing, body):
    return added(listing, power(body, "子项", code=SUB, main_code=MAIN))[0]


def relations(item, number):
    day = later(number)
    return relations_of(item, version_of(item, day), AskedDay.of({"on": day.isoformat()}))


def main_on(item, number):
    """(name, state)"""
    found = relations(item, number).main
    return found and (found["name"], found["state"])


def test_a_main_item_that_comes_later_is_one_from_its_day_on(listing, body, sub):
    (main,) = added(listing, power(body, "主项", code=MAIN), day=later(5))
    assert [main_on(sub, number) for number in (4, 5)] == [None, ("主项", "")]
    assert [one["name"] for one in relations(main, 5).subs] == ["子项"]


def test_a_main_item_that_left_stays_one_until_another_has_its_code(listing, body, sub):
    (main,) = added(listing, power(body, "主项", code=MAIN))
    adjust(listing, change(LineKind.CANCEL, main), day=later(5))
    added(listing, power(body, "新主项", code=MAIN), day=later(9))
    assert [main_on(sub, number) for number in (4, 5, 9)] == [("主项", ""), ("主项", "已取消"), ("新主项", "")]


def test_who_has_another_code_or_body_is_no_main_item_from_then_on(listing, body, sub):
    main, other = added(listing, power(body, "主项", code=MAIN), power(body, "改码的"))
    adjust(listing, change(LineKind.AMEND, main, {"code": "许可-00200-000"}), day=later(3))
    adjust(listing, change(LineKind.AMEND, other, {"code": MAIN}), day=later(4))
    adjust(listing, change(LineKind.TRANSFER, other, {"organisation": make_body(listing).key}), day=later(6))
    assert [main_on(sub, number) for number in (2, 3, 4, 6)] == [("主项", ""), None, ("改码的", ""), None]


def test_a_main_item_whose_adjustment_is_revoked_never_was_one(listing, body, sub):
    making = adjust(listing, add(power(body, "主项", code=MAIN)), day=later(5))
    RevokeAdjustment(making, reason="有误", now=BEFORE).execute()
    assert main_on(sub, 6) is None


def test_an_item_is_not_its_own_sub_item(listing, body):
    (item,) = added(listing, power(body, code=MAIN, main_code=MAIN))
    assert main_on(item, 0) is None and relations(item, 0).subs == []
    assert Listed.objects.get(item=item).main_code == ""


def test_rows_follow_a_body_that_moves(listing, body, sub):
    office = make_organisation("县某中心", parent=body)
    (of_office,) = added(listing, power(office))
    target = make_body(listing, "县某委")
    LoadOrganisations([OrganisationRow(2, {}, key=body.key, name=body.name, parent=target.key)]).execute()
    for item, one in ((sub, body), (of_office, office)):
        one.refresh_from_db()
        assert one.path.startswith(target.path)
        assert Listed.objects.get(item=item).place == one.path
    assert verify(listing) == []


def test_rows_that_were_there_before_the_migration(listing, body, sub):
    Listed.objects.update(main_code="", place="-")
    assert len(verify(listing)) == 1
    importlib.import_module("listings.migrations.0003_main_code").fill(apps, None)
    assert Listed.objects.get(item=sub).main_code == MAIN
    assert verify(listing) == []
