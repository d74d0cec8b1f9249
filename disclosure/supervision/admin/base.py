"""What the desk's pages share: who may be here, and the way back."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse_lazy
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
    """403 for who supervises nothing."""

    def dispatch(self, request, *args, **kwargs):
        if not supervises_somewhere(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def say(request, error) -> None:
    for reason in error.reasons:
        messages.error(request, reason)
