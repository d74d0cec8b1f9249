"""Closed: reports that name the sites, workflows, pages and people of all portals; only superusers keep them.

Their filters offer everybody's names even where the rows are one's own. What an editor needs of them stands on the
dashboard and in each page's history. Aging pages shows only one's own and stays.
"""

from django.core.exceptions import PermissionDenied
from django.urls import path
from wagtail import hooks
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView

CLOSED = {
    "locked": LockedPagesView,
    "workflow": WorkflowView,
    "workflow_tasks": WorkflowTasksView,
    "site-history": LogEntriesView,
    "page-types-usage": PageTypesUsageReportView,
}
MENU_ITEMS = {"locked-pages", "workflows", "workflow-tasks", "site-history", "page-types-usage"}


def superusers_only(view):
    def guarded(request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def urlpatterns():
    for address, view in CLOSED.items():
        yield path(f"reports/{address}/", superusers_only(view.as_view()))
        yield path(f"reports/{address}/results/", superusers_only(view.as_view(results_only=True)))


@hooks.register("construct_reports_menu")
def hide_closed_reports(request, menu_items):
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name not in MENU_ITEMS]
