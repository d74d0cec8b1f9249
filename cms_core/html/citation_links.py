"""Turns the spellings of citations in rendered HTML into links: in running text only, never in links or headings.

One pass over tags and text between them; what is not a citation is handed on as it was, byte for byte.
"""

import re
from collections.abc import Mapping
from html import escape, unescape

# A tag, with whatever its quoted values hold; comments too.
TAG = re.compile(r"<!--.*?-->|</?([a-zA-Z][a-zA-Z0-9-]*)(?:\"[^\"]*\"|'[^']*'|[^'\">])*>", re.DOTALL)
CLOSED = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "button", "script", "style", "textarea", "title", "svg"})
SHORTEST = 3


def link_citations(html: str, links: Mapping[str, str]) -> str:
    """`html` with a link around each spelling that is a key of `links` (spelling to address)."""
    spellings = {"".join(spelling.split()): url for spelling, url in links.items() if len(spelling) >= SHORTEST}
    if not spellings:
        return html
    pattern = pattern_of(links)
    parts, position, closed = [], 0, 0
    for tag in TAG.finditer(html):
        parts.append(_linked(html[position : tag.start()], pattern, spellings, closed))
        parts.append(tag[0])
        position = tag.end()
        if tag[1] and tag[1].lower() in CLOSED:
            closed = max(0, closed - 1) if tag[0].startswith("</") else closed + 1
    parts.append(_linked(html[position:], pattern, spellings, closed))
    return "".join(parts)


def pattern_of(spellings) -> re.Pattern:
    """Any of them, the longest first; blanks in the text may be of any kind and number."""
    ordered = sorted((one for one in spellings if len(one) >= SHORTEST), key=len, reverse=True)
    return re.compile("|".join(r"\s{1,8}".join(map(re.escape, one.split())) for one in ordered))


def _linked(text: str, pattern, spellings, closed: int) -> str:
    if closed or len(text) < SHORTEST:
        return text
    plain = unescape(text)
    parts, position = [], 0
    for match in pattern.finditer(plain):
        url = spellings.get("".join(match[0].split()))
        if url:
            parts.append(escape(plain[position : match.start()], quote=False))
            parts.append(f'<a class="citation" href="{escape(url)}">{escape(match[0], quote=False)}</a>')
            position = match.end()
    if not parts:
        return text
    return "".join([*parts, escape(plain[position:], quote=False)])
