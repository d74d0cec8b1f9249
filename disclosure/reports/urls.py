"""Public addresses of annual reports; the reports themselves are pages of their column."""

from django.urls import re_path
from django.views.generic import RedirectView

from disclosure.reports.public import views

urlpatterns = [
    re_path(r"^disclosure/reports/\Z", views.summary, name="annual_reports"),
    re_path(r"^disclosure/reports/data\.(?P<form>csv|xlsx)\Z", views.data, name="annual_reports_data"),
    re_path(
        r"^disclosure/reports/(?P<report_id>[1-9][0-9]{0,17})/(?P<number>[1-9][0-9]{0,3})\.html\Z",
        views.version,
        name="annual_report_version",
    ),
    re_path(
        r"^disclosure/reports\Z",
        RedirectView.as_view(url="/disclosure/reports/", permanent=True, query_string=True),
    ),
]
