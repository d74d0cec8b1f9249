"""A blueprint as the rest of the code sees it: columns, groups, sections; placeholders are filled for each portal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

# What titles, descriptions and keywords may name; `sites.provisioning.names` fills them in.
PLACEHOLDERS = ("short_name", "name", "unit", "office")
# Keywords and description of the home page, and fields of the portal.
SETTINGS = ("keywords", "description", "undertaker", "hue")


@dataclass(frozen=True)
class Column:
    """`key` is unique in the blueprint and stays on the page, so that a renamed column is known again.

    `owner` is `self`, `office` (the government's office) or `department:词` (the department with 词 in its name).
    """

    key: str
    title: str
    column_type: str
    description: str
    keywords: str
    slug: str = ""
    owner: str = "self"
    update_days: int | None = None
    list_style: str = "list"
    show_in_menus: bool = False
    columns: tuple[Column, ...] = ()

    def walk(self) -> Iterator[Column]:
        yield self
        for column in self.columns:
            yield from column.walk()


@dataclass(frozen=True)
class GroupRule:
    """A group that every portal gets: actions on its pages, on its pictures and attachments, model permissions."""

    role: str
    name: str
    pages: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Blueprint:
    name: str
    title: str
    level: str
    look: str
    description: str = ""
    columns: tuple[Column, ...] = ()
    groups: tuple[GroupRule, ...] = ()
    sections: tuple[dict[str, Any], ...] = ()
    settings: dict[str, str] = field(default_factory=dict)

    def walk(self) -> Iterator[Column]:
        """All columns, parents first."""
        for column in self.columns:
            yield from column.walk()

    def column(self, key: str) -> Column | None:
        return next((column for column in self.walk() if column.key == key), None)
