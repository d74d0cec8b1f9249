"""The adjustments of a list by state, a new one, its own data (依据、机关、文号、日期), the end of a draft."""

from django.db.models import Count
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages

from listings.actions.events import history_of
from listings.actions.prepare import CreateAdjustment, DeleteDraft, EditAdjustment
from listings.admin.adjustment_form import FIELDS, AdjustmentForm
from listings.admin.base import OfAdjustment, OfListing, adjustment_url, listing_url, say
from listings.admin.paging import page_of
from listings.errors import ListingsError
from listings.models import Adjustment
from listings.permissions import ListAction
from listings.states import AdjustmentState

COMING = "coming"
STATES = (
    ("", "全部"),
    (AdjustmentState.DRAFT.value, "草稿"),
    (AdjustmentState.REVIEW.value, "送审中"),
    (COMING, "待生效"),
    ("in_force", "已生效"),
    (AdjustmentState.REVOKED.value, "已撤销"),
)
FORM = "listings/admin/adjustment_form.html"


class Adjustments(OfListing, TemplateView):
    """The history of the list as well: what was approved, with its basis and who approved it."""

    page_title = "动态调整"
    template_name = "listings/admin/adjustments.html"

    def get_context_data(self, **kwargs):
        today, state = timezone.localdate(), self.request.GET.get("state", "")
        found = Adjustment.objects.filter(listing=self.listing).select_related("submitted_by", "approved_by")
        if state == COMING:
            found = found.filter(state=AdjustmentState.APPROVED, effective_day__gt=today)
        elif state == "in_force":
            found = found.filter(state=AdjustmentState.APPROVED, effective_day__lte=today)
        elif state in AdjustmentState.values:
            found = found.filter(state=state)
        page = page_of(found.order_by("-pk"), self.request, size=30)
        ids = [one.pk for one in page]
        lines = Adjustment.objects.filter(pk__in=ids).order_by().annotate(count=Count("lines"))
        by_adjustment = dict(lines.values_list("pk", "count"))
        for one in page:
            one.line_count = by_adjustment[one.pk]
            one.is_coming = is_coming(one, today)
        return super().get_context_data(
            page=page, state=state, states=STATES, tab="adjustments", history=history_of(self.listing, 10), **kwargs
        )


class AdjustmentFormView(FormView):
    form_class = AdjustmentForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "listing": self.listing}

    def form_valid(self, form):
        try:
            adjustment = self.save({name: form.cleaned_data[name] for name in FIELDS})
        except ListingsError as error:
            for reason in error.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        return redirect(adjustment_url(adjustment))

    def form_invalid(self, form):
        messages.error(self.request, "没有保存，请改正标出的错误。")
        return super().form_invalid(form)


class NewAdjustment(OfListing, AdjustmentFormView):
    page_title = "新建动态调整"
    template_name = FORM
    action = ListAction.EDIT

    def get_initial(self):
        return {
            "title": f"{self.listing.get_kind_display()}动态调整",
            "proposing_body": self.listing.portal.organisation,
            "approving_body": self.listing.approving_body,
        }

    def save(self, values):
        made = CreateAdjustment(self.listing, user=self.request.user, **values).execute()
        messages.success(self.request, "已新建草稿。下一步：加入要调整的事项。")
        return made


class AdjustmentData(OfAdjustment, AdjustmentFormView):
    page_title = "依据和批准"
    template_name = FORM

    def get_initial(self):
        return {name: getattr(self.adjustment, name) for name in FIELDS}

    def get(self, request, *args, **kwargs):
        if self.adjustment.state != AdjustmentState.DRAFT:
            messages.warning(request, "只有草稿可以修改；送审中的请先退回或收回。")
            return redirect(adjustment_url(self.adjustment))
        return super().get(request, *args, **kwargs)

    def save(self, values):
        editing = EditAdjustment(self.adjustment, user=self.request.user, revision=self.revision(), **values)
        saved = editing.execute()
        messages.success(self.request, "已保存。")
        return saved


class DeleteAdjustment(OfAdjustment, View):
    """POST alone."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        title = self.adjustment.title
        try:
            DeleteDraft(self.adjustment, user=request.user).execute()
        except ListingsError as error:
            say(request, error)
            return redirect(adjustment_url(self.adjustment))
        messages.success(request, f"已删除草稿“{title}”。清单没有变动。")
        return redirect(listing_url(self.listing))


def is_coming(adjustment: Adjustment, today) -> bool:
    return adjustment.state == AdjustmentState.APPROVED and adjustment.effective_day > today
