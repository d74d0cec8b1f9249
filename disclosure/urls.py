"""Public addresses of open information, on the host of a portal; docs/disclosure.md lists them."""

from disclosure.applications.urls import urlpatterns as applications
from disclosure.decisions.urls import urlpatterns as decisions
from disclosure.directory.urls import urlpatterns as directory
from disclosure.exports.urls import urlpatterns as exports
from disclosure.reports.urls import urlpatterns as reports
from disclosure.sunshine.urls import urlpatterns as sunshine

urlpatterns = [*applications, *decisions, *directory, *exports, *reports, *sunshine]
