"""未逐件公示的决定数量: what the annual report counts besides the two tables."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from disclosure.decisions.actions.count import CountOthers
from disclosure.decisions.admin.base import ALL, HOME, say
from disclosure.decisions.admin.edit import bodies_of
from disclosure.decisions.errors import DecisionError
from disclosure.decisions.permissions import DecisionAction, may
from disclosure.models.decisions import OtherDecisions
from disclosure.models.decisions.others import CountedKind
from sites.models import Portal


class Others(WagtailAdminTemplateMixin, TemplateView):
    page_title = "未逐件公示的决定数量"
    header_icon = "tasks"
    template_name = "disclosure/decisions/others.html"

    def dispatch(self, request, portal_id, *args, **kwargs):
        self.portal = get_object_or_404(Portal.objects.select_related("organisation", "home"), pk=portal_id)
        if not may(request.user, DecisionAction.EDIT, self.portal):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [HOME, ALL, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        top = self.portal.organisation
        reach = (top.path, top.path + top.alphabet[-1] * top.steplen)
        rows = OtherDecisions.objects.filter(organisation__path__range=reach).select_related("organisation")
        return super().get_context_data(
            portal=self.portal,
            rows=rows.order_by("-year", "organisation__path", "kind")[:200],
            kinds=CountedKind.choices,
            bodies=bodies_of(self.portal),
            year=timezone.localdate().year,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        given = request.POST
        try:
            CountOthers(
                self.portal,
                body=given.get("body", ""),
                year=given.get("year", ""),
                kind=given.get("kind", ""),
                count=given.get("count", ""),
                user=request.user,
            ).execute()
        except DecisionError as error:
            say(request, error)
        else:
            messages.success(request, "已保存。")
        return redirect("decisions_admin_others", self.portal.pk)
