"""《…》 with what is nested in it: the outermost pairs of a text, in linear time."""

import re
from collections import deque

# Longer is no title but a bracket that was never closed.
MAX_TITLE = 220
BRACKET = re.compile(r"《|》|<<|>>")
# A title crosses at most two line breaks (a narrow page that was pasted) and no end of a sentence.
CLOSED = re.compile(r"[。!?;]|\n\s*\n|\n\s{0,9}[\d一二三四五六七八九十]{1,3}[、.]")


def outermost(text: str, most: int) -> list[tuple[int, int, int, int]]:
    """(start, end, inner start, inner end) of the first `most` 《…》 that lie in no other; `text` is plain."""
    pairs, opened = [], deque(maxlen=MAX_TITLE)
    for match in BRACKET.finditer(text):
        if match.group() in ("《", "<<"):
            opened.append(match.span())
            continue
        if not opened:
            continue
        start, inner_start = opened.pop()
        if match.start() - inner_start > MAX_TITLE or match.start() == inner_start:
            continue
        inner = text[inner_start : match.start()]
        if CLOSED.search(inner) or inner.count("\n") > 2:
            continue
        while pairs and pairs[-1][0] > start:
            pairs.pop()
        if len(pairs) == most:
            break
        pairs.append((start, match.end(), inner_start, match.start()))
    return pairs
