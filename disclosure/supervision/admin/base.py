"""What the desk's pages share: who may be here, and the way back."""

from django.urls import reverse_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from disclosure.supervision.permissions import supervises_somewhere

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "首页"}
SUPERVISION = {"url": reverse_lazy("disclosure_supervision"), "label": "公开监督"}
NOTICES = {"url": reverse_lazy("disclosure_notices"), "label": "通报"}


class Desk(WagtailAdminTemplateMixin):
    header_icon = "view"
    above: tuple = (HOME, SUPERVISION)

    def get_breadcrumbs_items(self):
        return [*self.above, {"url": "", "label": self.get_page_title()}]


class OfOffice(Desk):
    """Who supervises nothing is told which right is lacking, and who gives it."""

    def dispatch(self, request, *args, **kwargs):
        if not supervises_somewhere(request.user):
            return self.refused(request)
        return super().dispatch(request, *args, **kwargs)

    def refused(self, request):
        frame = NoRight()
        frame.setup(request)
        return frame.render_to_response(frame.get_context_data(), status=403)


class NoRight(Desk, TemplateView):
    page_title = "公开监督"
    template_name = "disclosure/supervision/no_right.html"
    above = (HOME,)


def say(request, error) -> None:
    for reason in error.reasons:
        messages.error(request, reason)
