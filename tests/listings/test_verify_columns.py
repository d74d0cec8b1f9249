"""Every stored column of what is recorded and shown: changed behind the records, it is found."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from cms_core.models import Attachment
from listings.actions.revoke import RevokeAdjustment
from listings.history import chain
from listings.history.verify import verify, verify_province
from listings.kinds import ListKind
from listings.models import Adjustment, AdjustmentLine, Cell, Item, Listed, Listing, PowerVersion, Record
from listings.states import LineKind
from tests.factories import make_portal, make_user
from tests.listings.factories import DAY, added, adjust, change, make_body, make_listing, power

pytestmark = pytest.mark.django_db
LATER = datetime.date(2999, 1, 1)
# What is set up, or told of the making of a draft, and no part of what was decided.
NOT_DECIDED = {
    Listing: {"column", "approving_body", "shown_fields", "announcing", "announcements"},
    Adjustment: {"revision", "created_by", "created_at", "submitted_at", "sent_back", "announcement"},
    # The place among the others counts, and not the figure.
    AdjustmentLine: {"partner_line", "order"},
}
# There is no page of a document here to point to.
WITHOUT_ANOTHER = {"basis_document"}


@pytest.fixture
def listing():
    listing = make_listing()
    other = make_listing(portal=make_portal("chunan"))
    added(other, power(make_body(other)))
    make_user("bieren")
    Attachment.objects.create(title="附件", file=ContentFile(b"%PDF-1.4\n%%EOF\n", name="a.pdf"))
    body = make_body(listing)
    first, second, third = added(
        listing, power(body, "甲", level=3, industry_theme="教育"), power(body, "乙"), power(body, "丙")
    )
    adjust(listing, change(LineKind.AMEND, first, {"name": "丁", "phone": "0571"}), day=DAY + datetime.timedelta(5))
    adjust(listing, change(LineKind.MERGE, second, partner=first), day=DAY + datetime.timedelta(9))
    coming = adjust(listing, change(LineKind.CANCEL, third), day=LATER)
    RevokeAdjustment(coming, reason="依据已废止").execute()
    assert findings() == []
    return listing


def findings():
    found = [finding for listing in Listing.objects.select_related("portal") for finding in verify(listing)]
    return found + [finding for kind in ListKind.values for finding in verify_province(kind)]


def changed(field, value):
    """Another value of the same kind."""
    if isinstance(field, models.ForeignKey):
        return field.related_model._default_manager.exclude(pk=value).order_by("-pk").values_list("pk", flat=True)[0]
    if field.choices:
        return next(key for key, _ in field.flatchoices if key != value)
    match field:
        case models.JSONField():
            return {**value, "remark": "改"}
        case models.BooleanField():
            return not value
        case models.DateTimeField():
            return (value or timezone.now()) + datetime.timedelta(hours=1)
        case models.DateField():
            return value + datetime.timedelta(days=1 if value.year < 9999 else -1)
        case models.IntegerField() | models.DecimalField():
            return (value or 0) + 1
    return f"改{(value or '')[1:]}"


@pytest.mark.parametrize("model", [Listing, Item, Record, Adjustment, AdjustmentLine, PowerVersion, Listed, Cell])
def test_a_changed_column_is_found(listing, model):
    columns = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = [field for field in columns if field.name not in NOT_DECIDED.get(model, set()) | WITHOUT_ANOTHER]
    assert columns
    missed = []
    for row in {model.objects.order_by("pk").first(), model.objects.order_by("pk").last()}:
        for field in columns:
            try:
                with transaction.atomic():
                    model.objects.filter(pk=row.pk).update(
                        **{field.attname: changed(field, getattr(row, field.attname))}
                    )
                    if not findings():
                        missed.append(field.name)
                    transaction.set_rollback(True)
            except IntegrityError:
                continue  # the database itself refuses it
    assert missed == []


@pytest.mark.parametrize("model", [Item, Record, AdjustmentLine, PowerVersion, Listed, Cell])
def test_a_row_that_is_gone_is_found(listing, model):
    missed = []
    for row in {model.objects.order_by("pk").first(), model.objects.order_by("pk").last()}:
        with transaction.atomic():
            model.objects.filter(pk=row.pk)._raw_delete("default")
            if not findings():
                missed.append(row.pk)
            transaction.set_rollback(True)
    assert missed == []


def test_the_reason_of_a_revocation_is_part_of_the_record(listing):
    Adjustment.objects.filter(state="revoked").update(sent_back="别的原因")
    assert [finding.message for finding in findings()] == ["撤销的原因与记录不符。"]


@pytest.mark.parametrize("state", ["approved", "revoked"])
def test_a_revocation_is_neither_taken_back_nor_made_in_the_row_alone(listing, state):
    Adjustment.objects.filter(listing=listing).update(state=state)
    assert "状态与记录不符。" in [finding.message for finding in findings()]


def test_lines_in_another_order_are_found(listing):
    lines = AdjustmentLine.objects.filter(adjustment=Adjustment.objects.filter(listing=listing).order_by("pk").first())
    lines.filter(order=1).update(order=9)
    assert [finding.message for finding in findings()] == ["事项与记录不符。"]


@pytest.mark.parametrize(
    "content",
    ["", "null", "[]", "7", "{}", '{"kind":"没有"}', '{"values":null}', '{"values":[1]}',
     '{"values":{"flow_chart":[]}}',
     '{"values":{"organisation":{"a":1}}}', '{"values":{"level":"甲","organisation":"没有","name":"甲"}}',
     '{"adjustment":{"approved_by":"甲"}}', '{"adjustment":7}', "[" * 100_000],
)  # fmt: skip
def test_what_cannot_be_read_is_reported_though_the_chain_is_forged(listing, content):
    """Who can forge all digests after it may write anything: it is told, and nothing breaks."""
    first, *others = Record.objects.filter(listing=listing).order_by("number")
    if len(content) > 2 and content.startswith("{"):
        content = chain.canonical(chain.json.loads(first.content) | chain.json.loads(content))
    previous = ""
    for record, written in ((first, content), *((one, one.content) for one in others)):
        digest = chain.digest_of(previous, written)
        Record.objects.filter(pk=record.pk).update(content=written, previous=previous, digest=digest)
        previous = digest
    Listing.objects.filter(pk=listing.pk).update(digest=previous)
    assert findings()
