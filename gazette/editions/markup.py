"""Standard text as data for typesetting: a tree of plain lists, in which no text is ever read as typst code.

The strict XHTML is told by `gazette.models.IssueEntry`. What it does not know keeps its text and loses its shape.
Blocks: ["p", kind, inline, id], ["h", rank, style, bookmark level, id, inline], ["list", ordered, start, items],
["quote", blocks], ["figure", picture, alternative, caption], ["table", {…}], ["sign", lines]. Inline: a string, or
[name, inline], ["br"], ["link", address, inline], ["goto", id, inline], ["picture", picture, alternative].
"""

import re

from lxml import etree

from cms_core.text.headings import ARTICLE, numbered_level
from cms_core.typesetting.characters import for_print
from gazette.editions import tables
from gazette.errors import EditionFailed

HEADINGS = {"h2": 1, "h3": 2, "h4": 3}
MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "sub": "sub", "sup": "sup"}
KINDS = {"salutation", "note", "centred", "signature", "date"}
BLOCKS = {*HEADINGS, "p", "ul", "ol", "table", "blockquote", "figure", "div", "section"}
CHAPTER = re.compile(r"^第[〇零一二三四五六七八九十百千\d]+[编章节]")
PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": True, "remove_comments": True, "remove_pis": True}
# Deeper than any document is; beyond it only the text is kept.
DEEPEST = 24
# Each takes four characters off the line.
DEEPEST_QUOTE = 3
# 序号, amounts, names: in the middle of their cell.
SHORT_CELL = 8


class Markup:
    """`pictures`: names as they stand in img src → file for the typesetter; `address`: of the entry, for its files.

    Ids are made unique in the issue by `prefix`; `level` is the bookmark level of the title above the text.
    """

    def __init__(self, html: str, *, prefix: str, pictures: dict[str, dict], address: str, level: int = 2):
        self.prefix, self.pictures, self.address, self.level = prefix, pictures, address, level
        try:
            self.root = etree.fromstring(f"<div>{html}</div>", etree.XMLParser(**PARSER))
        except etree.XMLSyntaxError as error:
            raise EditionFailed(f"标准文本不是规范的 XHTML（{error.msg}），请退回重新送审。") from None
        self.ids = {element.get("id") for element in self.root.iter() if element.get("id")}

    def blocks(self) -> list:
        return signed(self.children(self.root))

    def children(self, element, depth: int = 0) -> list:
        """Block children; text that stands between them becomes a paragraph of its own."""
        if depth > DEEPEST:
            return paragraph("", [for_print("".join(element.itertext()))])
        found, loose = [], [for_print(element.text or "")]
        for child in element:
            if child.tag in BLOCKS:
                found += paragraph("", loose) + self.block(child, depth)
                loose = []
            else:
                loose += self.inline_element(child, depth)
            loose.append(for_print(child.tail or ""))
        return found + paragraph("", loose)

    def block(self, element, depth: int) -> list:
        tag = element.tag
        if tag == "p":
            return self.paragraph(element, depth)
        if tag in HEADINGS:
            return self.heading(element, depth)
        if tag in {"ul", "ol"}:
            items = [self.children(item, depth + 1) for item in element if isinstance(item.tag, str)]
            return [["list", tag == "ol", tables.span(element, "start"), [item for item in items if item]]]
        if tag == "blockquote":
            inside = self.children(element, depth + 1)
            return inside if depth >= DEEPEST_QUOTE else [["quote", inside]]
        if tag == "figure":
            return self.figure(element, depth)
        if tag == "table":
            return self.table(element, depth)
        return self.children(element, depth + 1)

    def paragraph(self, element, depth: int) -> list:
        kind, inline = element.get("class", ""), stripped(self.inline(element, depth))
        if inline and element.get("id") and inline[0][0] == "strong":
            # 第一条, （一）加强领导。: a heading that runs on has the face of its level.
            inline = [["lead", lead_face(text_of(inline[:1])), inline[0][1]], *inline[1:]]
        return paragraph(kind if kind in KINDS else "", inline, self.name_of(element))

    def name_of(self, element) -> str:
        return f"{self.prefix}-{element.get('id')}" if element.get("id") else ""

    def heading(self, element, depth: int) -> list:
        inline = stripped(self.inline(element, depth))
        if not inline:
            return []
        # A bookmark hangs on the one above it: levels that the text leaves out are closed up (PDF/UA-1, 7.4.2).
        wanted = HEADINGS[element.tag]
        self.open = [style for style in getattr(self, "open", []) if style < wanted] + [wanted]
        text = text_of(inline)
        style = "chapter" if CHAPTER.match(text) and wanted < 3 else "plain"
        if wanted == 1 and style == "plain" and numbered_level(text) is None:
            style = "annex"
        return [["h", wanted, style, self.level + len(self.open), self.name_of(element), inline]]

    def figure(self, element, depth: int) -> list:
        caption = [part for child in element.iter("figcaption") for part in self.inline(child, depth)]
        images = list(element.iter("img"))
        found = []
        for number, image in enumerate(images):
            last = caption if number == len(images) - 1 else []
            alternative = image.get("alt", "").strip() or text_of(caption) or "图片"
            picture = self.picture(image)
            found += [["figure", picture, for_print(alternative), stripped(last)]] if picture else []
        others = [child for child in element if child.tag not in {"img", "figcaption"}]
        return found + [block for child in others for block in self.block(child, depth + 1)]

    def table(self, element, depth: int) -> list:
        caption = [part for child in element.iterchildren("caption") for part in self.inline(child, depth)]
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        head = [row for row in rows if row.getparent().tag == "thead"]
        body = [row for row in rows if row.getparent().tag != "thead"]
        if not head and len(body) > 1 and is_head(body[0]):
            head, body = body[:1], body[1:]
        sections = [tables.place([list(row.iterchildren("td", "th")) for row in part]) for part in (head, body)]
        cells = [cell for section in sections for cell in section]
        if not cells:
            return paragraph("centred", caption)
        columns = max(cell.x + cell.width for cell in cells)
        widths = tables.widths_of(columns, [(cell, "".join(cell.element.itertext()).strip()) for cell in cells])
        return [
            [
                "table",
                {
                    "caption": stripped(caption),
                    "widths": widths,
                    "size": tables.size_of(columns),
                    "turned": columns >= tables.TURNED_FROM,
                    "head": [self.cell(cell, depth) for cell in sections[0]],
                    "body": [self.cell(cell, depth) for cell in sections[1]],
                },
            ]
        ]

    def cell(self, cell: tables.Cell, depth: int) -> list:
        look = (
            "head"
            if cell.is_head
            else "long"
            if len("".join(cell.element.itertext()).strip()) > SHORT_CELL
            else "short"
        )
        return [cell.x, cell.y, cell.width, cell.height, look, self.children(cell.element, depth + 1)]

    def inline(self, element, depth: int) -> list:
        found = [for_print(element.text or "")]
        for child in element:
            found += self.inline_element(child, depth)
            found.append(for_print(child.tail or ""))
        return [part for part in found if part]

    def inline_element(self, element, depth: int) -> list:
        if depth > DEEPEST or not isinstance(element.tag, str):
            return [for_print("".join(element.itertext()))]
        if element.tag == "br":
            return [["br"]]
        if element.tag == "img":
            picture = self.picture(element)
            return [["picture", picture, for_print(element.get("alt", "")).strip() or "图片"]] if picture else []
        inside = self.inline(element, depth + 1)
        if element.tag == "a" and inside:
            return self.link(element.get("href", "").strip(), inside)
        return [[MARKS[element.tag], inside]] if element.tag in MARKS and inside else inside

    def link(self, address: str, inside: list) -> list:
        if address.startswith("#"):
            return [["goto", f"{self.prefix}-{address[1:]}", inside]] if address[1:] in self.ids else inside
        if address.startswith("files/"):
            return [["link", f"{self.address}/{address}", inside]]
        return [["link", address, inside]] if address.startswith(("http://", "https://", "mailto:")) else inside

    def picture(self, image) -> dict | None:
        return self.pictures.get(image.get("src", "").removeprefix("files/"))


