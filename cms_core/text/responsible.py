"""责任单位 at the ends of paragraphs: (责任单位:省政府办公厅、省财政厅,各市、县(市、区)政府)."""

import re
from dataclasses import dataclass

START = re.compile(r"[(（]\s*(责任单位|责任部门|牵头单位|牵头部门|配合单位|责任主体|实施单位)\s*[:：]")
SEPARATOR = re.compile(r"[、,，;；]")
# Names that hold separators themselves.
TOGETHER = re.compile(r"各(?:设区)?市、县(?:[(（]市、区[)）])?(?:人民)?政府|各市、县\(市、区\)")


@dataclass(frozen=True)
class Responsible:
    label: str
    text: str
    names: tuple[str, ...]


def responsible_in(text: str) -> list[Responsible]:
    """One for each note in `text`; brackets inside the names are counted, so that 各市、县(市、区)政府 stays whole."""
    found = []
    for match in START.finditer(text):
        inner = _until_closed(text, match.end())
        if inner is not None:
            found.append(Responsible(match[1], " ".join(inner.split()), tuple(_names(inner))))
    return found


def _until_closed(text, start):
    depth = 1
    for place in range(start, min(len(text), start + 1000)):
        depth += (text[place] in "(（") - (text[place] in ")）")
        if depth == 0:
            return text[start:place]
    return None


def _names(text):
    kept = []

    def hide(match):
        kept.append(match[0])
        return f"\0{len(kept) - 1}\0"

    hidden = TOGETHER.sub(hide, text)
    for name in SEPARATOR.split(hidden):
        name = re.sub(r"\0(\d+)\0", lambda match: kept[int(match[1])], name).strip()
        if name:
            yield name
