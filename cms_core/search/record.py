"""What every backend is given of one page: its text and the facts it is found, filtered and counted by."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Record:
    """Only of pages that the public may see: an index never holds others."""

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
