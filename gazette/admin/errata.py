"""添加更正: which entry of which published issue, and what is right."""

from django.shortcuts import redirect
from django.views.generic import FormView
from wagtail.admin import messages

from gazette.actions.errata import AddErratum
from gazette.admin.base import OfIssue, workbench_url
from gazette.admin.forms import ErratumForm
from gazette.errors import GazetteError
from gazette.models import IssueEntry


class NewErratum(OfIssue, FormView):
    page_title = "添加更正"
    form_class = ErratumForm
    template_name = "gazette/admin/erratum.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"gazette": self.gazette}

    def get_initial(self):
        return {name: self.request.GET[name] for name in ("issue", "number") if name in self.request.GET}

    def form_valid(self, form):
        values = form.cleaned_data
        found = IssueEntry.objects.select_related("issue", "part").filter(
            issue=values["issue"], number=values["number"]
        )
        corrected = found.first()
        try:
            if corrected is None:
                raise GazetteError(f"这一期没有第{values['number']}条，请核对条目序号。")
            entry = AddErratum(self.issue, corrected, values["correction"], user=self.request.user).execute()
        except GazetteError as error:
            for reason in error.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        messages.success(self.request, f"已添加《{corrected.title}》的更正。")
        return redirect(f"{workbench_url(self.issue)}#entry-{entry.pk}")
