"""The EPUB's package document and navigation: what it is, for whom it can be read, in which order."""

import uuid
from dataclasses import dataclass
from html import escape

from gazette.editions.book import Book
from gazette.editions.entry_page import page, plain
from gazette.editions.naming import day_of
from gazette.texts.outline import Branch, nested, outline_of

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
# EPUB Accessibility 1.1, 2.2: what a reader's device should know before it is opened.
ACCESSIBILITY = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "alternativeText"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityHazard", "none"),
    ("schema:accessibilitySummary", "正文为可缩放文字，有按栏目、文件和标题编排的目录，图片有替代文字。"),
)


@dataclass
class Item:
    """A file of the publication; `properties` as in EPUB 3.3, appendix D.5."""

    id: str
    href: str
    media_type: str
    properties: str = ""
    in_spine: bool = True

    def manifest(self) -> str:
        properties = f' properties="{self.properties}"' if self.properties else ""
        return f'<item id="{self.id}" href="{escape(self.href)}" media-type="{self.media_type}"{properties}/>'


def identifier(book: Book) -> str:
    """The same whenever the issue is made: from its address, which is for life."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, book.address)}"


def package(book: Book, items: list[Item]) -> str:
    issue, gazette = book.issue, book.issue.gazette
    day = day_of(issue).isoformat()
    pictures = any(item.media_type.startswith("image/") for item in items)
    metas = [*ACCESSIBILITY, *([("schema:accessMode", "visual")] if pictures else [])]
    meta = "\n".join(f'<meta property="{name}">{plain(value)}</meta>' for name, value in metas)
    publisher = plain(gazette.publisher or gazette.name)
    manifest = "\n".join(item.manifest() for item in items)
    text = [item for item in items if item.in_spine and item.media_type == "application/xhtml+xml"]
    spine = "\n".join(f'<itemref idref="{item.id}"/>' for item in text)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="zh-CN">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{identifier(book)}</dc:identifier>
<dc:title>{plain(issue.title)}</dc:title>
<dc:language>zh-CN</dc:language>
<dc:creator>{publisher}</dc:creator>
<dc:publisher>{publisher}</dc:publisher>
<dc:date>{day}</dc:date>
<dc:source>{escape(book.address)}</dc:source>
<meta property="dcterms:modified">{day}T00:00:00Z</meta>
{meta}
</metadata>
<manifest>
{manifest}
</manifest>
<spine>
{spine}
</spine>
</package>
"""


def navigation(book: Book) -> str:
    parts = []
    for name, entries in book.parts():
        items = "\n".join(
            f'<li><a href="e{entry.number}.xhtml">{plain(entry.title)}</a>{branches(entry)}</li>' for entry in entries
        )
        parts.append(f"<li><span>{plain(name)}</span>\n<ol>\n{items}\n</ol></li>")
    contents = "\n".join(parts)
    first = book.entries[0].number
    body = f"""<nav epub:type="toc" id="toc">
<h1>目录</h1>
<ol>
<li><a href="cover.xhtml">封面</a></li>
{contents}
<li><a href="colophon.xhtml">本刊信息</a></li>
</ol>
</nav>
<nav epub:type="landmarks" hidden="hidden">
<h2>导航</h2>
<ol>
<li><a epub:type="cover" href="cover.xhtml">封面</a></li>
<li><a epub:type="toc" href="#toc">目录</a></li>
<li><a epub:type="bodymatter" href="e{first}.xhtml">正文</a></li>
</ol>
</nav>"""
    return page(book.issue.title, body, "edition.css")


def branches(entry) -> str:
    """Headings of a text, without its articles: a regulation may have a hundred."""
    headings = [heading for heading in outline_of(entry.html) if heading.id and not heading.is_article]
    return listed(nested(headings), f"e{entry.number}.xhtml") if entry.html else ""


def listed(found: list[Branch], file: str) -> str:
    if not found:
        return ""
    items = "".join(
        f'<li><a href="{file}#{escape(branch.heading.id)}">{plain(branch.heading.text)}</a>'
        f"{listed(branch.children, file)}</li>"
        for branch in found
    )
    return f"\n<ol>{items}</ol>"
