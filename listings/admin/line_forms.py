"""The form of one line: the fields that its kind may set, in the groups of its list, and what else the kind needs."""

from dataclasses import dataclass

from django import forms

from cms_core.models.organisations import Level
from listings.admin.bodies import offered
from listings.admin.plain_fields import field_for
from listings.admin.targets import find_target
from listings.errors import ListingsError
from listings.fields import groups
from listings.fields.telling import Teller
from listings.line_checks import ONLY_BY
from listings.models import AdjustmentLine
from listings.states import CREATING, LineKind
from listings.values import MODELS, fields_of

# What may change together with the body, or with the category.
WITH = {
    LineKind.TRANSFER: ("code", "body_code", "lead_office", "phone", "supervision_phone"),
    LineKind.RECLASSIFY: ("code", "sub_category", "service_category", "main_code"),
}
WHOLE_GROUPS_OPEN = 2


@dataclass
class ShownGroup:
    title: str
    note: str
    fields: list
    open: bool


def names_for(kind: str, line_kind: str) -> list[str]:
    """The fields that a line of this kind may set, in the order of the groups."""
    ordered = [name for group in groups(kind) for name in group.fields]
    if line_kind in CREATING:
        return ordered
    if line_kind == LineKind.AMEND:
        return [name for name in ordered if name not in ONLY_BY]
    own = {name for name, by in ONLY_BY.items() if by == line_kind}
    return [name for name in ordered if name in own or name in WITH.get(line_kind, ())] if own else []


class LineForm(forms.Form):
    """`before` are the item's values as they stand without this line. `fields_of_line` are what was asked for."""

    note = forms.CharField(
        label="说明", required=False, max_length=500, help_text="这一项为什么这样调整；会随调整公布，可以不填。"
    )

    def __init__(self, *args, line: AdjustmentLine, listing, day, before: dict, user, **kwargs):
        self.line, self.listing, self.day, self.before = line, listing, day, before
        kind = listing.kind
        self.names = names_for(kind, line.kind)
        values = {**before, **{name: line.values[name] for name in line.values if name in self.names}}
        extras = {"note": line.note, "entrusted": line.entrusted, "to_level": line.to_level}
        super().__init__(*args, initial={**values, **extras, **kwargs.pop("initial", {})}, **kwargs)
        bodies = offered(listing) if "organisation" in self.names else []
        teller = Teller(kind, [before])
        for name in self.names:
            field = field_for(kind, name, fields_of(kind)[name], bodies=bodies, user=user, kept=values.get(name))
            if line.kind not in CREATING and values.get(name) != before.get(name):
                field.help_text = f"{field.help_text}　现行：{teller.text(name, before.get(name)) or '（空）'}"
            self.fields[name] = field
        self.fields |= self.further_fields()
        self.order_fields([*self.names, *(name for name in self.fields if name not in (*self.names, "note")), "note"])

    def further_fields(self) -> dict:
        if self.line.kind == LineKind.DELEGATE:
            return delegation_fields(self.listing)
        if self.line.kind == LineKind.MERGE:
            return {"into": target_field(required=not (self.line.partner_id or self.line.partner_line_id))}
        return {}

    def clean_into(self):
        written = self.cleaned_data["into"].strip()
        if not written:
            return None
        try:
            return find_target(self.line.adjustment, written, self.day, without={self.line.item_id})
        except ListingsError as error:
            raise forms.ValidationError(error.reasons) from None

    def fields_of_line(self) -> dict:
        """For `EditLine` or `AddLines`; of an item that is there only what differs."""
        data = self.cleaned_data
        found = {"note": data["note"], "values": self.values()}
        if self.line.kind == LineKind.DELEGATE:
            found |= {"to_level": data["to_level"], "entrusted": data["entrusted"]}
        if data.get("into"):
            found |= data["into"]
        return found

    def values(self) -> dict:
        data = {name: self.cleaned_data.get(name) for name in self.names}
        if self.line.kind in CREATING:
            return {name: value for name, value in data.items() if value is not None}
        return {name: value for name, value in data.items() if value != self.before.get(name)}

    def shown_groups(self) -> list[ShownGroup]:
        """Those that hold something, what is required or an error stand open."""
        category = self.initial.get(MODELS[self.listing.kind].CATEGORY) or self.data.get(
            MODELS[self.listing.kind].CATEGORY, ""
        )
        found = []
        for place, group in enumerate(groups(self.listing.kind)):
            fields = [self[name] for name in group.fields if name in self.names]
            if not fields:
                continue
            filled = any(field.errors or field.value() not in (None, "") for field in fields)
            needed = (place < WHOLE_GROUPS_OPEN or self.has_required(group)) and not group.only
            is_open = filled or needed or (bool(group.only) and category in group.only)
            note = "，".join(dict(self.category_choices())[one] for one in group.only)
            found.append(ShownGroup(group.title, f"类别为“{note}”时填写" if note else "", fields, is_open))
        return found

    def has_required(self, group) -> bool:
        return any(not fields_of(self.listing.kind)[name].blank for name in group.fields)

    def category_choices(self):
        model = MODELS[self.listing.kind]
        return model._meta.get_field(model.CATEGORY).flatchoices

    def further(self) -> list:
        return [self[name] for name in self.fields if name not in self.names]


def delegation_fields(listing) -> dict:
    own = listing.portal.organisation.level
    below = [("", "（请选择）"), *((level.value, level.label) for level in Level if level > own)]
    return {
        "to_level": forms.TypedChoiceField(
            label="下放到", choices=below, coerce=int, empty_value=None, required=False, help_text="由哪一级承接。"
        ),
        "entrusted": forms.BooleanField(
            label="委托下放", required=False, help_text="委托下放的事项仍在本级清单上；直接下放的离开本级清单。"
        ),
    }


def target_field(*, required: bool):
    return forms.CharField(
        label="合并到",
        required=required,
        max_length=500,
        help_text="清单上事项的编码或名称；也可以是本次调整中新增的事项。",
        error_messages={"required": "请填写合并到哪个事项。"},
    )
