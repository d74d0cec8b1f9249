"""What a line of an adjustment has to do with another item or level: 下放到, 承接自, 并入, 拆分自."""

from collections.abc import Iterable

from cms_core.models.organisations import Level
from listings.models import AdjustmentLine, Listed
from listings.openness import open_among
from listings.public.addresses import item_path
from listings.states import LineKind

WORDS = {LineKind.TAKE_OVER: "承接自", LineKind.MERGE: "并入", LineKind.ADD: "拆分自"}
LISTING = tuple(f"listing__{name}" for name in ("portal__site", "portal__home", "column"))


def partners_of(lines: Iterable[AdjustmentLine], portal) -> dict[int, dict]:
    """{line: word, name, url}; two queries where another item is meant. A list that is not open is not told of."""
    found = {line.pk: {"word": word} for line in lines if (word := alone(line))}
    meant = {line.pk: partner for line in lines if line.kind in WORDS and (partner := partner_of(line))}
    rows = Listed.objects.filter(item__in=set(meant.values())).select_related(*LISTING).order_by("valid_from")
    # As it was called last.
    by_item = {row.item_id: row for row in rows} if meant else {}
    shown = {one.pk for one in open_among(list({row.listing_id: row.listing for row in by_item.values()}.values()))}
    for line in lines:
        row = by_item.get(meant.get(line.pk))
        if row and row.listing_id in shown:
            found[line.pk] = {"word": WORDS[line.kind], **link(row, line, portal)}
    return found


def partner_of(line: AdjustmentLine) -> int | None:
    return line.partner_id or (line.partner_line.item_id if line.partner_line_id else None)


def alone(line: AdjustmentLine) -> str:
    """What is said without another item to lead to; the parts of a split stand in the lines below it."""
    if line.kind == LineKind.SPLIT:
        return "拆分为本次新增的事项"
    return handed_down(line) if line.kind == LineKind.DELEGATE else ""


def handed_down(line: AdjustmentLine) -> str:
    if not line.to_level:
        return ""
    return f"{'委托' if line.entrusted else ''}下放到{Level(line.to_level).label}"


def link(row: Listed, line: AdjustmentLine, portal) -> dict:
    own = row.listing.portal.base_url
    root = "" if own == portal.base_url else own
    of = row.listing.portal.short_name if row.listing_id != line.adjustment.listing_id else ""
    return {"name": f"{of}“{row.name}”" if of else f"“{row.name}”", "url": f"{root}{item_path(row.kind, row.item_id)}"}
