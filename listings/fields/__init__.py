"""How the fields of each list are grouped, ordered, named and explained: `<kind>.toml` beside this module.

Forms, public pages, templates of workbooks and the data dictionary all read it here.
"""

from dataclasses import dataclass
from functools import cache

from listings.field_tables import table
from listings.models import Listing
from listings.values import MODELS, fields_of, label_of

# Of the period, not values that an adjustment sets; a list may show them beside its fields.
OF_THE_STATE = ("state", "since")


@dataclass(frozen=True)
class Group:
    """`fields` in their order; `only` are the categories it concerns, () for all of them."""

    title: str
    fields: tuple[str, ...]
    only: tuple[str, ...] = ()

    def concerns(self, category: str) -> bool:
        return not self.only or category in self.only


@cache
def groups(kind: str) -> list[Group]:
    """Every field of the list is in one of them (a test sees to it)."""
    return [Group(one["title"], tuple(one["fields"]), tuple(one.get("only", ()))) for one in table(kind)["groups"]]


def public_groups(kind: str) -> list[Group]:
    """What a detail page shows: without what is kept for the bodies' own work; groups left empty are not there."""
    internal = set(table(kind)["internal"])
    found = (
        Group(group.title, tuple(name for name in group.fields if name not in internal), group.only)
        for group in groups(kind)
    )
    return [group for group in found if group.fields]


def default_shown(kind: str) -> list[str]:
    return list(table(kind)["shown"])


def may_be_shown(kind: str) -> list[str]:
    """In the order of the groups, the state last."""
    return [*(name for group in public_groups(kind) for name in group.fields), *OF_THE_STATE]


def shown(listing: Listing) -> list[str]:
    """The columns of the list, as its editors chose them; what is no field any more is left out."""
    known = set(may_be_shown(listing.kind))
    chosen = [name for name in listing.shown_fields if name in known]
    return chosen or default_shown(listing.kind)


def label(kind: str, name: str) -> str:
    """What the field is called in this list."""
    if name in OF_THE_STATE:
        return table(kind).get("labels", {}).get(name) or str(MODELS[kind]._meta.get_field(name).verbose_name)
    return label_of(fields_of(kind)[name])


def needed(kind: str, values: dict) -> dict[str, str]:
    """{field: label of the category that asks for it}, beside those that every item of the list has."""
    category = values.get(MODELS[kind].CATEGORY)
    names = table(kind).get("needed", {}).get(category, ())
    return dict.fromkeys(names, dict(fields_of(kind)[MODELS[kind].CATEGORY].flatchoices)[category]) if names else {}


def help_text(kind: str, name: str) -> str:
    return table(kind)["help"].get(name, "")
