"""A typed question: what must be there, what must not, which document number it names; bounded in length and parts."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.marks import ARTICLE, article_token, articles, asked_number, token
from cms_core.search.analysis.synonyms import MAX_SYNONYMS, Synonyms, none
from cms_core.search.analysis.tokens import pairs, phrase

MAX_LENGTH = 120
MAX_PARTS = 8
QUOTED = re.compile(r"(?:(?<=\s)|^)(?P<sign>[-－]?)[\"＂“](?P<text>[^\"＂“”]{1,120})[\"＂”](?=\s|$)")
EXCLUDED = re.compile(r"(?:(?<=\s)|^)[-－](?P<text>[^\s\-－]\S*)")


@dataclass(frozen=True)
class Part:
    """What must stand in a row: `tokens`, the last one only as a beginning where `prefix`; or `mark`, or any of
    `others`, in its place."""

    text: str  # folded
    tokens: tuple[str, ...] = ()
    prefix: bool = False
    mark: str = ""
    others: tuple["Part", ...] = ()

    @classmethod
    def of(cls, folded: str, **more) -> "Part":
        tokens, prefix = phrase(folded)
        return cls(folded, tuple(tokens), prefix, **more)


@dataclass(frozen=True)
class Number:
    key: str  # number_key
    part: Part

    @property
    def token(self) -> str:
        """As `marks` writes it behind its sign."""
        return token("#", self.key)[1:]


@dataclass(frozen=True)
class Question:
    """`text` as it was typed, cleaned and cut; `required` and `excluded` parts; nothing of it is HTML or syntax."""

    text: str = ""
    required: tuple[Part, ...] = ()
    excluded: tuple[Part, ...] = ()
    number: Number | None = None
    too_long: bool = False
    is_quoted: bool = False
    left_out: tuple[str, ...] = field(default=())  # parts beyond MAX_PARTS

    def __bool__(self):
        return bool(self.required or self.number)

    @cached_property
    def pairs(self) -> list[str]:
        """What the question is about in pairs and words, without the words that only ask; for finding any of them.

        An article is its mark, and not what its numerals are made of: 第十二条 and 第12条 then find the same.
        """
        number = [self.number.part] if self.number else []  # 财政部公告2020年第9号 may be written about without it
        asked = " ".join(part.text for part in [*number, *self.required])
        pieces = question_words().split(ARTICLE.sub(" ", asked))
        return [*articles(asked), *pairs(" ".join(pieces))] or pairs(asked)

    @cached_property
    def content(self) -> tuple[Part, ...]:
        """What is asked about, cut where the asking words stood: 哪些企业可以申请补贴 is 企业, 申请补贴."""
        pieces = (piece for part in self.required for piece in question_words().split(part.text))
        return tuple(Part.of(piece) for piece in dict.fromkeys(pieces) if len(piece) > 1)


def ask(typed: str, synonyms: Synonyms = none) -> Question:
    """The question that `typed` is, whatever it contains."""
    # Without halves of characters, which nothing takes that it is handed on to.
    whole = (typed or "").encode("utf-8", "replace").decode("utf-8")
    text = " ".join(whole.replace("\0", "").split())
    too_long, text = len(text) > MAX_LENGTH, text[:MAX_LENGTH]
    required, excluded = [], []
    for found in QUOTED.finditer(text):
        (excluded if found["sign"] else required).append(found["text"])
    rest = QUOTED.sub(" ", text)
    excluded += [found["text"] for found in EXCLUDED.finditer(rest)]
    rest = EXCLUDED.sub(" ", rest)
    number = None
    if asked := asked_number(rest):
        key, spelling = asked
        number = Number(key, Part.of(fold(spelling).rstrip("号 ")))
        rest = rest.replace(spelling, " ", 1)
    folded = [fold(phrase) for phrase in required] + [piece for word in rest.split() for piece in cut(fold(word))]
    parts = [part for part in (part_of(piece, synonyms) for piece in dict.fromkeys(folded)) if part.tokens or part.mark]
    return Question(
        text=text,
        required=tuple(parts[:MAX_PARTS]),
        excluded=tuple(part for part in (Part.of(fold(word)) for word in excluded[:MAX_PARTS]) if part.tokens),
        number=number,
        too_long=too_long,
        is_quoted=any(not found["sign"] for found in QUOTED.finditer(text)),
        left_out=tuple(part.text for part in parts[MAX_PARTS:]),
    )


def cut(folded: str) -> list[str]:
    """行政许可法第十二条 is 行政许可法 and 第十二条, which is found in other numerals too."""
    pieces, end = [], 0
    for found in ARTICLE.finditer(folded):
        pieces += [folded[end : found.start()], found.group()]
        end = found.end()
    return [piece for piece in [*pieces, folded[end:]] if piece]


def part_of(folded: str, synonyms: Synonyms) -> Part:
    article = ARTICLE.fullmatch(folded)
    others = tuple(Part.of(fold(other)) for other in list(synonyms(folded))[:MAX_SYNONYMS])
    return Part.of(folded, mark=article_token(article) if article else "", others=others)


@cache
def question_words() -> re.Pattern:
    path = Path(__file__).with_name("question_words.toml")
    words = tomllib.loads(path.read_text(encoding="utf-8"))["words"]
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r"|[\s?？!！。，,;；、:：]+")
