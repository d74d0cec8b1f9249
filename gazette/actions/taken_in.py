"""What an archive says of an issue and its entries, as `TakeInIssues` is given it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO

from gazette.models import EntryKind


@dataclass
class FileIn:
    """`open` answers the content, from its beginning, each time it is asked; it is closed after use."""

    kind: str
    name: str
    open: Callable[[], BinaryIO]
    media_type: str | None = None


@dataclass
class EntryIn:
    """`html` is standard text, `facts` are those that `gazette.models.entries` lists; both may be empty.

    `part` is the name of one. `page_id`: the document or article in the catalogue, if there is one.
    """

    part: str
    title: str
    kind: str = EntryKind.DOCUMENT
    document_number: str = ""
    first_page: int | None = None
    last_page: int | None = None
    page_id: int | None = None
    facts: dict = field(default_factory=dict)
    html: str = ""
    files: list[FileIn] = field(default_factory=list)


@dataclass
class IssueIn:
    """`entries` in the order of print. `published_at` is when it came out, as near as is known."""

    year: int
    number: int
    published_at: datetime
    serial: int | None = None
    name: str = ""
    publication_day: date | None = None
    note: str = ""
    entries: list[EntryIn] = field(default_factory=list)
    files: list[FileIn] = field(default_factory=list)

    @property
    def label(self) -> str:
        return f"{self.year}年第{self.number}期"

    @property
    def contents_only(self) -> bool:
        return not any(entry.html for entry in self.entries)
