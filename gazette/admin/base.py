"""What the gazette's admin pages share: whose gazette or issue it is, may this person see it, and the way back."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from gazette.models import Gazette, Issue
from gazette.permissions import GazetteAction, may

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "首页"}
LIST = {"url": reverse_lazy("gazette_admin"), "label": "公报"}
OWN = ("portal__home", "portal__organisation", "column")


class OfGazette(WagtailAdminTemplateMixin):
    """Base: 404 for a gazette that is not there, 403 for who may not do `action` on it."""

    header_icon = "doc-full-inverse"
    action = GazetteAction.EDIT

    def dispatch(self, request, gazette_id, *args, **kwargs):
        self.gazette = get_object_or_404(Gazette.objects.select_related(*OWN), pk=gazette_id)
        if not may(request.user, self.action, self.gazette):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [HOME, LIST, *self.above(), {"url": "", "label": self.get_page_title()}]

    def above(self):
        return [{"url": archive_url(self.gazette), "label": self.gazette.name}]

    @cached_property
    def may_configure(self):
        return may(self.request.user, GazetteAction.CONFIGURE, self.gazette)

    def get_context_data(self, **kwargs):
        return super().get_context_data(gazette=self.gazette, may_configure=self.may_configure, **kwargs)


class OfIssue(OfGazette):
    def dispatch(self, request, issue_id, *args, **kwargs):
        related = [f"gazette__{name}" for name in OWN]
        self.issue = get_object_or_404(
            Issue.objects.select_related(*related, "submitted_by", "approved_by"), pk=issue_id
        )
        self.gazette = self.issue.gazette
        if not may(request.user, self.action, self.gazette):
            raise PermissionDenied
        return super(OfGazette, self).dispatch(request, *args, **kwargs)

    def above(self):
        label = f"{self.issue.year}年{self.issue.label}"
        return [*super().above(), {"url": workbench_url(self.issue), "label": label}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(issue=self.issue, **kwargs)


def archive_url(gazette) -> str:
    return reverse("gazette_admin_archive", args=[gazette.pk])


def workbench_url(issue) -> str:
    return reverse("gazette_admin_workbench", args=[issue.pk])


def say(request, error) -> None:
    """All reasons of a GazetteError, a long list cut."""
    for reason in error.reasons[:6]:
        messages.error(request, reason)
    if len(error.reasons) > 6:
        messages.error(request, f"还有{len(error.reasons) - 6}处，见检查结果。")
