"""A new issue, its numbers and dates, the end of an empty one."""

from django.shortcuts import redirect
from django.views.generic import FormView, View
from wagtail.admin import messages

from gazette.actions.create_issue import FIELDS, CreateIssue, DeleteIssue, EditIssue
from gazette.admin.archive import proposal
from gazette.admin.base import OfGazette, OfIssue, archive_url, say, workbench_url
from gazette.admin.forms import IssueForm
from gazette.errors import GazetteError
from gazette.models import Issue

TEMPLATE = "gazette/admin/issue_form.html"


class IssueFormView(FormView):
    form_class = IssueForm

    def form_valid(self, form):
        action = self.action_for(form)
        try:
            issue = action.execute()
        except GazetteError as error:
            for reason in error.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        for warning in action.warnings:
            messages.warning(self.request, warning)
        messages.success(self.request, f"{issue.year}年{issue.label}已保存。")
        return redirect(workbench_url(issue))


class NewIssue(OfGazette, IssueFormView):
    page_title = "新建一期"
    template_name = TEMPLATE

    def get_initial(self):
        proposed = proposal(self.gazette)
        return proposed._asdict()

    def action_for(self, form):
        return CreateIssue(self.gazette, user=self.request.user, **form.cleaned_data)


class IssueData(OfIssue, IssueFormView):
    page_title = "期号和日期"
    template_name = TEMPLATE

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": Issue.objects.get(pk=self.issue.pk)}

    def get(self, request, *args, **kwargs):
        if not self.issue.is_editable:
            messages.warning(request, "清样已定稿，期号和日期不能再改。要改动请先退回编辑。")
            return redirect(workbench_url(self.issue))
        return super().get(request, *args, **kwargs)

    def action_for(self, form):
        asked = self.request.POST.get("revision", "")
        values = {name: form.cleaned_data[name] for name in FIELDS}
        revision = int(asked) if asked.isascii() and asked.isdigit() else self.issue.revision
        return EditIssue(self.issue, user=self.request.user, revision=revision, **values)


class IssueDelete(OfIssue, View):
    """POST alone."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        label = f"{self.issue.year}年{self.issue.label}"
        try:
            DeleteIssue(self.issue, user=request.user).execute()
        except GazetteError as error:
            say(request, error)
            return redirect(workbench_url(self.issue))
        messages.success(request, f"已删除{label}。")
        return redirect(archive_url(self.gazette))
