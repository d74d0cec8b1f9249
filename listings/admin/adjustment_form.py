"""The form of an adjustment's own data. A draft may lack all of it but the title: what is missing is said there."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput, AdminPageChooser

from cms_core.admin.organisations import organisation_chooser
from cms_core.models import DocumentPage
from listings.admin.plain_fields import OwnAttachmentChooser
from listings.models import Adjustment
from sites.tenancy.visible import linkable

FIELDS = ("title", "basis", "basis_document", "basis_url", "basis_file", "proposing_body", "approving_body",
          "approval_number", "effective_day", "note")  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1949, 2199


class LinkablePageChooser(AdminPageChooser):
    """Names a page only to who may link to it: else a number in a form would tell another portal's drafts."""

    def __init__(self, user, kept=None, **options):
        self.user, self.kept = user, kept
        super().__init__(**options)

    def get_instance(self, value):
        found = super().get_instance(value)
        return found if found is not None and self.may_choose(found.pk) else None

    def may_choose(self, pk) -> bool:
        return pk == self.kept or linkable(self.user).filter(pk=pk).exists()


class AdjustmentForm(WagtailAdminModelForm):
    basis_url = forms.URLField(
        label="依据文件网址",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="不在本平台的，填写它的网址。公文、网址、附件至少有一项。",
    )

    class Meta:
        model = Adjustment
        fields = FIELDS
        widgets = {
            "effective_day": AdminDateInput,
            "note": AdminAutoHeightTextInput(attrs={"rows": 3}),
            "proposing_body": organisation_chooser.widget_class,
            "approving_body": organisation_chooser.widget_class,
        }
        help_texts = {
            "title": "公布时的标题，如“关于取消和下放一批行政权力事项的调整”。",
            "basis": "名称和发文字号，如“《关于……的决定》（云政发〔2026〕1号）”。",
            "basis_document": "本平台上已有的公文请在这里选择，公众可以直接打开。",
            "approval_number": "审核机关批准的文号。",
            "effective_day": "从这一天零时（北京时间）起清单自动变更；在此之前公众看到“将于该日调整”。",
            "note": "调整的内容和理由，随调整公告公布。",
        }

    def __init__(self, *args, user, listing, **kwargs):
        # Not the adjustment itself as instance: a form writes what was typed on it before an action has agreed.
        super().__init__(*args, **kwargs)
        kept = {name: getattr(self.initial.get(name), "pk", None) for name in ("basis_document", "basis_file")}
        document, file = self.fields["basis_document"], self.fields["basis_file"]
        document.widget = LinkablePageChooser(user, kept["basis_document"], target_models=[DocumentPage])
        file.widget = OwnAttachmentChooser(user, kept["basis_file"])

    def clean_basis_document(self):
        return self.chosen("basis_document", "请选择公开的公文，或您自己门户的公文。")

    def clean_basis_file(self):
        return self.chosen("basis_file", "请选择您的文件库中的附件。")

    def chosen(self, name, refusal):
        found = self.cleaned_data[name]
        if found is not None and not self.fields[name].widget.may_choose(found.pk):
            raise forms.ValidationError(refusal)
        return found

    def clean_effective_day(self):
        day = self.cleaned_data["effective_day"]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError("请核对年份。")
        return day
