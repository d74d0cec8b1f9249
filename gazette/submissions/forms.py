"""What is asked when a document is handed in or declined, and for which days the report is drawn up."""

import datetime

from django import forms
from wagtail.admin.widgets import AdminDateInput

from gazette.actions.submissions import MAX_TEXT


class SubmitForm(forms.Form):
    gazette = forms.ModelChoiceField(None, label="公报", empty_label=None)
    note = forms.CharField(
        label="说明",
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="给公报编辑部的话，如“请在施行前刊登”；不对外显示。",
    )

    def __init__(self, *args, gazettes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gazette"].queryset = type(gazettes[0]).objects.filter(pk__in=[one.pk for one in gazettes])
        self.fields["gazette"].initial = gazettes[0].pk


class DeclineForm(forms.Form):
    answer = forms.CharField(
        label="不选用的理由",
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="报送单位会看到。",
    )


class PeriodForm(forms.Form):
    since = forms.DateField(label="从", widget=AdminDateInput())
    until = forms.DateField(label="到", widget=AdminDateInput())

    @classmethod
    def asked(cls, query, today):
        """The form of this year unless other days are asked for."""
        first = datetime.date(today.year, 1, 1)
        return cls({"since": query.get("since") or first, "until": query.get("until") or today})

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("since") and cleaned.get("until") and cleaned["since"] > cleaned["until"]:
            raise forms.ValidationError("开始日期晚于结束日期，请改正。")
        return cleaned
