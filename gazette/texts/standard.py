"""标准文本: any HTML of ours or of old pages → the small strict XHTML that `IssueEntry` describes."""

import re

import nh3

from cms_core.html.rules import DROPPED_WITH_CONTENT, FOREIGN_TAGS, TAGS
from gazette.texts.addresses import Address, allowed, on
from gazette.texts.characters import UNSEEN, seen
from gazette.texts.depth import shallow
from gazette.texts.flat import flat_parts
from gazette.texts.inline import Run, tidy
from gazette.texts.parts import Cell, Figure, ItemList, Paragraph, Quote, Table
from gazette.texts.reader import Reader
from gazette.texts.recognise import recognise

KEPT = (set(TAGS) | set(FOREIGN_TAGS)) - set(DROPPED_WITH_CONTENT)
CLEANER = nh3.Cleaner(
    tags=KEPT,
    clean_content_tags=set(DROPPED_WITH_CONTENT),
    attributes={
        **{tag: {"style", "align", "class", "id"} for tag in KEPT},
        "a": {"href", "id"},
        "img": {"src", "alt"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
        "ol": {"start"},
    },
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    strip_comments=True,
)


def standard(html: str, *, base: str = "", address: Address | None = None) -> str:
    """`html` as standard text. Idempotent; never raises on bad markup; loses no word that a reader saw.

    Relative links are completed with `base`. `address` exchanges the addresses of pictures and links (a picture becomes
    `files/<name>`); without it only those that standard text may have stay.
    """
    html = UNSEEN.sub("", html)
    parts = flat_parts(html)
    return finished(read(html, on(base, address or allowed)) if parts is None else parts)


def read(html: str, address: Address) -> list:
    reader = Reader(address)
    reader.feed(CLEANER.clean(shallow(html)))
    reader.close()
    return reader.parts()


def standard_of_lines(lines: list[str]) -> str:
    """Plain text, a paragraph a line: the same as of its lines in p elements, sooner."""
    return finished([Paragraph(runs) for line in lines if (runs := tidy([Run("text", seen(line))]))])


def finished(parts: list) -> str:
    recognise(parts)
    number(parts)
    return "".join(part.write() for part in parts)


def number(parts: list) -> None:
    """s1, s2 … in the order of the text; links to the ids that were there before follow."""
    moved = {}
    count = 0
    for part in parts:
        if isinstance(part, Paragraph) and (part.tag != "p" or part.lead):
            count += 1
            part.id = f"s{count}"
            if part.wants:
                moved[f"#{part.wants}"] = f"#{part.id}"
    for part in parts:
        _follow(part, moved)


def _follow(part, moved):
    def runs(old):
        return [run._replace(href=moved.get(run.href, "")) if run.href.startswith("#") else run for run in old]

    if isinstance(part, Paragraph):
        part.runs = runs(part.runs)
    elif isinstance(part, Figure):
        part.caption = runs(part.caption)
    elif isinstance(part, Quote | Cell):
        for inner in part.parts:
            _follow(inner, moved)
    elif isinstance(part, ItemList):
        for item in part.items:
            item.runs = runs(item.runs)
            for inner in item.lists:
                _follow(inner, moved)
    elif isinstance(part, Table):
        part.caption = runs(part.caption)
        for _, cells in part.rows:
            for cell in cells:
                _follow(cell, moved)


def has_words(html: str) -> bool:
    return bool(re.sub(r"<[^>]*>", "", html).strip()) or "<img" in html
