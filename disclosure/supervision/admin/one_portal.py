"""公开监督 of one body: its figures, what is behind them, and how they were month by month; the body reads it too."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from disclosure.directory.items import items
from disclosure.models import DeadLink, DirectoryEntry, LinkRound
from disclosure.supervision.admin.base import HOME, SUPERVISION, Desk
from disclosure.supervision.coverage import MISSING, coverage
from disclosure.supervision.indicators import INDICATORS, complete, report_of
from disclosure.supervision.links.outside import is_on
from disclosure.supervision.months import history_of
from disclosure.supervision.permissions import Power, may, may_read_duties
from sites.models import Portal
from sites.permissions import PortalAction, policy

SHOWN = 20


class OnePortal(Desk, TemplateView):
    template_name = "disclosure/supervision/portal.html"

    def dispatch(self, request, portal_id, *args, **kwargs):
        portals = Portal.objects.select_related("organisation", "home", "site")
        self.portal = get_object_or_404(portals, pk=portal_id, completed_at__isnull=False)
        if not may_read_duties(request.user, self.portal):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return f"{self.portal.name}信息公开情况"

    def get_breadcrumbs_items(self):
        own = {"url": "", "label": self.portal.name}
        return [HOME, SUPERVISION, own] if may(self.request.user, Power.SUPERVISE, self.portal) else [HOME, own]

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        figures = complete(coverage([self.portal], today)[self.portal.pk])
        may_write = policy.user_may(self.request.user, PortalAction.WRITE, self.portal)
        base = self.portal.base_url
        return super().get_context_data(
            portal=self.portal,
            today=today,
            figures=figures,
            cells=[
                {"title": one.title, "says": one.says, "shown": one.shown(figures), "detail": one.detail(figures)}
                for one in INDICATORS
            ],
            report=report_of(figures),
            items_missing=[items()[number].label for number in figures["items_missing"] if number in items()],
            # Who only watches has no way to the page's form: the public page tells what is there.
            may_write=may_write,
            missing=missing_of(self.portal, figures, None if may_write else base),
            links=links_of(self.portal, None if may_write else base),
            round=LinkRound.objects.first(),
            asks_outside=is_on() and not self.portal.demo,
            heads=[one.title for one in INDICATORS],
            history=[
                {
                    "month": one.month,
                    "cells": [indicator.shown(complete(one.figures)) for indicator in INDICATORS],
                    "report": report_of(one.figures),
                }
                for one in history_of(self.portal)
            ],
            due=reverse("disclosure_due_portal", args=[self.portal.pk]),
            **kwargs,
        )


def address_of(page: int, address: str, base: str | None) -> str:
    """The page's form; with `base` its public page on that host."""
    return reverse("wagtailadmin_pages:edit", args=[page]) if base is None else f"{base}/{address}"


def missing_of(portal, figures: dict, base: str | None) -> list[dict]:
    """Of each field that is lacking somewhere the newest entries without it; a query each."""
    found = []
    for name, (label, condition) in MISSING.items():
        if number := figures.get(f"no_{name}", 0):
            rows = DirectoryEntry.objects.filter(condition, listed=True, portal_number=portal.home_id)
            rows = rows.order_by("-published_at").values_list("page_number", "address", "title")[:SHOWN]
            told = [(address_of(page, address, base), title) for page, address, title in rows]
            found.append({"label": label, "number": number, "rows": told, "more": number - len(told)})
    return found


def links_of(portal, base: str | None) -> list[tuple]:
    """(link, title of its page, address)."""
    links = list(DeadLink.objects.filter(portal_number=portal.home_id)[: SHOWN * 2])
    pages = DirectoryEntry.objects.filter(pk__in={one.page_number for one in links}).order_by()
    told = {page: (title, address) for page, title, address in pages.values_list("pk", "title", "address")}
    return [
        (one, *((title, address_of(one.page_number, address, base)) if title else ("（页面已撤下）", "")))
        for one in links
        for title, address in [told.get(one.page_number, ("", ""))]
    ]
