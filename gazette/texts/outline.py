"""The outline of a standard text: its headings, and those that run into their paragraphs."""

from dataclasses import dataclass, field

from cms_core.text.headings import ARTICLE, numbered_level
from gazette.texts.parsed import HEADINGS, parsed, words


@dataclass(frozen=True)
class Heading:
    """`level` 2 to 4 as in 公文 (一、 2, （一） 3, 1. 4; 章 2, 节 3, 条 4). `run_in`: it opens a paragraph."""

    level: int
    text: str
    id: str
    run_in: bool = False

    @property
    def is_article(self) -> bool:
        """第一条: there may be a hundred; a table of contents leaves them out."""
        return self.run_in and bool(ARTICLE.match(f"{self.text} "))


@dataclass
class Branch:
    heading: Heading
    children: list["Branch"] = field(default_factory=list)


def outline_of(html: str) -> list[Heading]:
    """All headings in their order. Of a paragraph with an id the bold beginning is the heading."""
    return [heading for part in parsed(html) if (heading := heading_of(part)) is not None]


def heading_of(part) -> Heading | None:
    number = part.get("id", "")
    if part.tag in HEADINGS:
        return Heading(HEADINGS[part.tag], words(part), number)
    if part.tag != "p" or not number:
        return None
    text = lead_of(part)
    return Heading(numbered_level(text) or 4, text, number, run_in=True) if text else None


def lead_of(paragraph) -> str:
    """The bold words that a paragraph begins with; a link may stand within or around them."""
    text = ""
    if (paragraph.text or "").strip():
        return ""
    for child in paragraph:
        bold = child if child.tag == "strong" else child[0] if child.tag == "a" and len(child) else None
        if bold is None or bold.tag != "strong" or (child is not bold and child.text):
            break
        text += words(bold)
        if bold.tail or child.tail:
            break
    return text


def nested(headings: list[Heading]) -> list[Branch]:
    """As a tree. An unnumbered title before numbered ones of its level (that of an annexed text) holds them."""
    top: list[Branch] = []
    open_: list[tuple[tuple[int, int], Branch]] = []
    for heading in headings:
        titled = heading.level == 2 and numbered_level(heading.text) is None
        rank = (heading.level, 0 if titled else 1)
        branch = Branch(heading)
        while open_ and open_[-1][0] >= rank:
            open_.pop()
        (open_[-1][1].children if open_ else top).append(branch)
        open_.append((rank, branch))
    return top
