"""/disclosure/reports/…: the year's figures of all bodies, and versions that were corrected since."""

import csv
import io

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from cms_core.models import ArticlePage
from cms_core.search.guard import guarded
from cms_core.tables.stream import Sheet, workbook
from cms_core.views.errors import gone
from cms_core.views.public import public
from cms_core.views.serve import through_hooks
from disclosure.models import ReportVersion
from disclosure.reports.body import body_of
from disclosure.reports.content import title_of
from disclosure.reports.public.frames import column_on, report_frame
from disclosure.reports.public.summary import context_of, header, table_rows, year_asked

MARK = "\ufeff"  # without it Excel reads the file as GB18030
OFTEN = "PORTAL_DECISIONS_DOWNLOADS_PER_MINUTE"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def within(request, show):
    """Behind whatever stands before the column."""
    column = column_on(request)
    if column is None:
        raise Http404
    return through_hooks(request, column, lambda *_: show(column))


@public
def summary(request):
    def show(column):
        year = year_asked(request.GET.get("year", ""))
        title = f"{request.portal.short_name}{year}年政府信息公开工作年度报告汇总"
        path = f"/disclosure/reports/?year={year}"
        frame = report_frame(request, column, title=title, path=path, crumbs=[("年报汇总", path)])
        return render(request, "disclosure/reports_summary.html", frame | context_of(request.portal, year))

    return within(request, show)


def too_often(request, seconds):
    return HttpResponse(f"下载过于频繁，请 {seconds} 秒后再试。", status=429, content_type="text/plain; charset=utf-8")


@guarded(OFTEN, OFTEN, too_often)
@public
def data(request, form):
    def show(column):
        year = year_asked(request.GET.get("year", ""))
        rows, name = table_rows(request.portal, year), f"{request.portal.short_name}{year}年政府信息公开年报数据"
        if form == "csv":
            file = io.StringIO()
            csv.writer(file).writerows([header(), *(["" if one is None else one for one in row] for row in rows)])
            response = HttpResponse(MARK + file.getvalue(), content_type="text/csv; charset=utf-8")
        else:
            response = StreamingHttpResponse(workbook([Sheet(f"{year}年", header(), [rows])]), content_type=XLSX)
        response["Content-Disposition"] = content_disposition_header(True, f"{name}.{form}")
        response["X-Robots-Tag"] = "noindex"
        return response

    return within(request, show)


@public
def version(request, report_id, number):
    """What was published once and has been corrected; the version in force has its own address."""
    related = ("report__portal__home", "report__portal__site", "report__page__entry")
    found = ReportVersion.objects.filter(report=int(report_id), number=int(number)).select_related(*related).first()
    portal = found.report.portal if found else None
    hosted = portal is not None and (portal.host_portal if portal.is_subsite else portal) == request.portal
    if not hosted or not portal.is_open:
        raise Http404
    report = found.report
    if not report.url:
        return gone(request)
    newest = report.versions.order_by("-number").first()

    def show(column):
        if newest.number == found.number:
            raise Http404  # it is the page itself
        title = title_of(found.content)
        path = f"/disclosure/reports/{report.pk}/{found.number}.html"
        frame = report_frame(request, column, title=title, path=path, crumbs=[(title, path)])
        body = ArticlePage._meta.get_field("body").stream_block.to_python(body_of(found.content))
        shown = {"version": found, "newest": newest, "body": body, "title": title, "current_url": report.url}
        response = render(request, "disclosure/reports_version.html", frame | shown)
        response["X-Robots-Tag"] = "noindex"
        return response

    return within(request, show)
