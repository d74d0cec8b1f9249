"""What a reader asks of a list: filters and words from the address; an unknown value falls back to the widest."""

from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils import timezone

from cms_core.text.folding import fold
from disclosure.decisions.kinds import DecisionKind, LicenceCategory, PenaltyCategory
from disclosure.decisions.public.addresses import with_parameters
from disclosure.decisions.public.scopes import Scope

LONGEST = 60
MOST_PARTS = 5
SHORTEST_CODE = 6


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
            area=query.get("area", "")[:LONGEST] if scope.whole else "",
            body=query.get("body", "")[:LONGEST],
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

    def rows(self, without: str = ""):
        """`without` leaves one filter out: for the counts of its choices."""
        found = self.scope.rows(timezone.localdate())
        if self.area and without != "area":
            found = found.filter(government__key=self.area)
        if self.body and without != "body":
            found = found.filter(organisation__key=self.body)
        if self.category and without != "category":
            found = found.filter(self.of_category())
        if self.year and without != "year":
            found = found.filter(decided_on__year=int(self.year))
        return found.filter(matching(self.text)) if self.text else found

    def of_category(self) -> Q:
        if self.scope.kind == DecisionKind.LICENCE:
            return Q(category=self.category)
        return Q(category__contains=f";{self.category};")


def matching(text: str) -> Q:
    """Each part in the name as the public reads it, in the number, or a whole code; never in a masked name."""
    found = Q()
    for part in text.split()[:MOST_PARTS]:
        one = Q(shown_party__icontains=part) | Q(number_key__contains=fold(part))
        if len(part) >= SHORTEST_CODE and part.isascii():
            one |= Q(credit_code__iexact=part) | Q(organisation_code=part.replace("-", "").upper())
        found &= one
    return found
