"""What the pages of 双公示 share: whose portal it is, may this person work there, and the way back."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from disclosure.decisions.kinds import KINDS, PLACES
from disclosure.decisions.permissions import DecisionAction, may
from disclosure.decisions.tables import model_of
from disclosure.models.decisions import DecisionUpload
from sites.models import Portal

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "首页"}
ALL = {"url": reverse_lazy("decisions_admin"), "label": "双公示"}
SAID = 6


class OfPortal(WagtailAdminTemplateMixin):
    """404 for what is not there, 403 for who does not work there."""

    header_icon = "tasks"
    action = DecisionAction.EDIT

    def dispatch(self, request, portal_id, place, *args, **kwargs):
        portals = Portal.objects.select_related("organisation", "home", "site")
        self.portal = get_object_or_404(portals, pk=portal_id)
        if place not in KINDS:
            raise Http404
        self.kind, self.place = KINDS[place], place
        if not may(request.user, self.action, self.portal):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def address(self, name: str, *args) -> str:
        return reverse(name, args=[self.portal.pk, self.place, *args])

    def get_breadcrumbs_items(self):
        return [HOME, ALL, *self.above(), {"url": "", "label": self.get_page_title()}]

    def above(self):
        return [{"url": self.address("decisions_admin_list"), "label": f"{self.portal.name}{self.kind.label}"}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            portal=self.portal,
            kind=self.kind,
            place=self.place,
            kinds=[
                {
                    "title": kind.label,
                    "url": reverse("decisions_admin_list", args=[self.portal.pk, place]),
                    "active": kind == self.kind,
                }
                for kind, place in PLACES.items()
            ],
            may_publish=may(self.request.user, DecisionAction.PUBLISH, self.portal),
            **kwargs,
        )


class OfDecision(OfPortal):
    def dispatch(self, request, portal_id, place, pk, *args, **kwargs):
        if place not in KINDS:
            raise Http404
        found = model_of(KINDS[place]).objects.select_related("organisation", "portal", "by")
        self.decision = get_object_or_404(found, portal=portal_id, pk=pk)
        return super().dispatch(request, portal_id, place, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(decision=self.decision, **kwargs)


class OfUpload(OfPortal):
    def dispatch(self, request, portal_id, place, upload_id, *args, **kwargs):
        if place not in KINDS:
            raise Http404
        found = DecisionUpload.objects.select_related("portal", "by").filter(portal=portal_id, kind=KINDS[place])
        self.upload = get_object_or_404(found, pk=upload_id)
        return super().dispatch(request, portal_id, place, *args, **kwargs)

    def above(self):
        return [*super().above(), {"url": self.address("decisions_admin_uploads"), "label": "Excel 导入导出"}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(upload=self.upload, **kwargs)


def say(request, error) -> None:
    """All reasons, a long list cut."""
    for reason in error.reasons[:SAID]:
        messages.error(request, reason)
    if len(error.reasons) > SAID:
        messages.error(request, f"还有 {len(error.reasons) - SAID} 处。")
