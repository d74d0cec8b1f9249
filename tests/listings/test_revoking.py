"""What was approved and has not begun is revoked only while nothing approved rests on it, on this list or another."""

import datetime

import pytest

from listings.actions.approve import ApproveAdjustment
from listings.actions.prepare import SubmitAdjustment
from listings.actions.revoke import RevokeAdjustment
from listings.checks import faults_of
from listings.errors import Faulty, Impossible
from listings.history.verify import verify
from listings.kinds import ListKind
from listings.models import Adjustment, Listed, Record
from listings.states import AdjustmentState, LineKind
from tests import factories
from tests.listings.factories import DAY, add, added, adjust, change, make_body, make_listing, power, prepared

pytestmark = pytest.mark.django_db
BEFORE = datetime.datetime(2025, 12, 1, 9, tzinfo=datetime.UTC)
CODE = "许可-00001-000"


def later(days):
    return DAY + datetime.timedelta(days=days)


@pytest.fixture
def listing():
    return make_listing()


@pytest.fixture
def body(listing):
    return make_body(listing, "县教育局")


def revoke(adjustment):
    return RevokeAdjustment(adjustment, reason="依据有误", now=BEFORE).execute()


def refused(adjustment) -> str:
    """Why it cannot be revoked; nothing has changed then."""
    records = Record.objects.count()
    with pytest.raises(Impossible) as caught:
        revoke(adjustment)
    assert Adjustment.objects.get(pk=adjustment.pk).state == AdjustmentState.APPROVED
    assert Record.objects.count() == records
    return str(caught.value)


def test_a_cancellation_whose_code_another_item_took_is_not_revoked(listing, body):
    (item,) = added(listing, power(body, "旧事项", code=CODE))
    cancelling = adjust(listing, change(LineKind.CANCEL, item), day=later(5))
    adjust(listing, add(power(body, "新事项", code=CODE)), day=later(9))
    assert f"编码“{CODE}”已由同一机关的“新事项”使用" in refused(cancelling)


def test_an_item_into_which_another_will_merge_stays_approved(listing, body):
    (item,) = added(listing, power(body, "被并入的"))
    making = adjust(listing, add(power(body, "并入到的")), day=later(1))
    merging = adjust(listing, change(LineKind.MERGE, item, partner=making.lines.get().item), day=later(5), title="归并")
    assert "“归并”" in refused(making)
    revoke(merging)
    revoke(making)
    assert not Listed.objects.filter(item=making.lines.get().item).exists()


def test_an_item_that_the_list_below_has_taken_over_stays_approved(listing, body):
    upper = make_listing(portal=factories.make_portal("hangzhou"))
    making = adjust(upper, add(power(make_body(upper))), day=later(1))
    taking = {"kind": LineKind.TAKE_OVER, "values": power(body), "partner": making.lines.get().item}
    taken = adjust(listing, taking, day=later(3), title="承接事项")
    assert f"{listing}的“承接事项”" in refused(making)
    revoke(taken)
    revoke(making)


def test_values_that_later_changes_count_on_stay_approved():
    listing = make_listing(ListKind.FUND)
    fund = {"organisation": make_body(listing).key, "name": "专项资金", "allocation_way": "factors",
            "starts": "2026-01-01", "ends": "2027-12-31"}  # fmt: skip
    (item,) = added(listing, fund)
    longer = adjust(listing, change(LineKind.AMEND, item, {"ends": "2030-12-31"}), day=later(2))
    adjust(listing, change(LineKind.AMEND, item, {"starts": "2029-01-01"}), day=later(4))
    assert "存续期限止早于起" in refused(longer)


def test_all_that_rests_on_it_is_said_at_once(listing, body):
    items = added(listing, power(body, code=CODE), power(body, code="许可-00002-000"))
    cancelling = adjust(listing, *(change(LineKind.CANCEL, item) for item in items), day=later(5))
    adjust(listing, add(power(body, code=CODE)), add(power(body, code="许可-00002-000")), day=later(5))
    told = refused(cancelling)
    assert CODE in told and "许可-00002-000" in told


def test_what_nothing_rests_on_is_revoked_though_the_code_was_used_in_between(listing, body):
    (item,) = added(listing, power(body, code=CODE))
    amended = adjust(listing, change(LineKind.AMEND, item, {"code": "许可-00009-000"}), day=later(5))
    other = adjust(listing, add(power(body, code=CODE)), day=later(6))
    refused(amended)
    revoke(other)
    revoke(amended)
    listing.refresh_from_db()
    assert list(verify(listing)) == []


@pytest.mark.parametrize("kind", [LineKind.CANCEL, LineKind.INTERNALISE])
def test_what_others_will_merge_into_does_not_leave_before(listing, body, kind):
    item, target = added(listing, power(body, "甲"), power(body, "乙"))
    adjust(listing, change(LineKind.MERGE, item, partner=target), day=later(9), title="归并")
    assert any("“归并”" in str(fault) for fault in faults_of(prepared(listing, change(kind, target), day=later(9))))
    adjust(listing, change(kind, target), day=later(10))


def test_what_was_revoked_is_not_taken_over(listing, body):
    upper = make_listing(portal=factories.make_portal("hangzhou"))
    making = adjust(upper, add(power(make_body(upper))), day=later(1))
    taking = {"kind": LineKind.TAKE_OVER, "values": power(body), "partner": making.lines.get().item}
    review = SubmitAdjustment(prepared(listing, taking, day=later(3))).execute()
    revoke(making)
    with pytest.raises(Faulty, match="从未列入清单"):
        ApproveAdjustment(review).execute()


def test_a_merge_goes_into_what_the_same_adjustment_makes_and_nothing_else(listing, body):
    (item,) = added(listing, power(body))
    draft = prepared(listing, add(power(body)))
    other = prepared(listing, add(power(body)))
    for made, faulty in ((draft.lines.get(), False), (other.lines.get(), True)):
        line = draft.lines.create(order=2, kind=LineKind.MERGE, item=item, partner_line=made)
        assert bool(faults_of(draft)) == faulty
        line.delete()
