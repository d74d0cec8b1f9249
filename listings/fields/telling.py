"""Plain values as people read them: labels of choices, 是 and 否, names of bodies and of files."""

from collections.abc import Iterable

from django.db import models

from cms_core.models import Attachment, Organisation
from listings.fields import label
from listings.values import fields_of


class Teller:
    """Of one list; bodies and files that `values` name are looked up once, in two queries at most."""

    def __init__(self, kind: str, values: Iterable[dict]):
        self.kind = kind
        values = [one for one in values if one]
        files = [name for name, field in fields_of(kind).items() if is_file(field)]
        keys = {one["organisation"] for one in values if one.get("organisation")}
        ids = {one[name] for one in values for name in files if one.get(name)}
        found = Organisation.objects.filter(key__in=keys) if keys else ()
        self.bodies = {body.key: body.name for body in found}
        self.files = dict(Attachment.objects.filter(pk__in=ids).values_list("pk", "title")) if ids else {}

    def label(self, name: str) -> str:
        return label(self.kind, name) if name in fields_of(self.kind) else name

    def text(self, name: str, value) -> str:
        """ "" for what is empty."""
        if value is None or value == "":
            return ""
        field = fields_of(self.kind).get(name)
        if name == "organisation":
            return self.bodies.get(value, str(value))
        if isinstance(value, bool):
            return "是" if value else "否"
        if field is not None and is_file(field):
            return self.files.get(value, "（文件已删除）")
        if field is not None and field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return str(value)


def is_file(field: models.Field) -> bool:
    return isinstance(field, models.ForeignKey) and field.name != "organisation"
