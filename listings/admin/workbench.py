"""The workbench of one adjustment: its lines with what each does, what is wrong, and where it stands."""

from dataclasses import dataclass, replace

from django.utils import timezone
from django.views.generic import TemplateView

from listings.actions.events import history_of
from listings.admin.adjustments import is_coming
from listings.admin.base import OfAdjustment
from listings.admin.effects import effects_of
from listings.admin.paging import ROWS, page_of
from listings.admin.state import rights_of
from listings.checks import faults_of, of_lines, of_the_whole, warnings_of
from listings.errors import Fault
from listings.fields import label
from listings.kinds import ListKind
from listings.models import Upload
from listings.permissions import ListAction
from listings.states import AdjustmentState, LineKind
from listings.values import fields_of

# So many lines are checked whenever the page is opened; more when it is asked for, and always at 送审.
FEW = 200
FAULTS_SHOWN = 30
UNDER_WAY = (AdjustmentState.DRAFT, AdjustmentState.REVIEW)
# What happens to an item of the list is picked from the list; these make one.
PICKED = [kind for kind in LineKind if kind not in (LineKind.ADD, LineKind.TAKE_OVER)]


@dataclass
class ShownFault:
    """`address` leads to where it is mended."""

    text: str
    address: str


class Workbench(OfAdjustment, TemplateView):
    template_name = "listings/admin/workbench.html"
    action = ListAction.SEE

    def get_page_title(self):
        return self.adjustment.title

    def above(self):
        return super().above()[:1]

    def get_context_data(self, **kwargs):
        adjustment, today = self.adjustment, timezone.localdate()
        page = page_of(adjustment.lines.all(), self.request)
        lines = list(page.object_list)
        for line in lines:
            line.adjustment = adjustment
        effects = effects_of(adjustment, lines)
        first = page.start_index() or 1
        for place, effect in enumerate(effects):
            effect.number = first + place
        total, under_way = page.paginator.count, adjustment.state in UNDER_WAY
        whole = total <= FEW or bool(self.request.GET.get("check"))
        faults = self.faults(lines, first, whole) if under_way else []
        by_line = {effect.number: effect for effect in effects}
        for fault in faults:
            if fault.line in by_line:
                by_line[fault.line].faults.append(fault)
        rights = rights_of(self.request.user, adjustment)
        return super().get_context_data(
            **rights,
            page=page,
            effects=effects,
            total=total,
            faults=[self.shown(fault) for fault in faults[:FAULTS_SHOWN]],
            fault_count=len(faults),
            checked_whole=whole,
            under_way=under_way,
            warnings=warnings_of(adjustment, today) if under_way else [],
            events=history_of(adjustment),
            is_coming=is_coming(adjustment, today),
            today=today,
            missing={fault.field for fault in faults if not fault.line},
            picked=PICKED,
            may_take_over=self.listing.kind == ListKind.POWER,
            upload=Upload.objects.filter(adjustment=adjustment).first(),
            **kwargs,
        )

    def faults(self, lines, first: int, whole: bool) -> list[Fault]:
        """Of all lines, or of the whole adjustment and the lines of this page."""
        kind = self.listing.kind
        if whole:
            return [in_words(kind, fault) for fault in faults_of(self.adjustment)]
        of_page = [replace(fault, line=fault.line + first - 1) for fault in of_lines(self.listing, lines)]
        return [in_words(kind, fault) for fault in (*of_the_whole(self.adjustment), *of_page)]

    def shown(self, fault) -> ShownFault:
        if not fault.line:
            return ShownFault(fault.reason, "data" if fault.field else "#lines")
        page = (fault.line - 1) // ROWS + 1
        return ShownFault(f"第 {fault.line} 项：{fault.reason}", f"?page={page}#line-{fault.line}")


def in_words(kind: str, fault: Fault) -> Fault:
    """With the field's name where the reason does not name it by itself."""
    if fault.field not in fields_of(kind):
        return fault
    own = label(kind, fault.field)
    return replace(fault, reason=fault.reason if own in fault.reason else f"“{own}”：{fault.reason}")
