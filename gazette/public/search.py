"""Search of the gazette: titles and document numbers of published entries, by year and part; bounded in every way.

"提供目录导航和内容检索" (国办发〔2018〕22号, G6).
"""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from cms_core.catalogue.years import parse_year
from cms_core.text.document_numbers import normalise
from cms_core.text.folding import INVISIBLE
from gazette.models import IssueEntry
from gazette.public.contents import HEAVY
from gazette.public.titles import MAX_LENGTH, MAX_TERMS, QUOTES, asked_number, bracketed, titled
from gazette.states import IssueState

SIZE = 20
# Nobody reads further; whoever looks for more names a year.
MOST_PAGES = 25


@dataclass(frozen=True)
class Question:
    """What was asked, cleaned: unknown values fall back to the widest."""

    text: str = ""
    year: int | None = None
    part: int | None = None
    page: int = 1
    too_long: bool = False
    terms: list = field(default_factory=list)

    @classmethod
    def of(cls, query):
        raw = " ".join(QUOTES.sub(" ", INVISIBLE.sub("", query.get("q", ""))).split())
        text = raw[:MAX_LENGTH]
        return cls(
            text=text,
            year=parse_year(query.get("year", "")),
            part=small_number(query.get("part", "")),
            page=min(small_number(query.get("page", "")) or 1, MOST_PAGES),
            too_long=len(raw) > MAX_LENGTH,
            terms=text.split()[:MAX_TERMS],
        )

    @property
    def numbers(self) -> list[str]:
        """Document numbers that were typed in another spelling, in that of titles: 关于…〔2026〕165号的更正."""
        asked = {bracketed(self.text), *self.terms}
        return sorted({normalise(one) for one in asked} - {self.text, *self.terms})

    def parameters(self, **changes) -> dict:
        """For the address of the same question, changed; the first page unless `page` is given."""
        own = {"q": self.text, "year": self.year or "", "part": self.part or ""}
        return {name: value for name, value in {**own, **changes}.items() if value}


@dataclass(frozen=True)
class Answer:
    """`years`: how many results each year has, newest first, of all years; `total` those of the year asked for."""

    entries: list
    total: int
    years: dict[int, int]
    has_next: bool


def small_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) <= 9 else None


def ask(question: Question, gazette) -> Answer:
    """Two queries; none for an empty question."""
    if not question.terms:
        return Answer([], 0, {}, False)
    found = matching(question, gazette)
    rows = found.order_by("-issue__year").values_list("issue__year").annotate(Count("pk"))
    years = dict(rows)
    wanted = found.filter(issue__year=question.year) if question.year else found
    wanted = wanted.select_related("issue", "part", "page__entry").defer(*HEAVY, "issue__note")
    wanted = wanted.order_by("-issue__year", "-issue__number", "number")
    start = (question.page - 1) * SIZE
    entries = list(wanted[start : start + SIZE + 1])
    total = years.get(question.year, 0) if question.year else sum(years.values())
    return Answer(entries[:SIZE], total, years, len(entries) > SIZE and question.page < MOST_PAGES)


def matching(question: Question, gazette):
    """Every word in the title, or the document number in any spelling: its own, or one that the title names."""
    entries = IssueEntry.objects.filter(issue__gazette=gazette, issue__state=IssueState.PUBLISHED)
    if question.part:
        entries = entries.filter(part=question.part)
    number = asked_number(question.text)
    words = Q()
    for term in question.terms:
        words &= in_title(term)
    words |= in_title(bracketed(question.text))
    return entries.filter(words | Q(document_key__contains=number)) if number else entries.filter(words)


def in_title(text: str):
    """In the title, as it was typed or in the one spelling of document numbers."""
    found, number = titled(text), normalise(text)
    return found if number == text else found | titled(number)
