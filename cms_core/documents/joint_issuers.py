"""联合发文机关 as they stand in the document: names, one after the other, which can be pasted."""

import re

from django import forms
from django.core.exceptions import ValidationError

from cms_core.models.organisations import Organisation
from cms_core.organisations.errors import AmbiguousOrganisation, UnknownOrganisation

BETWEEN = re.compile(r"[、，,；;\n\t]+")


class OrganisationNamesField(forms.CharField):
    """Cleans to a list of organisations; says all names that are unknown or mean several bodies."""

    widget = forms.Textarea(attrs={"rows": 2, "data-controller": "w-autosize"})

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return "、".join(one.name for one in value)

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "").strip()

    def clean(self, value):
        names = [name.strip() for name in BETWEEN.split(super().clean(value) or "") if name.strip()]
        found, problems = [], []
        for name in dict.fromkeys(names):
            try:
                found.append(Organisation.objects.resolve(name))
            except (UnknownOrganisation, AmbiguousOrganisation) as error:
                problems.append(str(error))
        if problems:
            raise ValidationError(problems)
        return list(dict.fromkeys(found))
