"""Whatever is edited behind the records is found, and nothing is said of a list that is as it was approved."""

import datetime
import io
import json

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db.models import F

from cms_core.models import Attachment
from listings.actions.revoke import RevokeAdjustment
from listings.errors import Tampered
from listings.history.verify import verify
from listings.models import Adjustment, AdjustmentLine, Cell, Listed, Listing, Pair, PowerVersion, Record
from listings.states import LineKind
from tests.factories import make_user
from tests.listings.factories import DAY, add, added, adjust, change, make_body, make_listing, power

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    listing = make_listing()
    body = make_body(listing)
    first, second = added(listing, power(body, "甲", level=3, legal_basis="《条例》第三条"), power(body, "乙"))
    adjust(listing, change(LineKind.AMEND, first, {"name": "丙", "phone": "0571"}), day=DAY + datetime.timedelta(5))
    adjust(listing, change(LineKind.CANCEL, second), day=DAY + datetime.timedelta(9))
    listing.refresh_from_db()
    return listing


def test_a_list_as_it_was_approved(listing):
    assert list(verify(listing)) == []


def edit(model, **values):
    return lambda: model.objects.filter(pk=model.objects.order_by("pk").first().pk).update(**values)


def lose(number):
    """As someone with the database in hand would: nothing points to the record any more."""
    PowerVersion.objects.filter(record__number=number).update(record=Record.objects.get(number=1))
    Record.objects.filter(number=number)._raw_delete("default")


WAYS = {
    "content": edit(Record, content="{}"),
    "no JSON": edit(Record, content="{"),
    "digest": edit(Record, digest="0" * 64),
    "previous": lambda: Record.objects.filter(number=2).update(previous="0" * 64),
    "day of a record": edit(Record, effective_day=datetime.date(2025, 1, 1)),
    "number of a record": edit(Record, number=99),
    "last record gone": lambda: lose(4),
    "middle record gone": lambda: lose(3),
    "head": edit(Listing, digest="0" * 64),
    "length": edit(Listing, length=2),
    "basis": edit(Adjustment, basis="别的文件"),
    "approval number": edit(Adjustment, approval_number="9"),
    "effective day": edit(Adjustment, effective_day=datetime.date(2025, 1, 1)),
    "state": edit(Adjustment, state="draft"),
    "approver": edit(Adjustment, approved_at=None),
    "line": edit(AdjustmentLine, values={}),
    "kind of line": edit(AdjustmentLine, kind="cancel"),
    "version text": edit(PowerVersion, legal_basis="《条例》第四条"),
    "version day": edit(PowerVersion, valid_until=datetime.date(2030, 1, 1)),
    "version state": edit(PowerVersion, state="suspended"),
    "version gone": lambda: PowerVersion.objects.filter(valid_from=DAY).first().delete(),
    "row": edit(Listed, name="别名"),
    "row gone": lambda: Listed.objects.filter(valid_from=DAY).first().delete(),
    "row day": edit(Listed, valid_from=datetime.date(2025, 1, 1)),
    "count": lambda: Cell.objects.exclude(listing_number=0).order_by("pk")[:1].get().delete(),
    "pair gone": lambda: Pair.objects.filter(pair="甲").delete(),
    "pair emptied": lambda: Pair.objects.filter(pair="第三").update(items=b""),
    "changed words": lambda: Pair.objects.filter(pair="").delete(),
    "wrong count": lambda: Cell.objects.exclude(listing_number=0).update(delta=F("delta") + 1),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_edit_behind_the_records_is_found(listing, way):
    WAYS[way]()
    listing.refresh_from_db()
    assert list(verify(listing))


def test_records_are_neither_changed_nor_deleted_by_the_application(listing):
    record = Record.objects.first()
    with pytest.raises(Tampered):
        record.save()
    with pytest.raises(Tampered):
        record.delete()


def test_a_revoked_adjustment_never_happened_and_stays_recorded(listing):
    item = Listed.objects.filter(name="丙").get().item
    coming = adjust(listing, change(LineKind.CANCEL, item), day=datetime.date(2999, 1, 1))
    assert Listed.objects.filter(item=item, state="cancelled").exists()
    RevokeAdjustment(coming, reason="依据已废止").execute()
    assert not Listed.objects.filter(item=item, state="cancelled").exists()
    listing.refresh_from_db()
    assert (list(verify(listing)), listing.length) == ([], 6)


def test_the_command_says_so_and_fails(listing):
    out = io.StringIO()
    call_command("verify_listings", json=True, stdout=out)
    assert json.loads(out.getvalue()) == {
        "lists": {f"{listing.portal.key}/power": {"records": 4, "digest": listing.digest}},
        "findings": [],
    }
    WAYS["row"]()
    with pytest.raises(CommandError, match="1 处"):
        call_command("verify_listings", json=True, stdout=io.StringIO())


def test_rows_are_made_anew_from_the_records(listing):
    for way in ("version text", "row", "wrong count", "row gone"):
        WAYS[way]()
    call_command("rebuild_listings", stdout=io.StringIO())
    assert list(verify(listing)) == []
    province = Cell.objects.filter(listing_number=0, mask=0, day__lte=DAY)
    assert sum(cell.delta for cell in province) == 2


def test_a_flow_chart_that_was_deleted_is_no_tampering_and_stops_no_adjustment():
    listing = make_listing()
    chart = Attachment.objects.create(title="流程图", file=ContentFile(b"%PDF-1.4\n%%EOF\n", name="chart.pdf"))
    (item,) = added(listing, power(make_body(listing), "甲", flow_chart=chart.pk))
    assert PowerVersion.objects.get().flow_chart == chart
    chart.delete()
    listing.refresh_from_db()
    assert list(verify(listing)) == []
    adjust(listing, change(LineKind.AMEND, item, {"name": "乙"}), day=DAY + datetime.timedelta(3))
    listing.refresh_from_db()
    assert list(verify(listing)) == []


def test_an_account_that_was_deleted_is_no_tampering_but_its_name_taken_out_is():
    listing = make_listing()
    approver = make_user("pizhun", superuser=True)
    adjust(listing, add(power(make_body(listing))), user=approver)
    listing.refresh_from_db()
    assert list(verify(listing)) == []
    Adjustment.objects.update(approved_by=None)
    assert list(verify(listing))
    approver.delete()
    assert list(verify(listing)) == []
