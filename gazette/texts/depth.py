"""Hostile nesting: a parser takes time with the square of it, so what lies too deep loses its tags first."""

import re

from cms_core.html.rules import words

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
DEEPEST = 300
# They close by themselves, or have nothing to close.
UNCOUNTED = words(
    "p li td th tr dt dd thead tbody tfoot colgroup option br hr img col input meta link base area wbr source"
)


def shallow(html: str) -> str:
    """`html` as it is, unless elements nest deeper than 300: those below become their text."""
    depth = deepest = 0
    for match in TAG.finditer(html):
        if match[2].lower() not in UNCOUNTED:
            depth = max(0, depth - 1) if match[1] else depth + 1
            deepest = max(deepest, depth)
    return html if deepest <= DEEPEST else _without_the_deep(html)


def _without_the_deep(html):
    depth = 0

    def kept(match):
        nonlocal depth
        if match[2].lower() in UNCOUNTED:
            return match[0]
        if match[1]:
            depth = max(0, depth - 1)
            return match[0] if depth < DEEPEST else ""
        depth += 1
        return match[0] if depth <= DEEPEST else ""

    return TAG.sub(kept, html)
