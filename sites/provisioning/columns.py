"""From the columns of a blueprint to pages, and from the keys of its home sections to what a home page stores."""

import uuid
from collections.abc import Iterable
from typing import Any

from cms_core.models import ColumnPage
from cms_core.models.organisations import Organisation, OrganisationKind
from cms_core.tree.specs import PageSpec
from sites.blueprints.model import Column


class Owners:
    """Which body looks after a column: the portal's own, its office, or its department with a word in the name."""

    def __init__(self, organisation: Organisation):
        self.organisation = organisation
        self._below: list[Organisation] | None = None

    @property
    def below(self) -> list[Organisation]:
        if self._below is None:
            kinds = (OrganisationKind.OFFICE, OrganisationKind.DEPARTMENT)
            organisation = Organisation.objects.get(pk=self.organisation.pk)
            self._below = list(organisation.get_children().filter(kind__in=kinds)) if organisation.numchild else []
        return self._below

    def find(self, rule: str) -> Organisation:
        """The portal's own body where the directory has no such office or department."""
        kind, _, word = rule.partition(":")
        if kind == "office":
            wanted = (one for one in self.below if one.kind == OrganisationKind.OFFICE)
        elif kind == "department":
            departments = (one for one in self.below if one.kind == OrganisationKind.DEPARTMENT)
            wanted = (one for one in departments if word in one.name)
        else:
            return self.organisation
        return next(wanted, self.organisation)


# The fields of a column page that a blueprint decides; `blueprint_key` says which column it is.
COLUMN_FIELDS = (
    "title",
    "column_type",
    "description",
    "keywords",
    "update_days",
    "list_style",
    "show_in_menus",
    "owner_organisation_id",
)


def column_values(column: Column, words: dict[str, str], owners: Owners) -> dict[str, Any]:
    """What the blueprint says of a column, for one portal."""
    return {
        "title": column.title.format_map(words),
        "column_type": column.column_type,
        "description": column.description.format_map(words),
        "keywords": column.keywords.format_map(words),
        "update_days": column.update_days,
        "list_style": column.list_style,
        "show_in_menus": column.show_in_menus,
        "owner_organisation_id": owners.find(column.owner).pk,
    }


def column_specs(columns: Iterable[Column], words: dict[str, str], owners: Owners) -> list[PageSpec]:
    return [
        PageSpec(
            ColumnPage(slug=column.slug, blueprint_key=column.key, live=True, **column_values(column, words, owners)),
            column_specs(column.columns, words, owners),
        )
        for column in columns
    ]


def home_sections(sections: Iterable[dict[str, Any]], ids: dict[str, int]) -> list[dict[str, Any]]:
    """Raw data of the home page's StreamField; sections whose columns are not there are left out."""
    stored = []
    for section in sections:
        value = with_ids({name: inner for name, inner in section.items() if name != "type"}, ids)
        if value is not None:
            stored.append({"type": section["type"], "value": value, "id": str(uuid.uuid4())})
    return stored


def with_ids(value: Any, ids: dict[str, int]) -> Any:
    """`value` with column keys replaced by page ids; None when a column that it needs is missing."""
    if isinstance(value, list):
        found = [with_ids(inner, ids) for inner in value]
        return [inner for inner in found if inner is not None] or None
    if not isinstance(value, dict):
        return value
    result = {}
    for name, inner in value.items():
        if name == "column":
            result[name] = ids.get(inner)
        elif name == "columns":
            result[name] = [ids[key] for key in inner if key in ids] or None
        else:
            result[name] = with_ids(inner, ids)
        if result[name] is None:
            return None
    return result
