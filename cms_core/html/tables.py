"""Tables scroll inside themselves: each outer one gets a frame that the keyboard can reach."""

import re

EDGE = re.compile(r"<(/?)table\b[^>]*>", re.IGNORECASE)
FRAME = '<div class="table-scroll" role="group" aria-label="表格，可左右滚动" tabindex="0">'


def frame_tables(html: str) -> str:
    """`html` is well-formed (the cleaner's output); tables inside tables are left alone."""
    parts, depth, position = [], 0, 0
    for match in EDGE.finditer(html):
        if match[1]:
            depth = max(0, depth - 1)
            if depth == 0:
                parts += [html[position : match.end()], "</div>"]
                position = match.end()
        else:
            if depth == 0:
                parts += [html[position : match.start()], FRAME]
                position = match.start()
            depth += 1
    parts.append(html[position:])
    return "".join(parts)
