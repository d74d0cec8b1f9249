"""The hierarchy of a text in Akoma Ntoso: part, chapter, section, article, paragraph, from its outline."""

import copy
import re

from cms_core.text.headings import ARTICLE, LEVELS, NUMERAL, numbered_level
from gazette.exports.akn_elements import make, write_block
from gazette.texts.outline import Heading, heading_of, nested
from gazette.texts.parsed import parsed

WORDS = {"编": "part", "章": "chapter", "节": "section"}
BY_LEVEL = {2: "chapter", 3: "section", 4: "paragraph"}
SHORT = {
    "part": "part",
    "chapter": "chp",
    "section": "sec",
    "article": "art",
    "paragraph": "para",
    "hcontainer": "hcont",
}
NUMBER = re.compile(rf"第{NUMERAL}[编章节]")


class Section:
    """A heading with the parts up to the next one of any level."""

    def __init__(self, heading: Heading, parts: list):
        self.heading, self.parts, self.eid = heading, parts, ""


class BodyWriter:
    """`opening` are the parts before the first heading. `root` is where the entry's files lie, absolute."""

    def __init__(self, html: str, root: str):
        self.root = root
        self.opening: list = []
        self.sections: dict[str, Section] = {}
        current = self.opening
        for part in parsed(html):
            heading = heading_of(part)
            if heading is None:
                current.append(part)
                continue
            section = Section(heading, [rest_of(part)] if heading.run_in else [])
            self.sections[heading.id] = section
            current = section.parts
        self.tree = nested([section.heading for section in self.sections.values()])
        self.name(self.tree, "")

    def name(self, branches, above: str) -> None:
        """eIds as the naming convention has them: chp_1__sec_2."""
        counts: dict[str, int] = {}
        for branch in branches:
            short = SHORT[element_of(branch.heading)]
            counts[short] = counts.get(short, 0) + 1
            section = self.sections[branch.heading.id]
            section.eid = f"{above}{short}_{counts[short]}"
            self.name(branch.children, f"{section.eid}__")

    def resolve(self, address: str) -> str:
        if address.startswith("#"):
            section = self.sections.get(address[1:])
            return f"#{section.eid}" if section else address
        return f"{self.root}{address}" if address.startswith("files/") else address

    def write_opening(self, parent) -> None:
        for part in self.opening:
            write_block(parent, part, self.resolve)

    def write_hierarchy(self, parent) -> None:
        for branch in self.tree:
            self.write_branch(parent, branch)

    def write_branch(self, parent, branch) -> None:
        heading, section = branch.heading, self.sections[branch.heading.id]
        tag = element_of(heading)
        made = make(parent, tag, eId=section.eid, name="title" if tag == "hcontainer" else "")
        number, words = split(heading.text)
        if number:
            make(made, "num", number)
        if words:
            make(made, "heading", words)
        if branch.children:
            if section.parts:
                self.write_parts(make(made, "intro"), section.parts)
            for child in branch.children:
                self.write_branch(made, child)
        else:
            self.write_parts(make(made, "content"), section.parts)

    def write_parts(self, parent, parts) -> None:
        for part in parts:
            write_block(parent, part, self.resolve)
        if not parts:
            make(parent, "p")


def element_of(heading: Heading) -> str:
    if ARTICLE.match(f"{heading.text} "):
        return "article"
    if match := NUMBER.match(heading.text):
        return WORDS[match[0][-1]]
    return BY_LEVEL[heading.level] if numbered_level(heading.text) else "hcontainer"


def split(text: str) -> tuple[str, str]:
    """(一、, 总体要求): the number and the words of a heading."""
    if match := ARTICLE.match(f"{text} "):
        return match[1], text[match.end(1) :].strip()
    match = NUMBER.match(text) or next((found for pattern, _ in LEVELS if (found := pattern.match(text))), None)
    if match is None or match[0] == "附则":
        return "", text
    return match[0], text[match.end() :].strip()


def rest_of(paragraph):
    """A paragraph without the heading that runs into it."""
    rest = copy.deepcopy(paragraph)
    bold = rest[0] if rest[0].tag == "strong" else rest[0][0]
    tail, bold.tail = bold.tail or "", None
    bold.getparent().remove(bold)
    if rest[0:1] and rest[0].tag == "a" and not len(rest[0]) and not (rest[0].text or ""):
        tail = (rest[0].tail or "") + tail
        rest.remove(rest[0])
    rest.text = (rest.text or "") + tail
    return rest
