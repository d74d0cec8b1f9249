"""Results as the page shows them: only of what the public may see now, in the order of the engine."""

import re
from collections.abc import Iterable, Iterator

from cms_core.search import highlights
from cms_core.search.analysis.question import Question
from cms_core.search.found import Found, Hit
from cms_core.search.sources import results_of as shown_of

# A page of results of long laws must not cost more than its search: so much text is read for its passages in all.
READ_IN_ALL = 300_000
AFTER_SIGNS = re.compile(r"(?<=[。！？；：，、）》」』】〕”]) +")


def results_of(found: Found, question: Question) -> list[dict]:
    """The values of `sources.NOTHING`; `marked_title` and `passage` are (text, whether looked for), unescaped.

    A fixed number of queries. What was withdrawn since the index was told is left out.
    """
    shown = shown_of(hit.page for hit in found.hits)
    read = READ_IN_ALL // max(1, len(shown))
    return [
        {**shown[hit.page], **marked(hit, shown[hit.page]["title"], question, found.loose, read)}
        for hit in found.hits
        if hit.page in shown
    ]


def marked(hit: Hit, title: str, question: Question, loose: bool, read: int) -> dict:
    return {
        "marked_title": list(highlights.title(title, question, loose).pieces()),
        "passage": pieces(highlights.passage(hit.opening(read), question, loose)),
    }


def pieces(passage: highlights.Passage) -> list[tuple[str, bool]]:
    start, end = passage.cut
    return [*([("……", False)] if start else []), *tight(passage.pieces()), *([("……", False)] if end else [])]


def tight(found: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Without the blanks that stand for the ends of paragraphs where a full-width sign leaves room enough."""
    before = ""
    for text, wanted in found:
        text = AFTER_SIGNS.sub("", before + text)[len(before) :]
        before = text[-1:]
        yield text, wanted
