"""公开时限 of one portal: what is late, empty or due soon, each with the way to the desk where to publish it."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from disclosure.applications.permissions import Power as ApplicationPower
from disclosure.applications.permissions import may as may_handle
from disclosure.models import Notice, NoticeState
from disclosure.supervision.permissions import may_read_duties
from disclosure.terms import duties
from disclosure.terms.admin.addresses import with_addresses
from disclosure.terms.admin.files import xlsx
from disclosure.terms.admin.filters import ALL, STATES, TODO, Filters
from disclosure.terms.duty import TO_DO, DutyKind, DutyState
from sites.models import Portal
from sites.permissions import PortalAction, policy

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "首页"}
DUE = {"url": reverse_lazy("disclosure_due"), "label": "公开时限"}
SIZE = 50
NOTICES = 3
HEADERS = ["种类", "内容", "公开时限", "应公开日期", "最近公开日期", "状态", "超期", "说明"]
ESTIMATED = "该年节假日尚未公布，日期为推算"


class DueOfPortal(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "time"
    template_name = "disclosure/terms/one_portal.html"

    def dispatch(self, request, portal_id, *args, **kwargs):
        portals = Portal.objects.select_related("organisation", "home", "site")
        self.portal = get_object_or_404(portals, pk=portal_id, completed_at__isnull=False)
        if not may_read_duties(request.user, self.portal):
            raise PermissionDenied
        self.filters = Filters.of(request.GET)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if request.GET.get("format") == "xlsx":
            rows = [line(one) for one in self.filters.of_state(self.filters.of_kind(self.duties()))]
            return xlsx(f"{self.portal.name}公开时限{timezone.localdate():%Y%m%d}", HEADERS, rows)
        return super().get(request, *args, **kwargs)

    def duties(self) -> list[DutyState]:
        """Who only watches over the portal reads no titles of drafts; applications are their handlers' own."""
        found = duties(self.portal, timezone.localdate())
        if not policy.user_may(self.request.user, PortalAction.WRITE, self.portal):
            found = [one for one in found if one.public]
        if not may_handle(self.request.user, ApplicationPower.HANDLE, self.portal):
            found = [one for one in found if one.kind != DutyKind.APPLICATION]
        return found

    def get_page_title(self):
        return f"{self.portal.name}公开时限"

    def get_breadcrumbs_items(self):
        return [HOME, DUE, {"url": "", "label": self.portal.name}]

    def get_context_data(self, **kwargs):
        filters, found = self.filters, self.duties()
        of_kind = filters.of_kind(found)
        numbers = Counter(one.status for one in of_kind)
        numbers[TODO], numbers[ALL] = sum(numbers[one] for one in TO_DO), len(of_kind)
        kinds = Counter(one.kind for one in found if one.status in TO_DO)
        page = Paginator(filters.of_state(of_kind), SIZE).get_page(self.request.GET.get("p"))
        may_write = policy.user_may(self.request.user, PortalAction.WRITE, self.portal)
        return super().get_context_data(
            portal=self.portal,
            page=page,
            rows=with_addresses(self.portal, page.object_list, may_write),
            states=[
                {
                    "title": title,
                    "count": numbers[key],
                    "url": f"?{filters.query(state=key)}",
                    "active": key == filters.state,
                    "key": key,
                }
                for key, title in STATES
            ],
            kinds=[(key, f"{title}（{kinds[key]}）", key == filters.kind) for key, title in DutyKind.choices],
            filters=filters,
            query=filters.query(),
            today=timezone.localdate(),
            notes=any(one.estimated for one in page.object_list),
            may_write=may_write,
            supervision=reverse("disclosure_supervision_portal", args=[self.portal.pk]),
            notices=list(
                Notice.objects.filter(addressees=self.portal, state=NoticeState.APPROVED)
                .only("title", "approved_at")
                .order_by("-approved_at")[:NOTICES]
            ),
            **kwargs,
        )


def line(one: DutyState) -> list:
    over = f"{one.over}{one.unit}" if one.over else None
    note = ESTIMATED if one.estimated else None
    return [one.kind.label, one.title, one.term or None, one.due, one.last, one.status.label, over, note]
