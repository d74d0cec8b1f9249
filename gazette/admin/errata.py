"""添加更正: which entry of which published issue, and what is right."""

from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin import messages

from gazette.actions.errata import AddErratum
from gazette.admin.base import OfIssue, workbench_url
from gazette.admin.forms import CorrectedIssueForm, ErratumForm
from gazette.errors import GazetteError


class NewErratum(OfIssue, FormView):
    """Two steps: `?issue=` names the issue, then its entries are offered."""

    page_title = "添加更正"
    form_class = ErratumForm
    template_name = "gazette/admin/erratum.html"

    @cached_property
    def choice(self):
        asked = self.request.POST or self.request.GET
        return CorrectedIssueForm(asked if "issue" in asked else None, gazette=self.gazette)

    @cached_property
    def corrected_issue(self):
        return self.choice.chosen()

    def get_form(self, form_class=None):
        return super().get_form(form_class) if self.corrected_issue else None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"corrected_issue": self.corrected_issue}

    def get_initial(self):
        return {"number": self.request.GET.get("number")}

    def post(self, request, *args, **kwargs):
        if self.corrected_issue is None:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(choice=self.choice, corrected_issue=self.corrected_issue, **kwargs)

    def form_valid(self, form):
        values = form.cleaned_data
        found = self.corrected_issue.entries.select_related("issue", "part").filter(number=values["number"])
        corrected = found.first()
        try:
            if corrected is None:
                raise GazetteError(f"这一期没有第{values['number']}条，请重新选择。")
            entry = AddErratum(self.issue, corrected, values["correction"], user=self.request.user).execute()
        except GazetteError as error:
            for reason in error.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        messages.success(self.request, f"已添加《{corrected.title}》的更正。")
        return redirect(f"{workbench_url(self.issue)}#entry-{entry.pk}")
