"""The list of a portal's decisions: what is a draft, public, late, over, taken down."""

from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms_core.text.folding import fold
from disclosure.decisions import terms
from disclosure.decisions.actions.publish import PublishDecisions
from disclosure.decisions.admin.base import HOME, OfPortal, say
from disclosure.decisions.errors import DecisionError
from disclosure.decisions.kinds import DecisionKind
from disclosure.decisions.permissions import portals_for, works_somewhere
from disclosure.decisions.tables import model_of
from disclosure.decisions.values import categories

A_PAGE = 50
MOST_PORTALS = 200
TABS = (
    ("", "全部"),
    ("draft", "待公示"),
    ("public", "公示中"),
    ("late", "逾期"),
    ("over", "公示期满"),
    ("withdrawn", "已撤下"),
)


class Portals(WagtailAdminTemplateMixin, TemplateView):
    """Who works on one portal alone goes straight there."""

    page_title = "双公示"
    header_icon = "tasks"
    template_name = "disclosure/decisions/portals.html"

    def get(self, request, *args, **kwargs):
        portals = portals_for(request.user).order_by("path")
        if text := request.GET.get("q", "").strip()[:60]:
            portals = portals.filter(Q(name__icontains=text) | Q(key=text))
        self.portals = list(portals[: MOST_PORTALS + 1])
        if len(self.portals) == 1 and not text:
            return redirect("decisions_admin_list", self.portals[0].pk, "licences")
        return super().get(request, *args, **kwargs)

    def dispatch(self, request, *args, **kwargs):
        if not works_somewhere(request.user):
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [HOME, {"url": "", "label": "双公示"}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            portals=self.portals[:MOST_PORTALS],
            more=len(self.portals) > MOST_PORTALS,
            q=self.request.GET.get("q", ""),
            **kwargs,
        )


class DecisionList(OfPortal, TemplateView):
    template_name = "disclosure/decisions/list.html"

    def get_page_title(self):
        return f"{self.portal.name}{self.kind.label}"

    def above(self):
        return []

    def get_context_data(self, **kwargs):
        asked, today = self.request.GET, timezone.localdate()
        state = asked.get("state", "")
        rows = model_of(self.kind).objects.filter(portal=self.portal).select_related("organisation")
        rows = of_state(searched(rows, asked.get("q", "")), state, today)
        page = Paginator(rows.newest(), A_PAGE).get_page(asked.get("page"))
        query = asked.copy()
        query.pop("page", None)
        return super().get_context_data(
            tabs=[{"value": value, "title": title, "active": value == state} for value, title in TABS],
            state=state,
            q=asked.get("q", ""),
            page=page,
            rows=[row_of(row, today) for row in page],
            query=query.urlencode(),
            is_penalty=self.kind == DecisionKind.PENALTY,
            **kwargs,
        )


def searched(rows, text: str):
    """By name too: for who works there it is not masked."""
    text = " ".join(text.replace("\0", "").split())[:60]
    if not text:
        return rows
    return rows.filter(Q(party__icontains=text) | Q(number_key__contains=fold(text)) | Q(credit_code__iexact=text))


def of_state(rows, state: str, today):
    late = Q(published_on=None, due_on__lt=today) | Q(published_on__gt=F("due_on"))
    conditions = {
        "draft": Q(published_on=None),
        "public": Q(published_on__lte=today, published_until__gte=today, withdrawn_at=None),
        "late": late & Q(withdrawn_at=None),
        "over": Q(published_until__lt=today, published_on__isnull=False, withdrawn_at=None),
        "withdrawn": Q(withdrawn_at__isnull=False),
    }
    return rows.filter(conditions[state]) if state in conditions else rows


def row_of(decision, today) -> dict:
    return {
        "decision": decision,
        "category": categories(decision),
        "status": status_of(decision, today),
        "late": lateness(decision, today),
    }


def status_of(decision, today) -> tuple[str, str]:
    """(kind of mark, words)."""
    if decision.withdrawn_at:
        return "gone", f"已撤下（{decision.get_withdrawn_reason_display()}）"
    if not decision.published_on:
        return "draft", "待公示"
    if decision.published_until < today:
        return "gone", f"公示期满（{decision.published_until}）"
    return "public", f"公示至 {decision.published_until}"


def lateness(decision, today) -> str:
    """国办发〔2018〕118号: 7 个工作日."""
    days = terms.days_late(decision.due_on, decision.published_on or today)
    if not days:
        return ""
    return f"逾期 {days} 个工作日公示" if decision.published_on else f"已逾期 {days} 个工作日"


class Publish(OfPortal, View):
    """POST alone: the chosen drafts."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        ids = [one for one in request.POST.getlist("decision") if one.isascii() and one.isdecimal()][:A_PAGE]
        try:
            done = PublishDecisions(self.portal, self.kind, ids, user=request.user).execute()
        except DecisionError as error:
            say(request, error)
        else:
            told = f"已公示 {done} 件。" if done else "没有选中待公示的信息。"
            (messages.success if done else messages.warning)(request, told)
        return HttpResponseRedirect(f"{self.address('decisions_admin_list')}?state=draft")
