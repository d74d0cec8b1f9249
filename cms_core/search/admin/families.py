"""The families of indexed models: `Page` and its page types share one table of rows and one range of places."""

from dataclasses import dataclass
from functools import cache

from django.db import models
from modelsearch.index import AutocompleteField, Indexed, RelatedFields, SearchField, get_indexed_models

# A row's place in the index is its family's number and its own.
BITS = 48


@dataclass(frozen=True)
class Family:
    """`root` is the model whose table has the keys; `members` all indexed models of it, general ones first."""

    number: int
    root: type
    members: tuple[type, ...]

    @property
    def label(self) -> str:
        return self.root._meta.label_lower

    @property
    def places(self) -> tuple[int, int]:
        """The first place, and the first one behind the last."""
        return self.number << BITS, (self.number + 1) << BITS

    def place(self, pk: int) -> int:
        return (self.number << BITS) + pk


def number_at(place: int) -> int:
    """The primary key of the row at a place."""
    return place & ((1 << BITS) - 1)


def root_of(model) -> type:
    """The most general concrete model that is indexed too."""
    roots = [base for base in model.__mro__ if is_indexed(base)]
    return roots[-1]


def is_indexed(model) -> bool:
    return (
        issubclass(model, Indexed)
        and issubclass(model, models.Model)
        and not model._meta.abstract
        and bool(model.search_fields)
    )


@cache
def families() -> dict[str, Family]:
    """By label; models whose keys are no numbers are none, and searched without an index."""
    members: dict[type, list] = {}
    for model in get_indexed_models():
        members.setdefault(root_of(model), []).append(model)
    roots = sorted(
        (root for root in members if isinstance(root._meta.pk, models.IntegerField)),
        key=lambda root: root._meta.label_lower,
    )
    return {
        root._meta.label_lower: Family(number, root, tuple(sorted(members[root], key=lambda one: len(one.__mro__))))
        for number, root in enumerate(roots, 1)
    }


def family_of(model) -> Family | None:
    return families().get(root_of(model)._meta.label_lower) if is_indexed(model) else None


def column_of(name: str) -> str:
    return f"f_{name}"


def declared(model, prefix="", fields=None):
    """(name, field) of all that `search_fields` declares to be searched, relations followed: `tags__name`."""
    for field in model.get_search_fields() if fields is None else fields:
        if isinstance(field, RelatedFields):
            yield from declared(model, f"{prefix}{field.field_name}__", field.fields)
        elif isinstance(field, SearchField | AutocompleteField):
            yield f"{prefix}{field.field_name}", field


@cache
def columns() -> tuple[str, ...]:
    """Of the index: one for every declared name of any model, then what we add to each."""
    names = {name for model in get_indexed_models() for name, _ in declared(model)}
    return (*(column_of(name) for name in sorted(names)), *OWN_COLUMNS)


# The words of the body; document numbers; pinyin of titles; which models a row is one of.
OWN_COLUMNS = ("body", "marks", "keys", "places")
