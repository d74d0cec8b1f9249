"""报送 in the admin: hand in, see what became of it; for the gazette's editors what waits, and the report (通报)."""

import csv

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from gazette.actions.submissions import DeclineSubmission, SubmitDocument, TakeBackSubmission
from gazette.errors import GazetteError
from gazette.models import Gazette, Submission
from gazette.permissions import GazetteAction, may
from gazette.submissions import queries
from gazette.submissions.forms import DeclineForm, PeriodForm, SubmitForm
from gazette.submissions.places import gazettes_for_portal
from sites.models import Portal
from sites.permissions import PortalAction, policy

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "首页"}
MINE = {"url": reverse_lazy("gazette_submissions"), "label": "公报报送"}
TEMPLATES = "gazette/admin/submissions"
PER_PAGE = 30
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t")


class SubmissionPage(WagtailAdminTemplateMixin):
    header_icon = "mail"
    above = (MINE,)

    def get_breadcrumbs_items(self):
        return [HOME, *self.above, {"url": "", "label": self.get_page_title()}]


class MySubmissions(SubmissionPage, TemplateView):
    """Of the portals on which one writes; whoever writes nowhere is turned away."""

    page_title = "公报报送"
    template_name = f"{TEMPLATES}/mine.html"
    above = ()

    def dispatch(self, request, *args, **kwargs):
        if not policy.may_somewhere(request.user, PortalAction.WRITE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        found = Paginator(queries.submissions_of(self.request.user), PER_PAGE)
        page = found.get_page(self.request.GET.get("p"))
        rows = [(one, queries.status_of(one)) for one in page]
        return super().get_context_data(page_obj=page, rows=rows, **kwargs)


class Submit(SubmissionPage, FormView):
    """One page; only for those who may edit it."""

    page_title = "报送公报"
    template_name = f"{TEMPLATES}/submit.html"
    form_class = SubmitForm

    def dispatch(self, request, pk, *args, **kwargs):
        self.page = get_object_or_404(Page.objects.specific(), pk=pk)
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.portal = Portal.objects.of_page(self.page)
        self.gazettes = gazettes_for_portal(self.portal) if self.portal else []
        if not self.gazettes:
            messages.error(request, "本单位和上级政府都还没有开设公报，无处报送。")
            return redirect("wagtailadmin_pages:edit", pk)
        return super().dispatch(request, pk, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"gazettes": self.gazettes}

    def get_context_data(self, **kwargs):
        return super().get_context_data(subject=self.page, **kwargs)

    def form_valid(self, form):
        values = form.cleaned_data
        try:
            SubmitDocument(
                self.page, values["gazette"], portal=self.portal, user=self.request.user, note=values["note"]
            ).execute()
        except GazetteError as error:
            for reason in error.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        messages.success(self.request, f"已向“{values['gazette']}”报送“{self.page.title}”。选用情况在这里看。")
        return redirect("gazette_submissions")


def take_back(request, pk):
    """POST alone; a submission of a page that one may not edit is not there."""
    submission = get_object_or_404(Submission.objects.select_related("page"), pk=pk)
    if request.method != "POST" or not submission.page.permissions_for_user(request.user).can_edit():
        raise Http404
    try:
        TakeBackSubmission(submission, user=request.user).execute()
    except GazetteError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"已撤回报送的“{submission.page.title}”。")
    return redirect("gazette_submissions")


class OfGazette(SubmissionPage):
    """Base: of a gazette that the user edits, else 403."""

    def dispatch(self, request, gazette_id, *args, **kwargs):
        self.gazette = get_object_or_404(Gazette.objects.select_related("portal__home", "column"), pk=gazette_id)
        if not may(request.user, GazetteAction.EDIT, self.gazette):
            raise PermissionDenied
        return super().dispatch(request, gazette_id, *args, **kwargs)

    def get_page_subtitle(self):
        return self.gazette.name

    @property
    def above(self):
        return ({"url": reverse("gazette_incoming", args=[self.gazette.pk]), "label": "收到的报送"},)


class Incoming(OfGazette, TemplateView):
    """What waits, or with ?state=all all that was ever handed in."""

    page_title = "收到的报送"
    template_name = f"{TEMPLATES}/incoming.html"
    above = ()

    def get_context_data(self, **kwargs):
        everything = self.request.GET.get("state") == "all"
        found = queries.submissions_to(self.gazette)
        shown = found if everything else found.filter(queries.WAITING)
        page = Paginator(shown, PER_PAGE).get_page(self.request.GET.get("p"))
        rows = [(one, queries.status_of(one)) for one in page]
        return super().get_context_data(
            gazette=self.gazette, page_obj=page, rows=rows, everything=everything, form=DeclineForm(), **kwargs
        )


class Decline(OfGazette, FormView):
    page_title = "不选用"
    template_name = f"{TEMPLATES}/decline.html"
    form_class = DeclineForm

    def dispatch(self, request, gazette_id, pk, *args, **kwargs):
        self.submission = get_object_or_404(
            Submission.objects.select_related("page", "portal"), pk=pk, gazette=gazette_id
        )
        return super().dispatch(request, gazette_id, pk, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(gazette=self.gazette, submission=self.submission, **kwargs)

    def form_valid(self, form):
        # Read with the gazette that rights were judged by.
        self.submission.gazette = self.gazette
        try:
            DeclineSubmission(self.submission, user=self.request.user, answer=form.cleaned_data["answer"]).execute()
        except GazetteError as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, f"已答复“{self.submission.page.title}”不选用，报送单位会看到理由。")
        return redirect("gazette_incoming", self.gazette.pk)


class SubmissionReport(OfGazette, TemplateView):
    """报送刊登情况通报: to be printed, or as CSV with ?format=csv."""

    page_title = "报送刊登情况"
    template_name = f"{TEMPLATES}/report.html"

    def get(self, request, *args, **kwargs):
        form = PeriodForm.asked(request.GET, timezone.localdate())
        days = form.cleaned_data if form.is_valid() else {}
        rows = queries.report(self.gazette, days["since"], days["until"]) if days else []
        if days and request.GET.get("format") == "csv":
            return as_csv(self.gazette, days, rows)
        totals = {name: sum(getattr(row, name) for row in rows) for name in FIGURES}
        return self.render_to_response(
            self.get_context_data(gazette=self.gazette, form=form, days=days, rows=rows, totals=totals)
        )


FIGURES = {"submitted": "报送", "printed": "已刊登", "taken": "已选用待刊登", "waiting": "待选用", "declined": "未选用"}


def as_csv(gazette, days, rows) -> HttpResponse:
    """With the mark by which Excel knows UTF-8."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"submissions-{days['since']}-{days['until']}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(["报送单位", *FIGURES.values()])
    for row in rows:
        name = f"'{row.name}" if row.name.startswith(FORMULA) else row.name
        writer.writerow([name, *(getattr(row, figure) for figure in FIGURES)])
    return response
