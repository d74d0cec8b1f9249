"""A form field for each field of a list: shown as editors write it, read as workbooks are read, plain inside."""

from django import forms
from django.db import models
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput
from wagtail.documents.widgets import AdminDocumentChooser

from cms_core.models import Attachment
from listings.errors import ListingsError
from listings.fields import help_text, label
from listings.fields.telling import is_file
from listings.values import read
from sites.tenancy.visible import visible

NOTHING = ("", "（未填）")
TRUTHS = (NOTHING, ("true", "是"), ("false", "否"))
WHOLE_LINE = 200


class PlainField(forms.Field):
    """`clean` gives the plain value, or says in the editor's words why it cannot be read."""

    def __init__(self, field: models.Field, **options):
        super().__init__(required=False, **options)
        self.field = field

    def prepare_value(self, value):
        return str(value).lower() if isinstance(value, bool) else value

    def clean(self, value):
        try:
            return read(self.field, value)
        except ListingsError as error:
            raise forms.ValidationError(error.reasons) from None


class OwnAttachmentChooser(AdminDocumentChooser):
    """Names a file only to who may see it: else a number in a form would tell another portal's files."""

    def __init__(self, user, kept=None, **options):
        self.user, self.kept = user, kept
        super().__init__(**options)

    def get_instance(self, value):
        found = super().get_instance(value)
        return found if found is not None and self.may_choose(found.pk) else None

    def may_choose(self, pk) -> bool:
        return pk == self.kept or visible(self.user, Attachment).filter(pk=pk).exists()


class FileField(PlainField):
    def clean(self, value):
        found = super().clean(value)
        if found is not None and not self.widget.may_choose(found):
            raise forms.ValidationError("请选择您的文件库中的附件。")
        return found


class BodyField(PlainField):
    """`known` are (key, name)."""

    def __init__(self, field, known, **options):
        self.keys = {key for key, _ in known}
        super().__init__(field, widget=forms.Select(choices=[NOTHING, *known]), **options)

    def clean(self, value):
        found = super().clean(value)
        if found is not None and found not in self.keys:
            raise forms.ValidationError("请选择本级政府的机构。")
        return found


def field_for(kind: str, name: str, field: models.Field, *, bodies, user, kept=None) -> PlainField:
    """`kept` is the file that the line or the item has already, whoever put it there."""
    words = {"label": label(kind, name), "help_text": help_text(kind, name)}
    if name == "organisation":
        return BodyField(field, bodies, **words)
    if is_file(field):
        return FileField(field, widget=OwnAttachmentChooser(user, kept), **words)
    return PlainField(field, widget=widget_for(field), **words)


def widget_for(field: models.Field) -> forms.Widget:
    if isinstance(field, models.BooleanField):
        return forms.Select(choices=TRUTHS)
    if field.choices:
        return forms.Select(choices=[NOTHING, *field.flatchoices])
    if isinstance(field, models.DateField):
        return AdminDateInput()
    if isinstance(field, models.TextField) or (field.max_length or 0) > WHOLE_LINE:
        return AdminAutoHeightTextInput(attrs={"rows": 2})
    if isinstance(field, models.DecimalField | models.IntegerField):
        return forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.TextInput(attrs={"maxlength": field.max_length} if field.max_length else {})
