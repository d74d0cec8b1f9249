"""Addresses of the directory for programs, and of the page that explains them, on the host of a portal."""

from django.urls import re_path
from django.views.generic import RedirectView

from disclosure.exports import views
from disclosure.exports.dcat import views as dcat
from disclosure.exports.oai import views as oai

urlpatterns = [
    re_path(r"^disclosure/data/\Z", views.about, name="directory_about_data"),
    re_path(r"^disclosure/data\Z", RedirectView.as_view(url="/disclosure/data/", permanent=True)),
    re_path(r"^disclosure/directory/data\.(?P<form>csv|xlsx|json)\Z", views.data, name="directory_data"),
    re_path(r"^disclosure/directory/dictionary\.json\Z", views.dictionary, name="directory_dictionary"),
    re_path(r"^disclosure/dcat\Z", dcat.chosen, name="dcat"),
    re_path(r"^disclosure/dcat\.(?P<form>rdf|ttl|jsonld)\Z", dcat.catalogue, name="dcat_catalogue"),
    re_path(r"^disclosure/oai\Z", oai.oai, name="oai"),
    re_path(r"^disclosure/oai/directory\.xsd\Z", oai.schema, name="oai_schema"),
]
