"""The form of a decision: a field for each column of the official table."""

from django import forms
from django.db import models

from disclosure.decisions import terms
from disclosure.decisions.assigning import values_of
from disclosure.decisions.fields import SEALED, fields_of, label_of, model_names, stored_fields
from disclosure.decisions.kinds import DecisionKind, PenaltyCategory, packed, unpacked
from disclosure.decisions.values import code

LONG = ("facts", "basis", "content", "note")
CODES = ("credit_code", "organisation_code", "body_code", "source_code", *SEALED)
GROUPS = {
    "行政相对人": ("party", "party_kind", "credit_code", "registration_number", "organisation_code", "tax_number",
              "institution_number", "society_number", "representative", "representative_document",
              "representative_number", "party_document", "party_number"),
    "决定机关": ("body_name", "body_code", "source_name", "source_code"),
    "公示和备注": ("published_until", "region_code", "note"),
}  # fmt: skip
HELP = {
    "party_number": "加密保存，任何公开页面和下载文件都不展示。",
    "representative_number": "加密保存，任何公开页面和下载文件都不展示。",
    "body_name": "机构名录中的全称或简称。",
    "published_until": "留空按规定的期限公示；期满自动停止。",
    "fine": "最多 6 位小数；罚款 500 元填 0.05。",
    "category_note": "选“其他”时写明。",
    "valid_until": "长期有效填 2099-12-31。",
}


def form_fields(kind: str) -> list[str]:
    names = stored_fields(kind)
    names.insert(names.index("category") + 1, "category_note")
    return names if "published_until" in names else [*names, "published_until"]


class DecisionForm(forms.Form):
    """`values()` is what `SaveDecision` takes; its faults come back by `tell`."""

    def __init__(self, kind: str, *args, decision=None, **kwargs):
        self.kind = kind
        if decision is not None:
            kwargs.setdefault("initial", initial(decision))
        super().__init__(*args, **kwargs)
        known = fields_of(kind)
        for name in form_fields(kind):
            self.fields[name] = self.field(name, required=name in known and known[name].required)

    def field(self, name: str, required: bool) -> forms.Field:
        label, model = (
            label_of(self.kind, name) if name != "category_note" else "其他类别说明",
            model_names(self.kind)[name],
        )
        common = {"label": label, "required": required, "help_text": HELP.get(name, "")}
        if name in SEALED:
            widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
            return forms.CharField(max_length=64, widget=widget, **common)
        if name == "category" and self.kind == DecisionKind.PENALTY:
            return forms.MultipleChoiceField(
                choices=PenaltyCategory.choices, widget=forms.CheckboxSelectMultiple, **common
            )
        if isinstance(model, models.DateField):
            return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **common)
        if isinstance(model, models.DecimalField):
            return forms.DecimalField(max_digits=18, decimal_places=6, min_value=0, **common)
        if model.choices:
            return forms.ChoiceField(choices=[("", "请选择"), *model.choices], **common)
        attrs = {"list": "bodies"} if name == "body_name" else {}
        widget = forms.Textarea(attrs={"rows": 4}) if name in LONG else forms.TextInput(attrs=attrs)
        return forms.CharField(max_length=model.max_length, widget=widget, **common)

    def groups(self):
        """(title, bound fields)."""
        told = {name for names in GROUPS.values() for name in names}
        own = [name for name in self.fields if name not in told]
        titles = {"行政相对人": GROUPS["行政相对人"], f"{DecisionKind(self.kind).label}决定": own}
        titles |= {title: GROUPS[title] for title in ("决定机关", "公示和备注")}
        for title, names in titles.items():
            yield title, [self[name] for name in names if name in self.fields]

    def values(self) -> dict:
        found = dict(self.cleaned_data)
        if self.kind == DecisionKind.PENALTY:
            found["category"] = packed(found["category"])
        return found | {name: code(name, found[name]) for name in CODES}

    def tell(self, faults) -> None:
        for fault in faults:
            self.add_error(fault.field if fault.field in self.fields else None, fault.reason)


def initial(decision) -> dict:
    found = values_of(decision)
    if decision.KIND == DecisionKind.PENALTY:
        found["category"] = unpacked(found["category"])
        found |= {name: found[name] and f"{found[name].normalize():f}" for name in ("fine", "confiscated")}
    return found


class WithdrawForm(forms.Form):
    def __init__(self, *args, decision, **kwargs):
        from disclosure.decisions.kinds import WithdrawalReason

        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.ChoiceField(label="原因", choices=WithdrawalReason.choices)
        self.fields["note"] = forms.CharField(
            label="依据",
            max_length=200,
            required=False,
            help_text="如信用修复决定书文号。不对外展示。"
            f"因信用修复提前终止的，最早 {terms.shortest(decision.published_on)}。",
        )
