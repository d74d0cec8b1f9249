"""Which data sets there are: each room offers its own, the catalogue of open data (DCAT) lists them all.

The elements are those of 数据开放目录 (section 7.3 of the standards) that a machine can tell.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Distribution:
    """One form of it. `form` is "csv", "xlsx", "json", "xml"; `service`: an interface, not a file."""

    url: str
    form: str
    title: str = ""
    service: bool = False


@dataclass(frozen=True)
class DataSet:
    """`key` is for life and unique on its host (ASCII letters, digits, "-" and "_"); `rows` None: not counted.

    `body` is the name, key and credit code of who provides it. `frequency` is one of FREQUENCIES.
    """

    key: str
    title: str
    abstract: str
    page: str
    body: tuple[str, str, str]
    distributions: tuple[Distribution, ...]
    keywords: tuple[str, ...] = ()
    theme: str = "政务公开"
    frequency: str = "UPDATE_CONT"
    issued: datetime.date | None = None
    modified: datetime.datetime | None = None
    rows: int | None = None
    dictionary: str = ""


# Of the European authority table that DCAT-AP asks for, and what 7.3 calls it.
FREQUENCIES = {
    "UPDATE_CONT": "实时",
    "DAILY": "每日",
    "WEEKLY": "每周",
    "MONTHLY": "每月",
    "QUARTERLY": "每季",
    "ANNUAL_2": "每半年",
    "ANNUAL": "每年",
    "NEVER": "不更新",
}
_OFFERS: dict[str, Callable] = {}


def register(name: str, offer: Callable[..., Iterable[DataSet]]) -> None:
    """`offer(portal, whole)` tells the data sets of a portal, or of the province with `whole`; few queries."""
    _OFFERS[name] = offer


def offered(portal, whole: bool = False) -> list[DataSet]:
    """In the order of their names, which does not depend on who was registered first."""
    return [one for name in sorted(_OFFERS) for one in _OFFERS[name](portal, whole)]
