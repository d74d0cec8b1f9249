"""One record by form: made or changed, with what was done to it before."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView
from wagtail.admin import messages

from cms_core.models import Organisation
from disclosure.models import RecordState, SunshineRecord
from disclosure.sunshine.actions.records import PublishRecords, SaveRecord
from disclosure.sunshine.admin.base import OfDomain, domain_url, say
from disclosure.sunshine.errors import Faulty, SunshineError
from disclosure.sunshine.slices import rows_for
from disclosure.sunshine.values import shown

CHANGES = 30


def form_for(domain, portal, rows, data=None, initial=None):
    """All values as text: what they mean is read in one place, for forms and workbooks alike."""
    bodies = Organisation.objects.filter(path__startswith=portal.organisation.path).order_by("path")
    fields: dict[str, forms.Field] = {
        "organisation": forms.ModelChoiceField(bodies, label="公开主体", initial=portal.organisation),
    }
    for one in domain.fields:
        options = {"label": one.heading, "required": one.required, "help_text": one.help}
        if one.type == "choice":
            fields[one.name] = forms.ChoiceField(choices=[("", "——"), *one.choices.items()], **options)
        elif one.type == "long":
            fields[one.name] = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **options)
        else:
            kind = {"day": "date"}.get(one.type, "text")
            mode = {"amount": "decimal", "number": "numeric", "year": "numeric"}.get(one.type)
            widget = forms.TextInput(attrs={"type": kind, **({"inputmode": mode} if mode else {})})
            fields[one.name] = forms.CharField(widget=widget, **options)
    if rows:
        choices = [("", "——"), *((str(row.pk), row.title) for row in rows)]
        says = "新建时不选的，按类别和环节归入同名的事项；归不进的，请自己选。"
        fields["catalogue_row"] = forms.ChoiceField(
            choices=choices, label="标准目录事项", required=False, help_text=says
        )
    made = type("RecordForm", (forms.Form,), {**fields, "use_required_attribute": False})
    return made(data, initial=initial)


class OneRecord(OfDomain, TemplateView):
    template_name = "disclosure/sunshine/record.html"

    def dispatch(self, request, portal_id, domain, *args, record_id=None, **kwargs):
        self.record_id = record_id
        return super().dispatch(request, *args, portal_id=portal_id, domain=domain, **kwargs)

    def get_page_title(self):
        return self.record.title or f"新建{self.domain.title}记录"

    @property
    def record(self) -> SunshineRecord:
        if not hasattr(self, "_record"):
            if not self.domain.fields:
                raise Http404
            if self.record_id is None:
                self._record = SunshineRecord(portal=self.portal, domain=self.domain.key)
            else:
                own = SunshineRecord.objects.filter(portal=self.portal, domain=self.domain.key)
                self._record = get_object_or_404(own.select_related("organisation"), pk=self.record_id)
        return self._record

    def get_context_data(self, form=None, **kwargs):
        record = self.record
        rows = rows_for(self.portal, self.domain.key)
        if form is None:
            initial = {"catalogue_row": str(record.row_id or "")} | dict(record.values)
            if record.pk:
                initial["organisation"] = record.organisation_id
            form = form_for(self.domain, self.portal, rows, initial=initial or None)
        return super().get_context_data(
            form=form,
            record=record,
            is_published=record.state == RecordState.PUBLISHED,
            changes=self.changes() if record.pk else [],
            public_url=f"{self.portal.base_url}{record.path}" if record.pk else "",
            **kwargs,
        )

    def changes(self) -> list[dict]:
        found = []
        for one in self.record.changes.select_related("by")[:CHANGES]:
            pairs = [
                (field.label, shown(field, before), shown(field, after))
                for name, (before, after) in one.changes.items()
                if (field := self.domain.field(name))
            ]
            found.append({"at": one.at, "by": one.by, "what": one.what, "pairs": pairs})
        return found

    def post(self, request, *args, **kwargs):
        rows = rows_for(self.portal, self.domain.key)
        form = form_for(self.domain, self.portal, rows, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        record, told = self.record, form.cleaned_data
        record.organisation = told["organisation"]
        record.row_id = int(told["catalogue_row"]) if told.get("catalogue_row") else None
        belongs = record.pk is None and record.row_id is None
        revision = request.POST.get("revision", "")
        try:
            record = SaveRecord(
                record,
                told,
                user=request.user,
                revision=int(revision) if revision.isdigit() and record.pk else None,
                belongs=belongs,
            ).execute()
        except Faulty as error:
            for name, reason in error.faults.items():
                form.add_error(name, reason)
            return self.render_to_response(self.get_context_data(form=form))
        except SunshineError as error:
            say(request, error)
            return self.render_to_response(self.get_context_data(form=form))
        if "publish" in request.POST and self.may_publish:
            PublishRecords(SunshineRecord.objects.filter(pk=record.pk), user=request.user).execute()
            messages.success(request, f"已保存并发布“{record.title}”。")
        else:
            messages.success(request, f"已保存“{record.title}”。")
        return redirect(domain_url(self.portal, self.domain))
