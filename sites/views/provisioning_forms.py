"""The form of 建站: a whole region or named bodies, which blueprint, in which state."""

from django import forms

from cms_core.models.organisations import Level, Organisation, OrganisationKind
from sites.actions.provision import FIRST_STATES
from sites.blueprints.registry import blueprint, blueprint_names
from sites.provisioning.errors import ProvisionRefused
from sites.provisioning.requests import PortalRequest, organisations_called, region

GOVERNED = (Level.PROVINCE, Level.CITY, Level.COUNTY)


def region_choices():
    """Governments with a division code, in the order and depth of the tree."""
    governments = Organisation.objects.filter(kind=OrganisationKind.GOVERNMENT, level__in=GOVERNED)
    rows = governments.exclude(division_code="").values_list("division_code", "name", "depth")
    return [("", "（不按区域选择）"), *((code, "　" * (depth - 1) + name) for code, name, depth in rows)]


def blueprint_choices():
    return [("", "按机构层级自动选择"), *((name, blueprint(name).title) for name in blueprint_names())]


class ProvisionForm(forms.Form):
    """Valid when organisations are found; what stands against their portals is the action's to say."""

    region = forms.ChoiceField(label="区域", required=False, choices=region_choices, help_text="该区域及其下各级政府。")
    departments = forms.BooleanField(label="包括省级部门", required=False, initial=True)
    towns = forms.BooleanField(label="包括乡镇街道（子站）", required=False)
    names = forms.CharField(
        label="指定机构",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="每行一个机构的全称、简称或标识；可与区域同时使用。",
    )
    blueprint = forms.ChoiceField(label="站点模板", required=False, choices=blueprint_choices)
    state = forms.ChoiceField(
        label="初始状态",
        choices=[(state.value, state.label) for state in FIRST_STATES],
        help_text="“筹建”不对公众开放，可先充实内容。",
    )

    def clean(self):
        data = super().clean()
        chosen, errors = [], []
        for find in (self.in_region, self.called):
            try:
                chosen += find(data)
            except ProvisionRefused as error:
                errors += error.messages
        if not chosen and not errors:
            errors.append("请选择一个区域，或填写至少一个机构。")
        if errors:
            raise forms.ValidationError(errors)
        data["organisations"] = list(dict.fromkeys(chosen))
        return data

    @staticmethod
    def in_region(data) -> list[Organisation]:
        if not data.get("region"):
            return []
        return region(data["region"], departments=data["departments"], towns=data["towns"])

    @staticmethod
    def called(data) -> list[Organisation]:
        names = [line.strip() for line in data.get("names", "").splitlines() if line.strip()]
        return organisations_called(names) if names else []

    def requests(self) -> list[PortalRequest]:
        return [PortalRequest(one, self.cleaned_data["blueprint"]) for one in self.cleaned_data["organisations"]]
