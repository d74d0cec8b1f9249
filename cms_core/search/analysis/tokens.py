"""Tokens of folded text: a run of Chinese gives its overlapping pairs and its last character, other writing its words.

行政许可 is 行政 政许 许可 可. A string of n characters is then the phrase of its n-1 pairs, one character is what
tokens begin with, and a phrase of tokens is found exactly where its string stands, with any punctuation within it.
"""

import re
from operator import add

from cms_core.search.analysis.characters import CJK, fold

RUN = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+")
FIRST_OF_CJK = "\u2e80"
# Longer words are cut, on both sides alike: digests and addresses pasted into a text are not worth their place.
LONGEST = 40


def tokens(folded: str) -> list[str]:
    """The tokens of folded text, in order, for the index."""
    found = []
    for run in RUN.findall(folded):
        if run[0] < FIRST_OF_CJK:
            found.append(run if len(run) <= LONGEST else run[:LONGEST])
        elif len(run) == 1:
            found.append(run)
        else:
            found += map(add, run, run[1:])
            found.append(run[-1])
    return found


def tokens_of(text: str) -> str:
    """`text` as the index is given it: its tokens parted by blanks."""
    return " ".join(tokens(fold(text)))


def phrase(folded: str) -> tuple[list[str], bool]:
    """The tokens that stand in a row wherever this folded string does, and whether the last is only a beginning."""
    found = tokens(folded)
    if not found or found[-1][0] < FIRST_OF_CJK:
        return found, False
    if len(found) > 1 and len(found[-2]) == 2 and found[-2][0] >= FIRST_OF_CJK:
        # The last run has a pair, which says what its last character would.
        return found[:-1], False
    return found, True


def pairs(folded: str) -> list[str]:
    """Each pair and word once, for asking whether any of them is there; lone characters say too little."""
    return list(dict.fromkeys(token for token in tokens(folded) if len(token) > 1 or token.isdigit()))
