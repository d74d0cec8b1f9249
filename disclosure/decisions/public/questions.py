"""What a reader asks of a list: filters and words from the address; an unknown value falls back to the widest."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import timezone

from cms_core.models import Organisation
from disclosure.decisions.kinds import DecisionKind, LicenceCategory, PenaltyCategory
from disclosure.decisions.public.addresses import with_parameters
from disclosure.decisions.public.scopes import Scope
from disclosure.decisions.shelves import FACETS
from disclosure.decisions.tables import model_of
from disclosure.shelves.counting import Counts, Found, counted
from disclosure.shelves.words import saying, words_of

LONGEST = 60


def categories_of(kind: str):
    return LicenceCategory if kind == DecisionKind.LICENCE else PenaltyCategory


@dataclass(frozen=True)
class Question:
    scope: Scope
    area: str = ""
    body: str = ""
    category: str = ""
    year: str = ""
    text: str = ""
    cursor: str = ""

    @classmethod
    def of(cls, query, scope: Scope):
        category, year = query.get("category", ""), query.get("year", "")
        return cls(
            scope,
            area=query.get("area", "").replace("\0", "")[:LONGEST] if scope.whole else "",
            body=query.get("body", "").replace("\0", "")[:LONGEST],
            category=category if category in categories_of(scope.kind).values else "",
            year=year if year.isascii() and year.isdecimal() and len(year) == 4 else "",
            text=" ".join(query.get("q", "").replace("\0", "").split())[:LONGEST],
            cursor=query.get("cursor", "")[:40],
        )

    @property
    def is_filtered(self) -> bool:
        return bool(self.area or self.body or self.category or self.year or self.text)

    def parameters(self) -> dict:
        own = {"area": self.area, "body": self.body, "category": self.category, "year": self.year, "q": self.text}
        return {**self.scope.parameters, **{name: value for name, value in own.items() if value}}

    def url(self, path: str, **changes) -> str:
        cursor = changes.pop("cursor", "")
        renamed = {("text" if name == "q" else name): value for name, value in changes.items()}
        return with_parameters(path, **replace(self, **renamed).parameters(), cursor=cursor)

    @cached_property
    def named(self) -> dict[str, int]:
        """{key: id} of area and body; one query where one is chosen."""
        keys = [key for key in (self.area, self.body) if key]
        return dict(Organisation.objects.filter(key__in=keys).values_list("key", "pk")) if keys else {}

    @cached_property
    def found(self) -> list[Found]:
        """What is public today of all that is asked; of the shelves of the scope."""
        words, today, answers = words_of(self.text), timezone.localdate(), []
        for shelf in self.scope.shelves.values():
            within = self.scope.within(shelf, today)
            if words and within:
                within &= saying(shelf, words)
            if within:
                chosen = {name: shelf.bits.get((name, value), 0) for name, value in self.chosen.items()}
                answers.append(Found(shelf, within, chosen))
        return answers

    @property
    def chosen(self) -> dict[str, object]:
        """{facet: what it is on a shelf}, 0 for a body that is none."""
        own = {"category": self.category, "year": int(self.year or 0)}
        own |= {name: self.named.get(getattr(self, name), 0) for name in ("area", "body")}
        return {name: value for name, value in own.items() if getattr(self, name)}

    @cached_property
    def counts(self) -> Counts:
        return counted(self.found, FACETS)

    def read(self, pks: Iterable[int]) -> list:
        """In this order; what was taken down since they were found is left out. One query."""
        rows = model_of(self.scope.kind).objects.public(timezone.localdate()).in_bulk(list(pks))
        return [rows[pk] for pk in pks if pk in rows]
