"""Search of titles and document numbers in the catalogue, until the search room takes over; bounded in every way."""

import re
import unicodedata
from dataclasses import dataclass, field
from html import escape

from django.db.models import Q
from django.utils.safestring import mark_safe

from cms_core.catalogue.cursor import Cursor
from cms_core.catalogue.window import window
from cms_core.catalogue.years import parse_year
from cms_core.models.entries import Entry, EntryKind
from cms_core.text.document_numbers import key_of
from cms_core.text.folding import INVISIBLE

# Typed around a whole title as often as within it, and there straight for curly: they only part words.
QUOTES = re.compile('["“”＂\\0]')
# 浙政发2026 161号, as it is typed where the brackets are hard to find; asked only, never stored so.
UNBRACKETED = re.compile(
    r"(?P<letters>[\u4e00-\u9fa5]{2,16}) ?(?P<year>(?:19|20)\d{2})[年 ]*第? ?(?P<serial>\d{1,5}) ?号?"
)
MAX_LENGTH = 100
MAX_TERMS = 6
SIZE = 20
COUNTED = 1000


@dataclass(frozen=True)
class Question:
    """What was asked, cleaned: unknown values fall back to the widest."""

    text: str = ""
    everywhere: bool = False
    kind: str = ""
    year: int | None = None
    cursor: Cursor | None = None
    too_long: bool = False
    terms: list = field(default_factory=list)

    @classmethod
    def of(cls, query):
        """From a QueryDict."""
        raw = " ".join(QUOTES.sub(" ", INVISIBLE.sub("", query.get("q", ""))).split())
        text = raw[:MAX_LENGTH]
        return cls(
            text=text,
            everywhere=query.get("scope") == "all",
            kind=query.get("kind") if query.get("kind") in EntryKind.values else "",
            year=parse_year(query.get("year", "")),
            cursor=Cursor.parse(query.get("cursor", "")),
            too_long=len(raw) > MAX_LENGTH,
            terms=text.split()[:MAX_TERMS],
        )

    def parameters(self, **changes) -> dict:
        """For the address of the same question, changed; the first page unless `cursor` is given."""
        own = {
            "q": self.text,
            "scope": "all" if self.everywhere else "",
            "kind": self.kind,
            "year": self.year or "",
        }
        return {name: value for name, value in {**own, **changes}.items() if value}


@dataclass(frozen=True)
class Answer:
    """`total` stops counting at COUNTED + 1; `previous` and `next` are cursors, None where there is no such page."""

    entries: list
    total: int
    previous: str | None = None
    next: str | None = None

    @property
    def more_than_counted(self):
        return self.total > COUNTED


def ask(question: Question, site_home) -> Answer:
    """Three queries at most, none for an empty question."""
    if not question.terms:
        return Answer([], 0)
    found = matching(question, site_home)
    total = found.order_by()[: COUNTED + 1].count()
    page = window(found, question.cursor, SIZE)
    return Answer(page.entries, total, page.previous, page.next)


def matching(question: Question, site_home):
    """Visible entries with every word in the title, or with the document number."""
    entries = Entry.objects.visible()
    if not question.everywhere:
        entries = entries.of_site(site_home)
    if question.kind:
        entries = entries.of_kind(question.kind)
    if question.year:
        entries = entries.of_year(question.year)
    number = asked_number(question.text)
    condition = Q(document_key__contains=number) | Q(index_number=question.text)
    words = Q()
    for term in question.terms:
        words &= titled(term)
    return entries.filter(words | condition) if number else entries.filter(words)


def titled(text: str) -> Q:
    """In the title. Chinese has no case: not folding it, PostgreSQL reads 10,000 titles in a quarter of the time."""
    return Q(title__contains=text) if text.upper() == text.lower() else Q(title__icontains=text)


def asked_number(text: str) -> str:
    """What the key of the document number must contain: any text may be a part of one."""
    return key_of(bracketed(text))


def bracketed(text: str) -> str:
    """A document number typed without its brackets, with them; any other text as it is."""
    parts = UNBRACKETED.fullmatch(unicodedata.normalize("NFKC", text))
    return "{letters}〔{year}〕{serial}号".format(**parts.groupdict()) if parts else text


def marked(text: str, terms) -> str:
    """`text` as safe HTML with the words that were looked for in <mark>."""
    if not terms:
        return mark_safe(escape(text))
    wanted = re.compile("|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True)), re.IGNORECASE)
    pieces, end = [], 0
    for match in wanted.finditer(text):
        pieces += [escape(text[end : match.start()]), f"<mark>{escape(match[0])}</mark>"]
        end = match.end()
    return mark_safe("".join([*pieces, escape(text[end:])]))
