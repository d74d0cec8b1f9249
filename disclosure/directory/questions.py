"""What is asked of the directory: facets in the address, unknown values taken as the widest."""

from dataclasses import dataclass, field, fields
from functools import cached_property
from urllib.parse import urlencode

from cms_core.catalogue.years import parse_year
from cms_core.models import Organisation
from cms_core.models.validity import Validity
from cms_core.taxonomies.genres import genres
from cms_core.taxonomies.themes import resolve_theme, themes
from cms_core.text.folding import INVISIBLE
from disclosure.directory.bodies import Body, bodies_with
from disclosure.directory.items import items
from disclosure.directory.scopes import Scope, widest
from disclosure.directory.shelves import shelves
from disclosure.shelves.shelf import Shelf

MAX_TEXT = 60


@dataclass
class Question:
    """`theme` is of the first level or 一级/二级; `body` stands for all bodies below it; `year` is that of publication.

    `text` is looked for in titles and numbers (`disclosure.shelves.words`).
    """

    scope: Scope
    body: Organisation | None = None
    item: int = 0
    theme: str = ""
    genre: str = ""
    year: int = 0
    validity: str = ""
    text: str = ""
    cursor: str = field(default="", compare=False)
    # Nothing was said of the scope, and the body is not in the portal's own directory.
    widened: bool = field(default=False, compare=False)

    @classmethod
    def of(cls, query, scope: Scope) -> "Question":
        """One query where a body is named, and where it is not in the portal's own directory up to four more."""
        item, theme = query.get("item", ""), query.get("theme", "").replace("\0", "")
        genre, validity = query.get("genre", ""), query.get("validity", "")
        asked = cls(
            scope=scope,
            body=body_of(query.get("body", "")),
            item=int(item) if item.isascii() and item.isdigit() and len(item) < 3 and int(item) in items() else 0,
            theme=theme if is_theme(theme) else "",
            genre=genre if genre in genres() else "",
            year=parse_year(query.get("year", "")) or 0,
            validity=validity if validity in Validity.values else "",
            text=" ".join(INVISIBLE.sub("", query.get("q", "")).replace("\0", "").split())[:MAX_TEXT],
            cursor=query.get("cursor", "")[:60],
        )
        return asked.within_reach() if asked.body and scope.is_plain else asked

    def within_reach(self) -> "Question":
        """Who names a body of another host, as of a county on the province's, asks for the scope in which it is."""
        if self.shows_body:
            return self
        wide = self.but(scope=widest(self.scope), widened=True)
        return wide if wide.scope.whole and wide.shows_body else self

    @property
    def shows_body(self) -> bool:
        """Whether the body, or one below it, discloses anything in the scope."""
        pairs = [("body", body) for body in self.bodies]
        return any(shelf.bits.get(pair) for shelf in self.shelves.values() for pair in pairs)

    @property
    def chosen(self) -> dict:
        """The facets that are filtered, by name."""
        names = ("body", "item", "theme", "genre", "year", "validity")
        return {name: value for name in names if (value := getattr(self, name))}

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen or self.text)

    @cached_property
    def bodies(self) -> frozenset[int]:
        """Ids of the body and all below it; one query."""
        if self.body.numchild == 0:
            return frozenset([self.body.pk])
        top = self.body.path
        reach = (top, top + self.body.alphabet[-1] * (255 - len(top)))
        return frozenset(Organisation.objects.filter(path__range=reach).order_by().values_list("pk", flat=True))

    @cached_property
    def shelves(self) -> dict[int, Shelf]:
        """What is listed where it is asked, as of the first time; one query, and two more where something changed."""
        return shelves(self.scope.sites)

    @cached_property
    def disclosing(self) -> list[Body]:
        """The bodies of all that is listed where it is asked; one query."""
        found = {body for shelf in self.shelves.values() for body, _ in shelf.facets["body"]}
        return bodies_with(pk__in=found) if found else []

    @cached_property
    def disclosing_below(self) -> set[int]:
        """Of these the body that is asked for, and all below it."""
        return {body.pk for body in self.disclosing if body.path.startswith(self.body.path)}

    def parameters(self, **changes) -> dict:
        own = {
            "q": self.text,
            "body": self.body.key if self.body else "",
            **{name: getattr(self, name) for name in ("item", "theme", "genre", "year", "validity")},
        }
        return {
            name: value
            for name, value in {**self.scope.parameters, **own, **changes}.items()
            if value not in ("", None, 0)
        }

    def url(self, path: str, **changes) -> str:
        query = urlencode(self.parameters(**changes))
        return f"{path}?{query}" if query else path

    def but(self, **changes) -> "Question":
        own = {one.name: getattr(self, one.name) for one in fields(self)}
        return Question(**{**own, **changes})


def body_of(key: str) -> Organisation | None:
    return Organisation.objects.filter(key=key[:60].replace("\0", "")).first() if key else None


def is_theme(text: str) -> bool:
    first, _, second = text.partition("/")
    return first in themes() and (not second or second in themes()[first]) and bool(resolve_theme(text))
