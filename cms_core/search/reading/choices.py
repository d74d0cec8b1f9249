"""What a reader chose, from the address and back into it: an unknown value falls back to the widest."""

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from urllib.parse import urlencode

from cms_core.catalogue.years import parse_year
from cms_core.models.validity import Validity
from cms_core.search.analysis.question import MAX_LENGTH
from cms_core.search.found import DEEPEST
from cms_core.search.reading.dates import range_of
from cms_core.search.sources import kind_labels
from cms_core.taxonomies.themes import theme_choices

PATH = "/search/"
FEED = "/search/feed.atom"
SIZE = 20
PAGES = DEEPEST // SIZE
# What narrows a search beside its scope, in the order of the page.
NARROWING = ("portal", "kind", "year", "issuer", "theme", "validity", "since", "until")
SCOPES = ("", "column", "all")


@dataclass(frozen=True)
class Choices:
    """The parameters of a search's address under their own names; `q` is what was typed, cut at what is read of it."""

    q: str = ""
    scope: str = ""
    column: int | None = None
    portal: int | None = None
    kind: str = ""
    year: int | None = None
    issuer: int | None = None
    theme: str = ""
    validity: str = ""
    since: date | None = None
    until: date | None = None
    order: str = ""
    page: int = 1
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, query) -> "Choices":
        """From a QueryDict."""
        since, until, notes = range_of(query.get("since", ""), query.get("until", ""))
        column = number_of(query.get("column", ""))
        scope = one_of(query.get("scope", ""), SCOPES)
        return cls(
            # One more than is read, so that a question that is too long still says so.
            q=" ".join(query.get("q", "").replace("\0", " ").split())[: MAX_LENGTH + 1],
            scope="" if scope == "column" and not column else scope,
            column=column if scope == "column" else None,
            portal=number_of(query.get("portal", "")),
            kind=one_of(query.get("kind", ""), kind_labels()),
            year=parse_year(query.get("year", "")),
            issuer=number_of(query.get("issuer", "")),
            theme=one_of(query.get("theme", ""), theme_names()),
            validity=one_of(query.get("validity", ""), Validity.values),
            since=since,
            until=until,
            order=one_of(query.get("order", ""), ("date",)),
            page=min(number_of(query.get("page", "")) or 1, PAGES),
            notes=notes,
        )

    def but(self, **changes) -> "Choices":
        """The same search with other choices; its first page unless `page` is given."""
        return replace(self, **{"page": 1, **changes})

    def parameters(self) -> dict[str, str]:
        """What an address says of it; nothing for what is not chosen."""
        values = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "notes"}
        values["page"] = self.page if self.page > 1 else None
        # As text: a template would write a day in Chinese.
        return {name: str(value) for name, value in values.items() if value}

    def address(self, path: str = PATH) -> str:
        parameters = self.parameters()
        return f"{path}?{urlencode(parameters)}" if parameters else path

    @property
    def narrowed(self) -> bool:
        return any(getattr(self, name) for name in NARROWING)

    def without(self, *names) -> "Choices":
        """With the widest of these."""
        widest = {one.name: one.default for one in fields(self)}
        return self.but(**{name: widest[name] for name in names})


def number_of(typed: str) -> int | None:
    """A number that a database takes."""
    return int(typed) or None if typed.isascii() and typed.isdigit() and len(typed) <= 15 else None


def one_of(typed: str, allowed) -> str:
    return typed if typed in allowed else ""


@cache
def theme_names() -> set[str]:
    return {name for _, group in theme_choices() for name, _ in group}
