"""Turns the spellings of citations in rendered HTML into links: in running text only, never in links or headings.

One pass over tags and text between them; what is not a citation is handed on as it was, byte for byte. A citation may
run over inline tags, as pasted texts have them: 《关于<b>会议</b>的通知》 is one link.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape

# A tag, with whatever its quoted values hold; comments too.
TAG = re.compile(r"<!--.*?-->|</?([a-zA-Z][a-zA-Z0-9-]*)(?:\"[^\"]*\"|'[^']*'|[^'\">])*>", re.DOTALL)
CLOSED = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "button", "script", "style", "textarea", "title", "svg"})
INLINE = frozenset({"b", "strong", "i", "em", "u", "s", "span", "font", "mark", "small", "sub", "sup", "ins"})
SHORTEST = 3
Link = tuple[int, int, str]  # from, to (in the plain text of a run), address


@dataclass(slots=True)
class Piece:
    """`raw` as it stands in the HTML; of text also what it says, and where that begins in its run."""

    raw: str
    tag: str = ""
    text: str = ""
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def link_citations(html: str, links: Mapping[str, str]) -> str:
    """`html` with a link around each spelling that is a key of `links` (spelling to address)."""
    spellings = {"".join(spelling.split()): url for spelling, url in links.items() if len(spelling) >= SHORTEST}
    if not spellings:
        return html
    pattern = pattern_of(links)
    parts, run, closed = [], [], 0
    for piece in pieces_of(html):
        if not piece.tag or piece.tag in INLINE:
            run.append(piece)
            continue
        parts += [_raw(run) if closed else _linked(run, pattern, spellings), piece.raw]
        run = []
        if piece.tag in CLOSED:
            closed = max(0, closed - 1) if piece.raw.startswith("</") else closed + 1
    parts.append(_raw(run) if closed else _linked(run, pattern, spellings))
    return "".join(parts)


def pieces_of(html: str) -> Iterator[Piece]:
    position = 0
    for tag in TAG.finditer(html):
        if position < tag.start():
            yield Piece(html[position : tag.start()])
        yield Piece(tag[0], (tag[1] or "!").lower())
        position = tag.end()
    if position < len(html):
        yield Piece(html[position:])


def pattern_of(spellings) -> re.Pattern:
    """Any of them, the longest first; blanks in the text may be of any kind and number."""
    ordered = sorted((one for one in spellings if len(one) >= SHORTEST), key=len, reverse=True)
    return re.compile("|".join(r"\s{1,8}".join(map(re.escape, one.split())) for one in ordered))


def _raw(run: list[Piece]) -> str:
    return "".join(piece.raw for piece in run)


def _linked(run: list[Piece], pattern, spellings) -> str:
    plain = _read(run)
    if len(plain) < SHORTEST:
        return _raw(run)
    links, starts = [], [piece.start for piece in run]
    for match in pattern.finditer(plain):
        if url := spellings.get("".join(match[0].split())):
            links.append((*_place(run, starts, *match.span()), url))
    return _written(run, links) if links else _raw(run)


def _read(run: list[Piece]) -> str:
    """What the run says; tells each of its pieces where it stands in that."""
    position = 0
    for piece in run:
        piece.start = position
        if not piece.tag:
            piece.text = unescape(piece.raw)
            position += len(piece.text)
    return "".join(piece.text for piece in run)


def _place(run: list[Piece], starts: list[int], start: int, end: int) -> tuple[int, int]:
    """Where the link goes: around all of it, or, where tags begin inside and end outside, around its longest piece."""
    after = bisect_right(starts, start)
    inside = run[after : bisect_left(starts, end, lo=after)]
    if _balanced(inside):
        return start, end
    spans = [(max(start, piece.start), min(end, piece.end)) for piece in (run[after - 1], *inside) if not piece.tag]
    return max(spans, key=lambda span: span[1] - span[0])


def _balanced(pieces: list[Piece]) -> bool:
    open_tags = 0
    for piece in pieces:
        if piece.tag:
            open_tags += -1 if piece.raw.startswith("</") else 1
            if open_tags < 0:
                return False
    return not open_tags


def _written(run: list[Piece], links: list[Link]) -> str:
    """The run with these links, which follow one another."""
    marks = [mark for start, end, url in links for mark in ((start, True, url), (end, False, url))]
    parts, at = [], 0
    for piece in run:
        if piece.tag or at == len(marks) or marks[at][0] > piece.end:
            parts.append(piece.raw)
            continue
        position = piece.start
        # A link opens in the piece in which it begins, and closes in the one in which it ends.
        while at < len(marks) and (marks[at][0] < piece.end or (marks[at][0] == piece.end and not marks[at][1])):
            where, opens, url = marks[at]
            parts.append(escape(piece.text[position - piece.start : where - piece.start], quote=False))
            parts.append(f'<a class="citation" href="{escape(url)}">' if opens else "</a>")
            position, at = where, at + 1
        parts.append(escape(piece.text[position - piece.start :], quote=False))
    return "".join(parts)
