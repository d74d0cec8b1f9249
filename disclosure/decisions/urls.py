"""Public addresses of 双公示; no number has a leading zero."""

from django.urls import re_path
from django.views.generic import RedirectView

from disclosure.decisions.public import views

LIST = r"^decisions/(?P<place>licences|penalties)"

urlpatterns = [
    re_path(LIST + r"/\Z", views.decisions, name="decisions"),
    re_path(LIST + r"/(?P<number>[1-9][0-9]{0,17})\.html\Z", views.decision, name="decision"),
    re_path(LIST + r"/data\.(?P<form>csv|xlsx|json)\Z", views.data, name="decisions_data"),
    re_path(LIST + r"/feed\.atom\Z", views.feed, name="decisions_feed"),
    re_path(LIST + r"\Z", RedirectView.as_view(url="/decisions/%(place)s/", permanent=True, query_string=True)),
    re_path(r"^decisions/?\Z", RedirectView.as_view(url="/decisions/licences/", permanent=True)),
]
