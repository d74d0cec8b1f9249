"""Which links a body has: addresses in its texts, links to pages and files of ours, addresses in its parts."""

from dataclasses import dataclass
from html.parser import HTMLParser

MOST = 300
TEXT = 120
# In rich text a link is an element; in parts of a body an address stands by itself.
ADDRESSES = ("url", "link", "href")


@dataclass(frozen=True)
class Link:
    """`kind` is page, document or url; `target` the number of a page or file, or the address."""

    kind: str
    target: str
    text: str = ""


class Anchors(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links: list[list] = []
        self.open = False

    def handle_starttag(self, tag, attrs):
        if tag != "a":
            return
        told = dict(attrs)
        if told.get("linktype") in ("page", "document") and (told.get("id") or "").isdecimal():
            self.links.append([told["linktype"], told["id"], ""])
        elif told.get("href"):
            self.links.append(["url", told["href"], ""])
        else:
            return
        self.open = True

    def handle_endtag(self, tag):
        if tag == "a":
            self.open = False

    def handle_data(self, data):
        if self.open:
            self.links[-1][2] += data


def links_in(value) -> list[Link]:
    """Of the raw data of a StreamField; each target once, a body of thousands of links cut."""
    found: dict[tuple[str, str], Link] = {}
    for name, text in strings_of(value):
        if "<a" in text:
            parser = Anchors()
            parser.feed(text)
            for kind, target, words in parser.links:
                found.setdefault((kind, target), Link(kind, target, " ".join(words.split())[:TEXT]))
        elif name in ADDRESSES and text.strip():
            found.setdefault(("url", text.strip()), Link("url", text.strip()))
        if len(found) >= MOST:
            break
    return list(found.values())[:MOST]


def strings_of(value, name: str = ""):
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from strings_of(one, key)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings_of(one, name)
