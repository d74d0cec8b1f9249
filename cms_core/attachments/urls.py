"""Addresses of attachments, under the names by which Wagtail makes links to them.

The number is the address: `/documents/17/浙政办发〔2015〕28号.ceb` stays right when the file gets another name.
"""

from django.urls import path
from wagtail.documents.views.serve import authenticate_with_password

from cms_core.views.attachments import serve_attachment

urlpatterns = [
    path(
        "authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("<int:number>/", serve_attachment, name="attachment"),
    path("<int:number>/<path:name>", serve_attachment, name="wagtaildocs_serve"),
]
