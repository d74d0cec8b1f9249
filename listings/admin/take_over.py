"""承接: what the governments above have delegated, and what the basic catalogue holds for this level, prefilled."""

from django.db.models import Q
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages

from cms_core.models import Organisation
from listings.actions.lines import AddLines
from listings.admin.base import OfAdjustment, adjustment_url, numbers, say
from listings.admin.bodies import offered
from listings.admin.listing import LONGEST
from listings.admin.paging import page_of
from listings.errors import ListingsError, NotAllowed
from listings.kinds import ListKind
from listings.levels.claiming import available, delegated, take_over_lines
from listings.states import AdjustmentState, LineKind

DELEGATED, BASIC = "delegated", "basic"


class TakeOver(OfAdjustment, TemplateView):
    page_title = "承接事项"
    template_name = "listings/admin/take_over.html"

    def get(self, request, *args, **kwargs):
        if self.adjustment.state != AdjustmentState.DRAFT:
            messages.warning(request, "只有草稿可以修改；送审中的请先退回或收回。")
            return redirect(adjustment_url(self.adjustment))
        if self.listing.kind != ListKind.POWER:
            messages.warning(request, "只有行政权力清单可以承接上级事项。")
            return redirect(adjustment_url(self.adjustment))
        return super().get(request, *args, **kwargs)

    @property
    def day(self):
        return self.adjustment.effective_day or timezone.localdate()

    @property
    def source(self) -> str:
        return BASIC if self.request.GET.get("source") == BASIC else DELEGATED

    def candidates(self, asked: str):
        """Rows with item_id or item, name and code, those of this adjustment already left out."""
        taken = set(self.adjustment.lines.filter(kind=LineKind.TAKE_OVER).values_list("partner", flat=True))
        if self.source == BASIC:
            found = available(self.listing, self.day).exclude(item__in=taken)
            return found.filter(Q(name__icontains=asked) | Q(code__icontains=asked)) if asked else found
        return [
            one
            for one in delegated(self.listing, self.day)
            if one.item not in taken and (asked in one.name or asked in one.code)
        ]

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("q", "").strip()[:LONGEST]
        page = page_of(self.candidates(asked), self.request)
        rows = [
            {"item": one.item_id, "name": one.name, "code": one.code, "told": one.legal_basis}
            if self.source == BASIC
            else {"item": one.item, "name": one.name, "code": one.code, "told": told(one)}
            for one in page
        ]
        return super().get_context_data(
            page=page, rows=rows, asked=asked, source=self.source, bodies=offered(self.listing), day=self.day, **kwargs
        )

    def post(self, request, *args, **kwargs):
        items = numbers(request.POST.getlist("item"))
        try:
            made = self.add(items, request.POST.get("organisation", ""))
        except ListingsError as error:
            say(request, error)
            return redirect(request.get_full_path())
        messages.success(request, f"已加入 {len(made)} 项“承接”。请逐项补充本级的内容。")
        last = (self.adjustment.lines.count() - 1) // 50 + 1
        return redirect(f"{adjustment_url(self.adjustment)}?page={last}#lines")

    def add(self, items, key):
        if self.listing.kind != ListKind.POWER:
            raise NotAllowed("只有行政权力清单可以承接上级事项。")
        # Only what is offered: a number in a form must not take over another county's item.
        offered_now = {getattr(one, "item_id", None) or one.item for one in self.candidates("")}
        items = [item for item in items if item in offered_now]
        if not items:
            raise NotAllowed("还没有勾选要承接的事项。")
        keys = {known for known, _ in offered(self.listing)}
        body = Organisation.objects.get(key=key) if key in keys else None
        bodies = dict.fromkeys(items, body) if body else {}
        lines = take_over_lines(self.listing, items, bodies, self.day)
        return AddLines(self.adjustment, lines, user=self.request.user, revision=self.revision()).execute()


def told(delegation) -> str:
    way = "委托下放" if delegation.entrusted else "下放"
    return f"{delegation.giver}于 {delegation.since:%Y-%m-%d} {way}"
