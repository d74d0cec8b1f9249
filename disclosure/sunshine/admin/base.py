"""What the desk's pages share: whose Sunshine it is, may this person change it, and the way back."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from disclosure.sunshine.domains import domains
from sites.models import Portal
from sites.permissions import PortalAction, policy

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "首页"}
SUNSHINE = {"url": reverse_lazy("sunshine_admin"), "label": "阳光工程"}
SAID = 6


class OfPortal(WagtailAdminTemplateMixin):
    """404 for a portal that is not there, 403 for who may not do `action` on it."""

    header_icon = "list-ul"
    action = PortalAction.WRITE

    def dispatch(self, request, portal_id, *args, **kwargs):
        portals = Portal.objects.select_related("organisation", "home", "site")
        self.portal = get_object_or_404(portals, pk=portal_id)
        if not policy.user_may(request.user, self.action, self.portal):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may(self, action: PortalAction) -> bool:
        return policy.user_may(self.request.user, action, self.portal)

    @cached_property
    def may_publish(self) -> bool:
        return self.may(PortalAction.PUBLISH)

    def get_breadcrumbs_items(self):
        return [HOME, SUNSHINE, *self.above(), {"url": "", "label": self.get_page_title()}]

    def above(self):
        return [{"url": portal_url(self.portal), "label": self.portal.name}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(portal=self.portal, may_publish=self.may_publish, **kwargs)


class OfDomain(OfPortal):
    def dispatch(self, request, domain, *args, **kwargs):
        if domain not in domains():
            raise Http404
        self.domain = domains()[domain]
        return super().dispatch(request, *args, **kwargs)

    def above(self):
        return [*super().above(), {"url": domain_url(self.portal, self.domain), "label": self.domain.title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(domain=self.domain, **kwargs)


def portal_url(portal) -> str:
    return reverse("sunshine_admin_portal", args=[portal.pk])


def domain_url(portal, domain) -> str:
    return reverse("sunshine_admin_domain", args=[portal.pk, domain.key])


def say(request, error) -> None:
    """All reasons of a SunshineError, a long list cut."""
    for reason in error.reasons[:SAID]:
        messages.error(request, reason)
    if len(error.reasons) > SAID:
        messages.error(request, f"还有 {len(error.reasons) - SAID} 处。")


def numbers(texts) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 16]
