"""Addresses of the Sunshine Project on the host of a portal."""

from django.urls import re_path
from django.views.generic import RedirectView

from disclosure.sunshine import views

DOMAIN = r"^sunshine/(?P<key>[a-z_]{1,20})"


def corrected(target):
    """301 to the one address, where only the last slash is missing."""
    return RedirectView.as_view(url=target, permanent=True, query_string=True)


urlpatterns = [
    re_path(r"^sunshine/\Z", views.home, name="sunshine"),
    re_path(r"^sunshine/counties/\Z", views.counties, name="sunshine_counties"),
    re_path(DOMAIN + r"/\Z", views.domain, name="sunshine_domain"),
    re_path(DOMAIN + r"/(?P<number>[1-9][0-9]{0,17})\.html\Z", views.record, name="sunshine_record"),
    re_path(DOMAIN + r"/data\.(?P<form>csv|xlsx|json)\Z", views.data, name="sunshine_data"),
    re_path(DOMAIN + r"/feed\.atom\Z", views.feed, name="sunshine_feed"),
    re_path(r"^sunshine\Z", corrected("/sunshine/")),
    re_path(DOMAIN + r"\Z", corrected("/sunshine/%(key)s/")),
]
