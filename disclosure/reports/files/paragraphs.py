"""The rich text of a part as paragraphs for print: what the editor can make (bold, lists, links), nothing else."""

from dataclasses import dataclass

from lxml import html

BLOCKS = {"p", "li", "h2", "h3", "h4", "div"}


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False


def paragraphs_of(source: str) -> list[list[Run]]:
    """One list of runs a paragraph; items of a list begin with their mark. Empty paragraphs are left out."""
    if not source.strip():
        return []
    found: list[list[Run]] = []
    root = html.fragment_fromstring(source, create_parent="div")
    for element in root.iter():
        if element.tag in BLOCKS and element is not root and not any(one.tag in BLOCKS for one in element):
            runs = [Run(mark_of(element)), *runs_of(element)]
            runs = [run for run in runs if run.text]
            if any(run.text.strip() for run in runs):
                found.append(runs)
    return found


def mark_of(element) -> str:
    if element.tag != "li":
        return ""
    parent = element.getparent()
    if parent is None or parent.tag != "ol":
        return "· "
    return f"{[one for one in parent if one.tag == 'li'].index(element) + 1}. "


def runs_of(element, bold: bool = False):
    bold = bold or element.tag in {"b", "strong"}
    if element.text:
        yield Run(element.text, bold)
    for one in element:
        if one.tag == "br":
            yield Run("\n", bold)
        else:
            yield from runs_of(one, bold)
        if one.tail:
            yield Run(one.tail, bold)
