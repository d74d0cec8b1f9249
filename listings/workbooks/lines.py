"""What a compared row becomes in an adjustment: one line, or a 划转 and a 转变类别 before the 变更要素."""

from collections.abc import Iterable, Iterator

from listings.line_checks import ONLY_BY
from listings.models import Outcome, UploadRow
from listings.states import LineKind

ORDER = (LineKind.TRANSFER, LineKind.RECLASSIFY)


def lines_of(row: UploadRow) -> Iterator[dict]:
    """Fields of AdjustmentLine; nothing for what is the same, refused or gone."""
    if row.outcome == Outcome.NEW:
        yield {"kind": LineKind.ADD, "values": row.values}
    if row.outcome != Outcome.CHANGED:
        return
    after = {name: new for name, (_, new) in row.changes.items()}
    for kind in ORDER:
        if only := {name: after.pop(name) for name in list(after) if ONLY_BY.get(name) == kind}:
            yield {"kind": kind, "item_id": row.item_id, "values": only}
    if after:
        yield {"kind": LineKind.AMEND, "item_id": row.item_id, "values": after}


def lines_of_all(rows: Iterable[UploadRow], gone: Iterable[str]) -> Iterator[dict]:
    """With a 取消 for each item that the file has not, of the bodies whose keys are in `gone`."""
    gone = set(gone)
    for row in rows:
        if row.outcome == Outcome.GONE and row.body in gone:
            yield {"kind": LineKind.CANCEL, "item_id": row.item_id, "values": {}}
        else:
            yield from lines_of(row)
