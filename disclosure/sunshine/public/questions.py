"""What a reader asks of a domain's records: by address, each part checked; whatever is no answer is left out."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q

from cms_core.models import Organisation
from disclosure.sunshine.domains import Domain

LONGEST = 60
MOST_CHOICES = 40


@dataclass(frozen=True)
class Question:
    text: str = ""
    year: int | None = None
    category: str = ""
    stage: str = ""
    cursor: str = ""

    @classmethod
    def of(cls, query):
        year = query.get("of_year", "")
        return cls(
            text=" ".join(query.get("q", "").replace("\0", "").split())[:LONGEST],
            year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
            category=query.get("category", "").replace("\0", "")[:LONGEST],
            stage=query.get("stage", "").replace("\0", "")[:LONGEST],
            cursor=query.get("cursor", "")[:40],
        )

    @property
    def is_filtered(self) -> bool:
        return bool(self.text or self.year or self.category or self.stage)

    def matching(self, records):
        if self.year:
            records = records.filter(year=self.year)
        if self.category:
            records = records.filter(category=self.category)
        if self.stage:
            records = records.filter(stage=self.stage)
        for word in self.text.split()[:5]:
            # Bodies first, by themselves: with a join every record of the domain would be looked up in two tables.
            bodies = Organisation.objects.filter(name__icontains=word).order_by().values("pk")
            records = records.filter(Q(title__icontains=word) | Q(organisation__in=bodies))
        return records

    def takes(self, year, category, stage) -> bool:
        return (
            (not self.year or year == self.year)
            and (not self.category or category == self.category)
            and (not self.stage or stage == self.stage)
        )

    def parameters(self) -> dict:
        found = {"q": self.text, "of_year": self.year, "category": self.category, "stage": self.stage}
        return {name: value for name, value in found.items() if value}

    def url(self, path: str, **changed) -> str:
        told = self.parameters() | changed
        query = urlencode({name: value for name, value in told.items() if value not in ("", None)})
        return f"{path}{'&' if '?' in path else '?'}{query}" if query else path


def filters(domain: Domain, counts, question: Question, path: str, told: bool = True) -> list[dict]:
    """Choices with their counts among what the other filters leave, if these are `told`; a choice of one is none."""
    found = []
    for name, at, title in (("of_year", 0, "年度"), ("category", 1, ""), ("stage", 2, "")):
        field = None if at == 0 else domain.holding(name)
        if at and field is None:
            continue
        chosen = question.year if at == 0 else getattr(question, name)
        sums: dict = {}
        for row in counts:
            other = [row[0], row[1], row[2]]
            other[at] = chosen or other[at]
            if row[at] and question.takes(*other):
                sums[row[at]] = sums.get(row[at], 0) + row[3]
        if len(sums) < 2 and not chosen:
            continue
        labels = field.choices if field else {}
        keys = sorted(sums, reverse=True) if at == 0 else sorted(sums, key=lambda key: -sums[key])
        found.append(
            {
                "title": title or field.label,
                "any_url": question.url(path, **{name: ""}) if chosen else "",
                "chosen": f"{chosen}年" if at == 0 and chosen else labels.get(chosen, chosen),
                "choices": [
                    {
                        "title": f"{key}年" if at == 0 else labels.get(key, key),
                        "count": sums[key] if told else None,
                        "url": question.url(path, **{name: key}),
                        "active": key == chosen,
                    }
                    for key in keys[:MOST_CHOICES]
                ],
            }
        )
    return found