def is_head(row) -> bool:
    cells = list(row.iterchildren("td", "th"))
    return bool(cells) and all(cell.tag == "th" for cell in cells)


def paragraph(kind: str, inline: list, name: str = "") -> list:
    inline = stripped(inline)
    return [["p", kind, inline, name]] if inline else []


def lead_face(text: str) -> str:
    """Of 一、 and 第一条 黑体, of （一） 楷体, of 1. bold 仿宋 (GB/T 9704-2012, 7.3.3)."""
    level = numbered_level(text)
    return "hei" if level == 2 or ARTICLE.match(f"{text} ") else "kai" if level == 3 else "strong"


def stripped(inline: list) -> list:
    """Without white space at its ends: indents are set, not typed (full-width ones as well)."""
    inline = [part for part in inline if part]
    while inline and isinstance(inline[0], str) and not inline[0].lstrip():
        inline = inline[1:]
    while inline and isinstance(inline[-1], str) and not inline[-1].rstrip():
        inline = inline[:-1]
    if inline and isinstance(inline[0], str):
        inline = [inline[0].lstrip(), *inline[1:]]
    if inline and isinstance(inline[-1], str):
        inline = [*inline[:-1], inline[-1].rstrip()]
    return inline


def text_of(inline: list) -> str:
    return "".join(part if isinstance(part, str) else text_of(part[-1]) for part in inline if part != ["br"])


def signed(blocks: list) -> list:
    """署名 and 成文日期 that follow each other are one block: centred on each other, four characters from the right."""
    found = []
    for block in blocks:
        if block[0] != "p" or block[1] not in {"signature", "date"}:
            found.append(block)
        elif found and found[-1][0] == "sign" and found[-1][1][-1][0] != "date":
            found[-1][1].append([block[1], block[2]])
        else:
            found.append(["sign", [[block[1], block[2]]]])
    return found
