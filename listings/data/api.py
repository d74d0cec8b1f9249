"""What the API tells: pages of a list, an item, its history, adjustments, and which lists there are."""

from urllib.parse import urlencode

from django.db.models import Count, Sum
from django.utils import timezone

from listings.data.asked import Asked
from listings.data.columns import Words, read_names
from listings.data.rows import versions
from listings.data.tables import item_maker
from listings.history.chain import name_of
from listings.models import FOREVER, Adjustment, AdjustmentLine, Cell, Record
from listings.public.addresses import adjustment_path
from listings.public.paging import page_of
from listings.states import AdjustmentState, LineKind
from listings.values import MODELS

DECIDED = (AdjustmentState.APPROVED, AdjustmentState.REVOKED)
SIZE, MOST = 100, 500
UPCOMING, IN_FORCE = "upcoming", "in_force"


def maker(asked: Asked, bodies: dict[int, tuple[str, str]]):
    lists = {pk: f"{listing.portal.name}{asked.kind.label}" for pk, listing in asked.listings.items()}
    return item_maker(asked, Words(bodies, lists, asked.portal.base_url))


def page(asked: Asked, cursor: str, size: int) -> dict:
    """Three queries: the rows with their bodies, their versions, how many there are."""
    found = page_of(asked.rows().select_related("organisation"), cursor, size)
    make = maker(asked, {row.organisation_id: (row.organisation.key, row.organisation.name) for row in found.rows})
    items = versions(asked, (row.item_id for row in found.rows)) if found.rows else []
    following = asked.parameters(cursor=found.next, size=str(size)) if found.next else None
    return {
        "list": asked.kind,
        "on": asked.day.isoformat(),
        "total": asked.total(),
        "size": size,
        "next": following and f"{asked.portal.base_url}/api/lists/{asked.kind}/items?{urlencode(following)}",
        "items": [make(row) for row in items],
    }


def history(item) -> dict:
    """Every period of it, with what is approved for later, and every decision on it; two queries."""
    kind = item.listing.kind
    periods = list(MODELS[kind].objects.filter(item=item).order_by("valid_from")[:MOST])
    records = Record.objects.filter(item=item).select_related("line__adjustment").order_by("number")[:MOST]
    records = list(records)
    revoked = {record.revokes for record in records if record.revokes}
    return {
        "id": item.pk,
        "list": kind,
        "periods": [
            {"from": one.valid_from.isoformat(), "until": until_of(one), "state": one.state, "name": one.name,
             "code": one.code}
            for one in periods
        ],
        "records": [record_data(record, revoked) for record in records if record.revokes is None],
    }  # fmt: skip


def until_of(version) -> str | None:
    return version.valid_until.isoformat() if version.valid_until != FOREVER else None


def record_data(record: Record, revoked: set[int]) -> dict:
    line = record.line
    return {
        "number": record.number,
        "digest": record.digest,
        "kind": line.kind,
        "kind_label": line.get_kind_display(),
        "effective": record.effective_day.isoformat(),
        "revoked": record.number in revoked,
        "adjustment": {
            "id": line.adjustment_id,
            "title": line.adjustment.title,
            "basis": line.adjustment.basis,
            "approval_number": line.adjustment.approval_number,
        },
    }


def decided(listings, bodies: list[int] | None = None):
    """What the public may know of: approved, or approved and revoked again. `bodies`: only what concerns theirs."""
    found = Adjustment.objects.filter(listing__in=listings, state__in=DECIDED)
    if bodies is not None:
        lines = AdjustmentLine.objects.filter(item__listed__organisation__in=bodies)
        found = found.filter(pk__in=lines.order_by().values("adjustment"))
    return found.select_related("listing__portal__site", "listing__portal__home", "proposing_body", "approving_body")


def kinds_of(adjustments) -> dict[int, dict[str, int]]:
    """{adjustment: {kind of line: how many}}; one query."""
    lines = AdjustmentLine.objects.filter(adjustment__in=[one.pk for one in adjustments]).order_by()
    found: dict[int, dict[str, int]] = {}
    for pk, kind, number in lines.values_list("adjustment", "kind").annotate(Count("pk")):
        found.setdefault(pk, {})[kind] = number
    return {pk: {kind.value: those[kind] for kind in LineKind if kind in those} for pk, those in found.items()}


def state_of(adjustment: Adjustment, today) -> str:
    if adjustment.state == AdjustmentState.REVOKED:
        return AdjustmentState.REVOKED.value
    return UPCOMING if adjustment.effective_day > today else IN_FORCE


def adjustments(asked: Asked, cursor: int | None, size: int) -> dict:
    """The newest first; two queries."""
    rows = decided(asked.listings, asked.scope.bodies).order_by("-pk")
    found = list((rows.filter(pk__lt=cursor) if cursor else rows)[: size + 1])
    shown, today = found[:size], asked.question.day.today
    kinds = kinds_of(shown)
    following = {**asked.scope.parameters, "cursor": shown[-1].pk, "size": size} if len(found) > size else None
    return {
        "list": asked.kind,
        "next": following and f"{asked.portal.base_url}/api/lists/{asked.kind}/adjustments?{urlencode(following)}",
        "adjustments": [adjustment_data(one, kinds.get(one.pk, {}), today) for one in shown],
    }


def adjustment_data(one: Adjustment, kinds: dict[str, int], today) -> dict:
    return {
        "id": one.pk,
        "url": f"{one.listing.portal.base_url}{adjustment_path(one.listing.kind, one.pk)}",
        "list": name_of(one.listing),
        "title": one.title,
        "state": state_of(one, today),
        "effective": one.effective_day.isoformat(),
        "approved_at": timezone.localtime(one.approved_at).isoformat(timespec="seconds"),
        "basis": one.basis,
        "basis_url": one.basis_url,
        "proposing_body": one.proposing_body.name if one.proposing_body else "",
        "approving_body": one.approving_body.name if one.approving_body else "",
        "approval_number": one.approval_number,
        "note": one.note,
        "lines": kinds,
    }


def totals(listings, day) -> dict[int, int]:
    """{listing: how many items that day}; one query."""
    cells = Cell.objects.filter(listing_number__in=listings, mask=0, day__lte=day).order_by()
    return dict(cells.values_list("listing_number").annotate(Sum("delta")))


def item(asked: Asked, number: int) -> dict | None:
    """As it is on that day, also when it has left the list; one query."""
    names = read_names(asked.kind)
    found = MODELS[asked.kind].objects.on(asked.day).filter(item=number, listing__in=asked.listings)
    if asked.scope.bodies is not None:
        found = found.filter(organisation__in=asked.scope.bodies)
    row = found.values_list(*names, "organisation__key", "organisation__name", "valid_until").first()
    if row is None:
        return None
    *values, key, name, until = row
    make = maker(asked, {values[names.index("organisation_id")]: (key, name)})
    return {
        **make(tuple(values)),
        "on": asked.day.isoformat(),
        "until": until.isoformat() if until != FOREVER else None,
        "history": f"{asked.portal.base_url}/api/lists/{asked.kind}/items/{number}/history",
    }
