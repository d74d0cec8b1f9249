"""Addresses of the directory on the host of a portal. No number has a leading zero."""

from django.urls import re_path
from django.views.generic import RedirectView

from disclosure.directory.views import card, directory, download

NUMBER = r"(?P<number>[1-9][0-9]{0,17})"

urlpatterns = [
    re_path(r"^disclosure/directory/\Z", directory, name="directory"),
    re_path(rf"^disclosure/directory/{NUMBER}\.html\Z", card, name="directory_card"),
    re_path(rf"^disclosure/directory/{NUMBER}/download\.html\Z", download, name="directory_download"),
    re_path(
        r"^disclosure/directory\Z",
        RedirectView.as_view(url="/disclosure/directory/", permanent=True, query_string=True),
    ),
]
