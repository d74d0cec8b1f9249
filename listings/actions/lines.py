"""Changing single lines of a draft: a workbook's thousands are not written anew for one that is mended."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Max

from listings.actions.events import Event, record
from listings.actions.prepare import editable
from listings.errors import NotAllowed
from listings.models import Adjustment, AdjustmentLine
from listings.states import LineKind

ROWS = 500
GONE = "这一项已被移出，请刷新页面。"


class ChangeLines:
    """Base: `execute` returns the lines that were touched. Raises NotAllowed; then nothing has changed."""

    def __init__(self, adjustment: Adjustment, *, user=None, revision: int | None = None):
        self.adjustment, self.user, self.revision = adjustment, user, revision

    @transaction.atomic
    def execute(self) -> list[AdjustmentLine]:
        found = editable(self.adjustment, user=self.user, revision=self.revision)
        touched, told = self.change(found)
        found.revision += 1
        found.save(update_fields=["revision"])
        if told:
            record(found, Event.EDITED, told, by=self.user)
        return touched

    def change(self, adjustment: Adjustment) -> tuple[list[AdjustmentLine], str]:
        raise NotImplementedError

    @staticmethod
    def line(adjustment: Adjustment, pk: int) -> AdjustmentLine:
        found = adjustment.lines.filter(pk=pk).first()
        if found is None:
            raise NotAllowed(GONE)
        return found


class AddLines(ChangeLines):
    """At the end; each a dict of AdjustmentLine's fields. An item that has a line of that kind already is left out."""

    def __init__(self, adjustment: Adjustment, lines: Iterable[dict], **who):
        super().__init__(adjustment, **who)
        self.lines = list(lines)

    def change(self, adjustment):
        last = adjustment.lines.aggregate(last=Max("order"))["last"] or 0
        items = [line["item"].pk for line in self.lines if line.get("item")]
        there = set(adjustment.lines.filter(item__in=items).values_list("item", "kind")) if items else set()
        fresh = [line for line in self.lines if not (line.get("item") and (line["item"].pk, line["kind"]) in there)]
        made = [
            AdjustmentLine(adjustment=adjustment, order=last + place, **line) for place, line in enumerate(fresh, 1)
        ]
        AdjustmentLine.objects.bulk_create(made, batch_size=ROWS)
        return made, f"加入{told(made)}" if made else ""


class EditLine(ChangeLines):
    def __init__(self, adjustment: Adjustment, line: int, *, fields: dict, **who):
        super().__init__(adjustment, **who)
        self.pk, self.fields = line, fields

    def change(self, adjustment):
        line = self.line(adjustment, self.pk)
        for name, value in self.fields.items():
            setattr(line, name, value)
        line.save(update_fields=list(self.fields))
        return [line], f"修改{told([line])}"


class RemoveLines(ChangeLines):
    def __init__(self, adjustment: Adjustment, lines: Iterable[int], **who):
        super().__init__(adjustment, **who)
        self.pks = set(lines)

    def change(self, adjustment):
        gone = list(adjustment.lines.filter(pk__in=self.pks))
        if not gone:
            raise NotAllowed("没有选中要移出的事项。")
        adjustment.lines.filter(pk__in=[line.pk for line in gone]).delete()
        return gone, f"移出{told(gone)}"


class MoveLine(ChangeLines):
    """To a place counted from 1; beyond the ends it goes to the end."""

    def __init__(self, adjustment: Adjustment, line: int, *, place: int, **who):
        super().__init__(adjustment, **who)
        self.pk, self.place = line, place

    def change(self, adjustment):
        line = self.line(adjustment, self.pk)
        others = adjustment.lines.exclude(pk=line.pk)
        place = max(self.place, 1) - 1
        after = list(others.values_list("order", flat=True)[place : place + 1])
        if after:
            # The others make room; gaps that removals left are no harm.
            others.filter(order__gte=after[0]).update(order=F("order") + 1)
            line.order = after[0]
        else:
            line.order = (others.aggregate(last=Max("order"))["last"] or 0) + 1
        line.save(update_fields=["order"])
        return [line], ""


def told(lines: list[AdjustmentLine]) -> str:
    """For the history: one by its kind and name, many by their number."""
    if len(lines) == 1:
        line = lines[0]
        return (
            f"“{LineKind(line.kind).label}　{line.values['name']}”"
            if line.values.get("name")
            else (f"一项{LineKind(line.kind).label}")
        )
    return f" {len(lines)} 项"
