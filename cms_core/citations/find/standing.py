"""Whether a mention is of a document, by its title and by what the text does with it."""

import re

from cms_core.citations.find.cues import one_of, pattern, words
from cms_core.citations.find.titles import is_document, is_paper, is_short, is_strong

HANDLED = re.compile(rf"{one_of(words('titles', 'handled'))}[^,;。《》\n]{{0,8}}$")
HANDLED_AFTER = pattern("titles", "handled_after")
CALLED = re.compile(rf"[\u4e00-\u9fa5]{one_of(words('titles', 'called'))}\s{{0,2}}$")
TO_COME = pattern("titles", "to_come")
ROW = re.compile(r"^\s*(?:[、,和与及或]|或者|以及)*\s*$")
BEFORE, AFTER = 24, 12


def papers_among(text: str, mentions) -> set[str]:
    """The titles that the text fills in, hands out or signs: a 《物品清单》 is then a form wherever it is named."""
    papers, previous = set(), None
    for mention in mentions:
        if mention.title and not mention.number and not is_strong(mention.title):
            between = text[previous.stop : mention.start][: BEFORE + 1] if previous else None
            in_row = previous is not None and previous.title in papers and len(between) < 6 and ROW.match(between)
            before, after = _around(text, mention)
            if in_row or HANDLED.search(before) or HANDLED_AFTER.match(after):
                papers.add(mention.title)
        previous = mention
    return papers


def is_mention_of_document(text: str, mention, papers) -> bool:
    """`papers` as found by `papers_among`. A number makes any title a document's."""
    if mention.is_own or is_short(mention.title):
        return False
    before, _ = _around(text, mention)
    if TO_COME.search(before):
        return False
    if mention.number:
        return True
    if mention.title in papers or is_paper(mention.title):
        return False
    return is_document(mention.title) or bool(CALLED.search(before))


def _around(text, mention):
    return text[max(0, mention.start - BEFORE) : mention.start], text[mention.stop : mention.stop + AFTER]
