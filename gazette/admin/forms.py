"""Forms of the gazette's admin: its own data, the numbers and dates of an issue, an erratum, files."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from gazette.actions.configure_gazette import FIELDS as GAZETTE_FIELDS
from gazette.actions.create_issue import FIELDS as ISSUE_FIELDS
from gazette.checks.schedule import days_of_month
from gazette.models import Gazette, Issue


class GazetteForm(WagtailAdminModelForm):
    class Meta:
        model = Gazette
        fields = GAZETTE_FIELDS

    def clean_publication_days(self):
        text = self.cleaned_data["publication_days"]
        try:
            days_of_month(text)
        except ValueError:
            raise forms.ValidationError("请填每月几日，1到31之间，逗号分隔，如“10,20,30”。") from None
        return text


class IssueForm(WagtailAdminModelForm):
    """What is unique is judged by the action, which names the other issue; the form has no instance to write on."""

    class Meta:
        model = Issue
        fields = ISSUE_FIELDS
        widgets = {"publication_day": AdminDateInput, "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "year": "四位年份。",
            "number": "每年从第1期起，依次编号。",
            "serial": "自创刊起连续编号；早年没有总期号的留空。",
            "contents_only": "只录目录、上传扫描件的旧刊；不需要各条的正文。",
        }

    def validate_unique(self):
        pass

    def validate_constraints(self):
        pass


class CorrectedIssueForm(forms.Form):
    """Which published issue is corrected; sent by GET, so that its entries can be chosen without script."""

    issue = forms.ModelChoiceField(Issue.objects.none(), label="被更正的一期", empty_label="（请选择）")

    def __init__(self, *args, gazette, **kwargs):
        super().__init__(*args, **kwargs)
        published = gazette.issues.published().select_related("gazette").newest()
        self.fields["issue"].queryset = published
        self.fields["issue"].label_from_instance = lambda issue: f"{issue.year}年{issue.label}"

    def chosen(self) -> Issue | None:
        """None too where the address names no published issue of this gazette."""
        return self.cleaned_data["issue"] if self.is_bound and self.is_valid() else None


class ErratumForm(forms.Form):
    number = forms.TypedChoiceField(
        label="被更正的条目",
        coerce=int,
        error_messages={"invalid_choice": "这一期没有第%(value)s条，请重新选择。", "required": "请选择被更正的条目。"},
    )
    correction = forms.CharField(
        label="更正内容",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="如“第二条第一款‘应当’误为‘可以’，特此更正。”",
    )

    def __init__(self, *args, corrected_issue, **kwargs):
        super().__init__(*args, **kwargs)
        entries = corrected_issue.entries.exclude(number=None).order_by("number").values_list("number", "title")
        self.fields["number"].choices = [
            ("", "（请选择）"),
            *((number, f"{number}　{title}") for number, title in entries),
        ]


class FileForm(forms.Form):
    file = forms.FileField(
        label="文件", error_messages={"required": "请选择文件。", "empty": "这是空文件，请重新选择。"}
    )
