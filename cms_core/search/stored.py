"""What of a record goes into which table; a stored row always gives the tokens again that it was indexed by."""

import zlib
from dataclasses import dataclass
from functools import lru_cache

from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.marks import articles, cited_numbers, own_number
from cms_core.search.analysis.readings import keys_of
from cms_core.search.analysis.tokens import tokens, tokens_of
from cms_core.search.record import Record

# A text of more characters is no page; what is beyond is not searched.
MAX_BODY = 2_000_000
# The same text is folded for its marks and for its tokens.
folded = lru_cache(maxsize=4)(fold)
# What few pages share is part of the words, where it narrows the search before anything is read.
SIGNS = {"site": "s", "portal": "p", "column": "c", "organisation": "o"}


@dataclass(frozen=True)
class Stored:
    """A row of `texts`; `marks` and `keys` parted by blanks, `body` compressed."""

    title: str
    body: bytes
    marks: str
    keys: str

    @classmethod
    def of(cls, record: Record) -> "Stored":
        title, body = clean(record.title), clean(record.body[:MAX_BODY])
        number, also = clean(record.number), [clean(text) for text in record.also]
        return cls(title, packed(body), " ".join(marks_of(title, body, number, also)), " ".join(keys_of(title, number)))

    def columns(self, facts: dict) -> tuple[str, str, str, str]:
        """title, body, marks and places, in tokens."""
        body = " ".join(tokens(folded(unpacked(self.body))))
        return tokens_of(self.title), body, self.marks, " ".join(place_tokens(facts))


def packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8"), 1)


def unpacked(body: bytes, characters: int | None = None) -> str:
    """The text, or about so many characters of its beginning."""
    if characters is None:
        return zlib.decompress(body).decode("utf-8")
    some = zlib.decompressobj().decompress(body, max(1, characters) * 4)
    return some.decode("utf-8", "ignore")[:characters]


def clean(text: str) -> str:
    """Without halves of characters, which no database takes."""
    return (text or "").encode("utf-8", "replace").decode("utf-8")


def marks_of(title: str, body: str, number: str, also: list[str]) -> list[str]:
    own = own_number(number)
    marks = [own] if own else []
    for other in (number, *also):
        if found := tokens(fold(other)):
            # The sign keeps a phrase from running from one text into the next.
            marks += [*found, "="]
    return [
        *marks,
        *cited_numbers(f"{title}\n{body}"),
        *dict.fromkeys([*articles(fold(title)), *articles(folded(body))]),
    ]


def number_in(marks: str) -> str:
    """The page's own number, which stands first."""
    return marks.partition(" ")[0][1:] if marks.startswith("#") else ""


def place_tokens(facts: dict) -> list[str]:
    return [f"={sign}{facts[name]}" for name, sign in SIGNS.items()]
