"""Addresses of the lists, on the host of a portal; docs/listings.md lists them. No number has a leading zero."""

from django.urls import re_path
from django.views.generic import RedirectView

from listings.views.adjustments import adjustment, adjustments
from listings.views.compare import compare
from listings.views.gaps import gaps, gaps_file
from listings.views.items import item_page
from listings.views.lists import list_page
from listings.views.statistics import statistics
from listings.views.upcoming import upcoming

LIST = r"^lists/(?P<kind>power|responsibility|negative|fund|basic)"
NUMBER = r"(?P<number>[1-9][0-9]{0,17})"
WITHOUT_SLASH = r"(?P<place>adjustments|upcoming|compare|statistics)"


def corrected(target):
    """301 to the one address, where only the last slash is missing."""
    return RedirectView.as_view(url=target, permanent=True, query_string=True)


urlpatterns = [
    re_path(LIST + r"/\Z", list_page, name="list"),
    re_path(LIST + rf"/{NUMBER}\.html\Z", item_page, name="list_item"),
    re_path(LIST + r"/upcoming/\Z", upcoming, name="list_upcoming"),
    re_path(LIST + r"/adjustments/\Z", adjustments, name="list_adjustments"),
    re_path(LIST + rf"/adjustments/{NUMBER}\.html\Z", adjustment, name="list_adjustment"),
    re_path(LIST + r"/compare/\Z", compare, name="list_compare"),
    re_path(LIST + r"/statistics/\Z", statistics, name="list_statistics"),
    re_path(r"^lists/(?P<kind>power)/gaps/\Z", gaps, name="list_gaps"),
    re_path(r"^lists/(?P<kind>power)/gaps\.(?P<ending>csv|xlsx)\Z", gaps_file, name="list_gaps_file"),
    re_path(r"^lists/power/gaps\Z", corrected("/lists/power/gaps/")),
    re_path(LIST + r"\Z", corrected("/lists/%(kind)s/")),
    re_path(LIST + rf"/{WITHOUT_SLASH}\Z", corrected("/lists/%(kind)s/%(place)s/")),
]
