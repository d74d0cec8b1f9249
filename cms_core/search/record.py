"""What every backend is given of one page: its text and the facts it is found, filtered and counted by."""

import hashlib
from dataclasses import dataclass, fields
from datetime import datetime


@dataclass(frozen=True)
class Record:
    """Only of pages that the public may see: an index never holds others.

    `page` is the number of `sources.number_of`: a page's id, or of what a room above registers.
    """

    page: int
    title: str
    body: str
    published: datetime  # aware
    number: str = ""  # 发文字号
    also: tuple[str, ...] = ()  # what else it is found by, each whole: 索引号, the issuer's name
    site: int = 0
    portal: int = 0
    column: int = 0
    column_type: str = ""
    kind: str = ""
    organisation: int = 0
    theme: str = ""
    validity: str = ""

    @property
    def digest(self) -> int:
        """Of all there is in it, as a number of 63 bits: what an index keeps to tell whether it is up to date."""
        values = [getattr(self, field.name) for field in fields(self) if field.name != "published"]
        values.append(int(self.published.timestamp()))
        found = hashlib.blake2b(repr(values).encode("utf-8", "replace"), digest_size=8).digest()
        return int.from_bytes(found) >> 1
