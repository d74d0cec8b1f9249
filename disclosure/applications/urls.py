"""Public addresses of 依申请公开; none of them says anything about an application."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from disclosure.applications.public import blank_view, case_view, entrance_view, form_view, lookup_view

urlpatterns = [
    path("apply/", entrance_view.entrance, name="apply"),
    re_path(r"^apply/(?P<form>person|organisation)/\Z", form_view.form, name="apply_form"),
    path("apply/receipt/", case_view.receipt, name="apply_receipt"),
    path("apply/status/", lookup_view.status, name="apply_status"),
    path("apply/status/case/", case_view.case, name="apply_case"),
    re_path(r"^apply/status/case/file/(?P<number>[1-9][0-9]{0,17})/\Z", case_view.file, name="apply_file"),
    re_path(
        r"^apply/status/case/letter/(?P<number>[1-9][0-9]{0,17})\.(?P<letter>pdf|docx)\Z",
        case_view.file,
        name="apply_letter",
    ),
    re_path(r"^apply/blank/(?P<form>person|organisation)\.(?P<kind>docx|pdf)\Z", blank_view.blank, name="apply_blank"),
    re_path(r"^(?P<place>apply(?:/status|/person|/organisation)?)\Z", RedirectView.as_view(url="/%(place)s/")),
]
