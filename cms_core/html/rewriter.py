"""One streaming pass over well-formed HTML: renames, unwraps, turns styles into classes, empties into nothing.

It keeps no tree, so that hostile nesting costs no more than its length.
"""

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from cms_core.html.rules import (
    ALIGNMENTS,
    ATTRIBUTES,
    BLOCKS,
    CLASSES,
    NUMBERS,
    REMOVED_WHEN_EMPTY,
    RENAMED,
    SCHEMES,
    TAGS,
    VOID,
)

ALIGN = re.compile(r"text-align\s*:\s*([a-z]+)", re.IGNORECASE)
ZERO_INDENT = re.compile(r"text-indent\s*:\s*-?0*\.?0*(?:[a-z%]*)\s*(?:;|$|!)", re.IGNORECASE)
BLANKS = " \t\r\n\xa0\u3000\u2002\u2003\u200b\ufeff"
INDENTED = frozenset({"p", "div"})
KEEPS_PARENT = frozenset({"img", "hr", "td", "th"})


class Open:
    """An element that has begun: where it stands in the output, and whether anything has come into it yet."""

    __slots__ = ("at", "filled", "tag", "written")

    def __init__(self, tag: str, written: str | None, at: int):
        self.tag, self.written, self.at, self.filled = tag, written, at, False


class Rewriter(HTMLParser):
    def __init__(self, base_url, rewrite):
        super().__init__(convert_charrefs=True)
        self.base_url, self.rewrite = base_url, rewrite
        self.out: list[str] = []
        self.open: list[Open] = []
        self.fresh_block = True
        self.preformatted = 0

    def result(self) -> str:
        return "".join(self.out)

    # -- events of the parser, which sees what nh3 wrote: every element closed, every attribute quoted

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        name = RENAMED.get(tag, tag)
        if name == "img":
            self.picture(attributes)
            return
        if name in VOID:
            if name in TAGS:
                self.out.append(f"<{name}>")
                self.fill(real=name != "br")
            return
        written = name if name in TAGS else None
        if name == "a":
            href = self.address("href", attributes.get("href", ""))
            if not href or href.startswith("#"):
                written = None
            attributes["href"] = href or ""
        self.open.append(Open(tag, written, len(self.out)))
        if written:
            if name in BLOCKS:
                self.fresh_block = True
            self.preformatted += name == "pre"
            self.out.append(self.start(name, attributes, centred=tag == "center"))

    def handle_endtag(self, tag):
        if tag in VOID or not self.open:
            return
        element = self.open.pop()
        if not element.written:
            if element.filled and self.open:
                self.open[-1].filled = True
            return
        self.preformatted -= element.written == "pre"
        if not element.filled and element.written in REMOVED_WHEN_EMPTY:
            # Blanks between words were all it had: they are kept, or two words would become one.
            inside = "".join(part for part in self.out[element.at + 1 :] if not part.startswith("<"))
            del self.out[element.at :]
            if inside and element.written not in BLOCKS:
                self.out.append(" ")
            return
        self.out.append(f"</{element.written}>")
        if self.open and (element.filled or element.written in KEEPS_PARENT):
            self.open[-1].filled = True

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_data(self, data):
        if not self.preformatted:
            if self.fresh_block and self.inside_indented() and not self.underlined():
                data = data.lstrip(BLANKS)
            data = data.replace("\u200b", "").replace("\ufeff", "")
        if not data:
            return
        self.out.append(escape(data, quote=False))
        if data.strip(BLANKS) or self.underlined():
            self.fill(real=True)

    # -- what the events do

    def fill(self, *, real: bool):
        if real:
            self.fresh_block = False
            if self.open:
                self.open[-1].filled = True

    def underlined(self) -> bool:
        """____ in forms is an underlined blank, which is content."""
        return any(element.written == "u" for element in self.open[-4:])

    def inside_indented(self) -> bool:
        block = next((element.written for element in reversed(self.open) if element.written in BLOCKS), None)
        return block in INDENTED

    def start(self, name: str, attributes: dict[str, str], *, centred: bool) -> str:
        written = [name]
        for attribute in sorted(ATTRIBUTES.get(name, ())):
            value = attributes.get(attribute, "").strip()
            if attribute in NUMBERS:
                value = bounded(value, NUMBERS[attribute])
            if value:
                written.append(f'{attribute}="{escape(value)}"')
        if name in BLOCKS and (classes := self.classes(attributes, centred=centred)):
            written.append(f'class="{" ".join(classes)}"')
        return f"<{' '.join(written)}>"

    def classes(self, attributes: dict[str, str], *, centred: bool) -> list[str]:
        found = set(attributes.get("class", "").split()) & CLASSES
        style = attributes.get("style", "")
        match = ALIGN.search(style)
        alignment = match[1] if match else attributes.get("align", "")
        if centred and not match:
            alignment = "center"
        if alignment.lower() in ALIGNMENTS:
            found = {ALIGNMENTS[alignment.lower()]} | (found - set(ALIGNMENTS.values()))
        if ZERO_INDENT.search(style):
            found.add("no-indent")
        return sorted(found)

    def picture(self, attributes: dict[str, str]):
        source = self.address("src", attributes.get("src", ""))
        if not source:
            return
        alt = attributes.get("alt", "").strip()
        if is_foreign(source):
            label = f"〔图片：{alt}〕" if alt else "〔图片〕"
            if any(element.written == "a" for element in self.open):
                self.out.append(escape(label, quote=False))
            else:
                self.out.append(f'<a href="{escape(source)}">{escape(label, quote=False)}</a>')
        else:
            sizes = "".join(
                f' {name}="{size}"'
                for name in ("height", "width")
                if (size := bounded(attributes.get(name, ""), NUMBERS[name]))
            )
            self.out.append(f'<img alt="{escape(alt)}"{sizes} src="{escape(source)}">')
        self.fill(real=True)

    def address(self, kind: str, value: str) -> str | None:
        value = "".join(value.split()) if kind == "src" else value.strip()
        try:
            if self.base_url and value and not value.startswith("#"):
                value = urljoin(self.base_url, value)
            parts = urlsplit(value)
        except ValueError:
            return None
        if parts.scheme and parts.scheme.lower() not in SCHEMES:
            return None
        if self.rewrite and value:
            return self.rewrite(kind, value)
        return value


def is_foreign(address: str) -> bool:
    """On another server, or on none: only a path of our own is loaded into a page."""
    return not address.startswith("/") or address.startswith(("//", "/\\"))


def bounded(value: str, most: int) -> str:
    """A plain number not above `most`, or nothing: `colspan=99999999` stops browsers."""
    match = re.match(r"\s*(\d{1,9})", value)
    if not match or "%" in value:
        return ""
    number = int(match[1])
    return str(min(number, most)) if number else ""
