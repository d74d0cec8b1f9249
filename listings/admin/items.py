"""One item: as of any day, its history with the basis of each step, what is coming, drafts that touch it."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages

from listings.actions.lines import AddLines
from listings.actions.prepare import CreateAdjustment
from listings.admin.base import OfItem, adjustment_url, is_number, say
from listings.admin.pick import EXPLAINED, IN_THEIR_FORM, PICKED
from listings.errors import ListingsError, NotAllowed
from listings.fields import groups
from listings.fields.telling import Teller
from listings.history.days import version_of
from listings.models import Adjustment, Record
from listings.permissions import ListAction
from listings.public.days import AskedDay
from listings.states import AdjustmentState, LineKind, may_follow
from listings.values import MODELS, plain_values

UNDER_WAY = (AdjustmentState.DRAFT, AdjustmentState.REVIEW)
MOST = 20


class OneItem(OfItem, TemplateView):
    template_name = "listings/admin/item.html"

    def get_page_title(self):
        return self.title

    def get_context_data(self, **kwargs):
        asked = AskedDay.of(self.request.GET)
        self.version = version_of(self.item, asked.day)
        periods = list(MODELS[self.listing.kind].objects.filter(item=self.item).order_by("valid_from"))
        nearest = self.version or (periods[0] if periods else None)
        self.title = nearest.name if nearest else self.item.line.values.get("name", str(self.item))
        current = version_of(self.item, asked.today)
        touching = Adjustment.objects.filter(
            Q(lines__item=self.item) | Q(lines__partner=self.item), listing=self.listing, state__in=UNDER_WAY
        )
        drafts = Adjustment.objects.filter(listing=self.listing, state=AdjustmentState.DRAFT).order_by("-pk")
        return super().get_context_data(
            item=self.item,
            asked=asked,
            version=self.version,
            groups=self.shown_groups(),
            periods=periods,
            coming=[one for one in periods if one.valid_from > asked.today],
            records=self.records(asked.today),
            touching=touching.distinct()[:MOST],
            drafts=drafts[:MOST],
            kinds=[(kind, EXPLAINED[kind]) for kind in PICKED if current and may_follow(kind, current.state)],
            public_url=f"{self.listing.portal.base_url}{self.item.path}",
            **kwargs,
        )

    def shown_groups(self):
        """(title, [(label, text)]) of what is filled in."""
        if self.version is None:
            return []
        values = plain_values(self.version)
        teller = Teller(self.listing.kind, [values])
        found = []
        for group in groups(self.listing.kind):
            rows = [(teller.label(name), teller.text(name, values[name])) for name in group.fields if name in values]
            if rows:
                found.append((group.title, rows))
        return found

    def records(self, today):
        """The newest day first: what was approved, with its adjustment; a revoked one says so."""
        related = ("line__adjustment__approved_by", "line__adjustment__submitted_by")
        rows = list(Record.objects.filter(item=self.item).select_related(*related).order_by("effective_day", "number"))
        revoked = {row.revokes for row in rows if row.revokes}
        found = [row for row in reversed(rows) if not row.revokes]
        for row in found:
            row.is_revoked, row.is_coming = row.number in revoked, row.effective_day > today
        return found


class AdjustItem(OfItem, TemplateView):
    """调整这一项: into a new draft, or one that is there. POST alone."""

    http_method_names = ["post"]
    action = ListAction.EDIT

    def post(self, request, *args, **kwargs):
        try:
            kind = self.kind()
            draft, revision = self.draft()
            line = {"kind": kind, "item": self.item}
            made = AddLines(draft, [line], user=request.user, revision=revision).execute()
        except ListingsError as error:
            say(request, error)
            return redirect("listings_admin_item", self.item.pk)
        if not made:
            messages.warning(request, "这一项已经在这次调整中。")
            return redirect(adjustment_url(draft))
        messages.success(request, f"已加入“{draft.title}”。")
        if kind in (*IN_THEIR_FORM, LineKind.TRANSFER, LineKind.MERGE, LineKind.DELEGATE):
            return redirect(reverse("listings_admin_line", args=[draft.pk, made[0].pk]))
        return redirect(adjustment_url(draft))

    def kind(self) -> LineKind:
        asked = self.request.POST.get("kind", "")
        if asked not in PICKED:
            raise NotAllowed("请选择怎样调整。")
        return LineKind(asked)

    def draft(self) -> tuple[Adjustment, int]:
        asked = self.request.POST.get("draft", "")
        if is_number(asked):
            found = get_object_or_404(Adjustment, pk=int(asked), listing=self.listing)
            return found, found.revision
        listing = self.listing
        title = f"{listing.get_kind_display()}动态调整"
        made = CreateAdjustment(
            listing, user=self.request.user, title=title, proposing_body=listing.portal.organisation
        ).execute()
        return made, made.revision
