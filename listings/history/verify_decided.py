"""Adjustments and their lines, as they are stored, against what was recorded when they were approved or revoked."""

import json
from collections import defaultdict
from collections.abc import Iterator

from listings.history import chain
from listings.history.gone import forgiven
from listings.history.verify_chain import Fault, content_of
from listings.models import Adjustment, AdjustmentLine, Listing, Record
from listings.states import AdjustmentState

BODIES = ("proposing_body", "approving_body")


def decided_faults(listing: Listing) -> Iterator[Fault]:
    lines = {line.pk: line for line in AdjustmentLine.objects.filter(adjustment__listing=listing).iterator(2000)}
    adjustments = Adjustment.objects.filter(listing=listing).select_related(*BODIES).in_bulk()
    recorded, revoked, reasons = defaultdict(list), defaultdict(list), defaultdict(set)
    for record in Record.objects.filter(listing=listing).order_by("number").iterator(2000):
        line, content = lines.get(record.line_id), content_of(record)
        if line is None:
            yield f"记录 {record.number}", "所记的调整事项不在本清单的调整中。"
            continue
        adjustment = adjustments[line.adjustment_id]
        if record.revokes is not None:
            revoked[adjustment.pk].append(line.pk)
            reasons[adjustment.pk].add(str(content.get("reason")))
            continue
        recorded[adjustment.pk].append(line.pk)
        now = chain.line_content(listing, record.number, line, {}, record.effective_day)
        if {**content, "adjustment": {}} != json.loads(chain.canonical(now)):
            yield f"调整 {adjustment.pk} 的事项 {line.order}", "与批准时的记录不符。"
        if len(recorded[adjustment.pk]) == 1:
            if not is_as_decided(adjustment, content.get("adjustment")):
                yield f"调整 {adjustment.pk}", "与批准时的记录不符。"
            if adjustment.effective_day != record.effective_day:
                yield f"调整 {adjustment.pk}", "生效日期与批准时的记录不符。"
    # As they were recorded: in their order.
    own = defaultdict(list)
    for line in sorted(lines.values(), key=lambda line: (line.order, line.pk)):
        own[line.adjustment_id].append(line.pk)
    for pk, adjustment in adjustments.items():
        yield from of_one(adjustment, own[pk], recorded.get(pk, []), revoked.get(pk, []), reasons[pk])


def of_one(adjustment: Adjustment, own: list, recorded: list, revoked: list, reasons: set) -> Iterator[Fault]:
    """Whether its state is what its records say of it, and its lines are those that were recorded."""
    where = f"调整 {adjustment.pk}"
    state = AdjustmentState.APPROVED if recorded else None
    if revoked:
        state = AdjustmentState.REVOKED
        if sorted(revoked) != sorted(recorded):
            yield where, "只撤销了其中一部分事项。"
        if reasons != {adjustment.sent_back}:
            yield where, "撤销的原因与记录不符。"
    decided = adjustment.state in (AdjustmentState.APPROVED, AdjustmentState.REVOKED)
    if decided != bool(recorded) or (state and adjustment.state != state):
        yield where, "状态与记录不符。"
    if recorded and recorded != own:
        yield where, "事项与记录不符。"


def is_as_decided(adjustment: Adjustment, said) -> bool:
    if adjustment.approved_at is None or not isinstance(said, dict):
        return False
    now = chain.adjustment_content(adjustment)
    try:
        return said == now or forgiven(said, now) == now
    except (TypeError, ValueError):  # what is recorded as the key of an account or a file is none
        return False
