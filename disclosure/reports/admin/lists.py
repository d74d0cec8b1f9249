"""All reports of a year that a person may work on, who is late, and the buttons that make the drafts."""

import datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from disclosure.models import AnnualReport, ReportState
from disclosure.reports.actions.make import FIRST_YEAR, MakeReport
from disclosure.reports.actions.make_all import MakeAllReports
from disclosure.reports.admin.base import ALL, HOME, say
from disclosure.reports.bodies import due_on, reporting_portals
from disclosure.reports.errors import ReportError
from disclosure.reports.permissions import ReportAction, may, portals_for, works_somewhere
from disclosure.reports.published import published
from sites.models import Portal

A_PAGE = 60
STATES = (("", "全部"), ("late", "逾期未发布"), ("missing", "尚未生成"), *ReportState.choices)


def year_asked(given) -> int:
    text, last = given.get("year", ""), timezone.localdate().year - 1
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else last
    return min(max(year, FIRST_YEAR), last + 1)


class Reports(WagtailAdminTemplateMixin, TemplateView):
    page_title = "政府信息公开工作年度报告"
    header_icon = "doc-full"
    template_name = "disclosure/reports/list.html"

    def dispatch(self, request, *args, **kwargs):
        if not works_somewhere(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [HOME, {"url": "", "label": ALL["label"]}]

    def get_context_data(self, **kwargs):
        given, today = self.request.GET, timezone.localdate()
        year, state, q = year_asked(given), given.get("state", ""), given.get("q", "").strip()[:60]
        lines = lines_of(self.request.user, year, q, today)
        shown = [line for line in lines if matches(line, state)]
        page = Paginator(shown, A_PAGE).get_page(given.get("page"))
        last = today.year - 1
        return super().get_context_data(
            year=year,
            years=[last + 1, *range(last, max(last - 8, FIRST_YEAR), -1)],
            state=state,
            states=STATES,
            q=q,
            page=page,
            total=len(lines),
            published=sum(1 for line in lines if line["public"]),
            missing=sum(1 for line in lines if line["missing"]),
            late=sum(1 for line in lines if line["late"]),
            **kwargs,
        )


def lines_of(user, year: int, q: str, today: datetime.date) -> list[dict]:
    """One a body, in the order of the site tree; five queries."""
    portals = reporting_portals().filter(pk__in=portals_for(user).values("pk"))
    if q:
        portals = portals.filter(Q(name__icontains=q) | Q(organisation__name__icontains=q) | Q(key=q))
    portals = list(portals.select_related("organisation", "home", "site"))
    bodies = {portal.organisation_id for portal in portals}
    reports = AnnualReport.objects.filter(year=year, organisation__in=bodies)
    there = {report.organisation_id: report for report in reports}
    published_here = published(portals, year)
    found, seen = [], set()
    for portal in portals:
        if portal.organisation_id in seen:
            continue  # a body with two portals reports once
        seen.add(portal.organisation_id)
        report = there.get(portal.organisation_id)
        due = due_on(portal.organisation, year)
        public = published_here.get(portal.organisation_id, {}).get(year)
        found.append(
            {
                "portal": portal,
                "report": report,
                "public": public,
                "missing": report is None and public is None,
                "due": due,
                "late": not public and today > due,
                "late_by": (today - due).days if not public and today > due else 0,
                "was_late": public is not None and public.on > due,
            }
        )
    return found


def matches(line, state: str) -> bool:
    if state in ReportState.values:
        if line["report"] is None:  # an article stands for it
            return state == ReportState.PUBLISHED and line["public"] is not None
        return line["report"].state == state
    return {"late": line["late"], "missing": line["missing"]}.get(state, True)


class Make(View):
    """Of one body; what is there is opened."""

    http_method_names = ["post"]

    def post(self, request, portal_id):
        portal = get_object_or_404(Portal.objects.select_related("organisation", "home"), pk=portal_id)
        if not may(request.user, ReportAction.EDIT, portal):
            raise PermissionDenied
        try:
            report = MakeReport(portal, year_asked(request.POST), user=request.user).execute()
        except ReportError as error:
            say(request, error)
            return redirect("annual_reports_admin")
        return redirect("annual_reports_admin_one", report.pk)


class MakeAll(View):
    """Not one transaction: a hundred drafts are counted, and other writers go on meanwhile."""

    http_method_names = ["post"]

    def post(self, request):
        if not works_somewhere(request.user):
            raise PermissionDenied
        year = year_asked(request.POST)
        try:
            found = MakeAllReports(year, user=request.user, recount="recount" in request.POST).execute()
        except ReportError as error:
            say(request, error)
        else:
            recounted = f"，重新统计 {found['recounted']} 份草稿" if found["recounted"] else ""
            messages.success(
                request, f"{year} 年年报：新生成 {found['made']} 份，已有 {found['there']} 份{recounted}。"
            )
        return redirect(f"{reverse('annual_reports_admin')}?year={year}")


make_all = transaction.non_atomic_requests(MakeAll.as_view())
