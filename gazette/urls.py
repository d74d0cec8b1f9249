"""Addresses of the gazette, on the host of its portal; docs/gazette.md lists them. No number has a leading zero."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from gazette.views.entry import entry
from gazette.views.feeds import feed
from gazette.views.files import cover, entry_file, issue_file
from gazette.views.home import home, year_page
from gazette.views.issue import issue
from gazette.views.machine import entry_akn, entry_json, entry_text, issue_json
from gazette.views.province import province
from gazette.views.search import search
from gazette.views.verify import find, key_pem, keys_json, manifest_json, manifest_sig, verify_any, verify_issue

YEAR = r"^gazette/(?P<year>[1-9][0-9]{3})"
ISSUE = YEAR + r"/(?P<number>[1-9][0-9]{0,3})"
ENTRY = ISSUE + r"/(?P<entry>[1-9][0-9]{0,3})"
NAME = r"/files/(?P<name>[^/]{1,160})\Z"


def corrected(target):
    """301 to the one address, where only the last slash is wrong."""
    return RedirectView.as_view(url=target, permanent=True, query_string=True)


urlpatterns = [
    path("gazette/", home, name="gazette_home"),
    path("gazette/feed.atom", feed, name="gazette_feed"),
    path("gazette/search/", search, name="gazette_search"),
    path("gazette/province/", province, name="gazette_province"),
    re_path(YEAR + r"/\Z", year_page, name="gazette_year"),
    re_path(ISSUE + r"/\Z", issue, name="gazette_issue"),
    re_path(ISSUE + r"\.json\Z", issue_json, name="gazette_issue_json"),
    re_path(ISSUE + r"/cover\.webp\Z", cover, name="gazette_cover"),
    re_path(ISSUE + NAME, issue_file, name="gazette_issue_file"),
    re_path(ENTRY + r"\Z", entry, name="gazette_entry"),
    re_path(ENTRY + r"\.json\Z", entry_json, name="gazette_entry_json"),
    re_path(ENTRY + r"\.akn\.xml\Z", entry_akn, name="gazette_entry_akn"),
    re_path(ENTRY + r"\.txt\Z", entry_text, name="gazette_entry_text"),
    re_path(ENTRY + NAME, entry_file, name="gazette_entry_file"),
    path("gazette/keys.json", keys_json, name="gazette_keys"),
    re_path(r"^gazette/keys/(?P<fingerprint>[0-9a-f]{64})\.pem\Z", key_pem, name="gazette_key"),
    path("gazette/verify/", verify_any, name="gazette_verify"),
    path("gazette/verify/find", find, name="gazette_verify_find"),
    re_path(ISSUE + r"/verify/\Z", verify_issue, name="gazette_verify_issue"),
    re_path(ISSUE + r"/manifest\.json\Z", manifest_json, name="gazette_manifest"),
    re_path(ISSUE + r"/manifest\.sig\Z", manifest_sig, name="gazette_signature"),
    re_path(r"^gazette\Z", corrected("/gazette/")),
    re_path(r"^gazette/search\Z", corrected("/gazette/search/")),
    re_path(r"^gazette/province\Z", corrected("/gazette/province/")),
    re_path(YEAR + r"\Z", corrected("/gazette/%(year)s/")),
    re_path(ISSUE + r"\Z", corrected("/gazette/%(year)s/%(number)s/")),
    re_path(ENTRY + r"/\Z", corrected("/gazette/%(year)s/%(number)s/%(entry)s")),
]
