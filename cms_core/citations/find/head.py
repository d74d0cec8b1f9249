"""The head of a text: its own title, said again, and its own number, which a page may not have been told."""

import re

from cms_core.citations.find.numbers import NumberSpan, number_spans
from cms_core.citations.find.plain import plain
from cms_core.citations.find.titles import NESTED

# Longer is no title; what comes after is no head.
MAX_TITLE, HEAD = 220, 800
# A sentence, an address, an item of a list, or a document with its number in brackets.
ENDED = re.compile(r"[。;:,!?\d]|[一二三四五六七八九十]、|\($")


def headings(text: str, title: str) -> list[tuple[int, int]]:
    """Where `text`, plain, repeats its own title, however its lines are broken: what is named in it is named by the
    title, not by the text. None of a title that names no other."""
    if len(title) > MAX_TITLE or not NESTED.search(title):
        return []
    characters = (re.escape(character) for character in plain(title) if not character.isspace())
    return [match.span() for match in re.finditer(r"\s{0,4}".join(characters), text[:HEAD])]


def number_at_head(text: str, title: str) -> NumberSpan | None:
    """The number after the own title, where at most names stand between them: 国家发展改革委, 【发布文号】."""
    head = text[:HEAD]
    if not title or not head.lstrip().startswith(plain(title)):
        return None
    number = next(iter(number_spans(head, 1)), None)
    if not number:
        return None
    own = "".join(plain(title).split())
    between = "".join(head[: number.start].split()).replace(own, "")
    # A second title is another document's, unless the own one was cut off before its 关于.
    return None if ENDED.search(between) or ("关于" in own and "关于" in between) else number
