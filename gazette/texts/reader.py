"""Any HTML → the parts of standard text, in one pass that keeps no tree: nesting costs no more than its length.

It sees what nh3 wrote: every element closed, scripts and styles gone. Elements it does not know are their text.
"""

import re
from html.parser import HTMLParser

from cms_core.html.rules import ALIGNMENTS, words
from gazette.texts.addresses import Address
from gazette.texts.characters import seen
from gazette.texts.inline import BREAK, MARKS, Run, split_at_breaks, tidy
from gazette.texts.layout import lines_in
from gazette.texts.parts import Figure, Paragraph
from gazette.texts.structures import Frame, Structures

ALIGN = re.compile(r"text-align\s*:\s*([a-z]+)", re.IGNORECASE)
STYLES = {"signature", "date", "salutation", "note", "centred"}
OURS = {"signature-note": "note", "align-center": "centred", "align-right": "right", "gallery-title": "centred"}
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
MARK_OF = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup"}
BLOCKS = words("p div dl dt dd pre center form fieldset address section article header footer main")
FLOW = frozenset({"top", "quote", "figure"})


class Reader(Structures, HTMLParser):
    def __init__(self, address: Address):
        super().__init__(convert_charrefs=True)
        self.address = address
        self.frames = [Frame("top")]
        self.open: list[tuple] = []
        self.runs: list[Run] = []
        self.marks = dict.fromkeys(MARKS, 0)
        self.hrefs: list[str] = []
        self.styles: list[str] = []
        self.headings: list[str] = []
        self.ids: list[str] = []
        self.in_head = 0
        self.preformatted = 0
        self.depth = {"list": 0, "table": 0, "quote": 0, "figure": 0}

    def parts(self) -> list:
        self.flush()
        return self.frames[0].parts

    # -- events of the parser

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        if tag == "br":
            self.runs.append(BREAK)
        elif tag == "hr":
            self.flush()
        elif tag == "img":
            self.picture(values)
        elif tag != "col":
            self.open.append((tag, self.begin(tag, values)))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in {"br", "hr", "img", "col"}:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag in {"br", "hr", "img", "col"} or not self.open:
            return
        _, end = self.open.pop()
        if end:
            end()

    def handle_data(self, data):
        if self.preformatted:
            lines = data.split("\n")
            for number, line in enumerate(lines):
                if number:
                    self.runs.append(BREAK)
                self.say(seen(line))
            return
        self.say(seen(data))

    def say(self, text):
        if text:
            marks = tuple(mark for mark in MARKS if self.marks[mark])
            self.runs.append(Run("text", text, marks, self.hrefs[-1] if self.hrefs else ""))

    # -- elements; each answers what is to be done at its end

    def begin(self, tag, values):
        if tag in MARK_OF:
            return self.mark(MARK_OF[tag])
        if tag == "a":
            self.hrefs.append(self.address("href", values.get("href", "")) or "")
            return self.hrefs.pop
        if tag in HEADINGS or tag in BLOCKS:
            return self.block(tag, values)
        handler = getattr(self, f"begin_{tag}", None)
        return handler(values) if handler else None

    def mark(self, name):
        self.marks[name] += 1

        def end():
            self.marks[name] -= 1

        return end

    def block(self, tag, values):
        self.flush()
        self.styles.append(style_of(values, tag) or (self.styles[-1] if self.styles else ""))
        if tag in HEADINGS:
            self.headings.append(HEADINGS[tag])
        if values.get("id"):
            self.ids.append(values["id"])
        self.preformatted += tag == "pre"

        def end():
            self.flush()
            self.styles.pop()
            if tag in HEADINGS:
                self.headings.pop()
            self.preformatted -= tag == "pre"

        return end

    def picture(self, values):
        alt = tidy([Run("text", seen(values.get("alt", "")))])
        said = alt[0].text if alt else ""
        source = self.address("src", values.get("src", ""))
        if source:
            self.runs.append(Run("img", source, (), "", said))
        elif values.get("src"):
            # Not at hand: it is said that there was one.
            self.say(f"〔图片：{said}〕" if said else "〔图片〕")

    # -- paragraphs

    def flush(self):
        """The words so far are a paragraph; in running text every line of them is one, and pictures stand alone."""
        runs, self.runs = self.runs, []
        ids, self.ids = self.ids, []
        if not runs:
            self.ids = ids
            return
        runs = tidy(runs)
        if not runs:
            self.ids = ids
            return
        style = self.styles[-1] if self.styles else ""
        wants = ids[-1] if ids else ""
        if self.frames[-1].kind not in FLOW:
            self.add(Paragraph(runs, wants=wants))
        elif self.headings:
            self.heading(runs, wants)
        else:
            self.add(*lines_in(runs, style, wants))

    def heading(self, runs, wants):
        spoken = [run for run in runs if run.kind != "img"]
        joined = tidy([run for line in split_at_breaks(spoken) for run in line])
        if joined:
            self.add(Paragraph(joined, self.headings[-1], wants=wants))
        self.add(*(Figure(run) for run in runs if run.kind == "img"))


def style_of(values, tag) -> str:
    for name in values.get("class", "").split():
        if name in STYLES or name in OURS:
            return OURS.get(name, name)
    match = ALIGN.search(values.get("style", ""))
    alignment = match[1] if match else values.get("align", "") or ("center" if tag == "center" else "")
    return OURS.get(ALIGNMENTS.get(alignment.lower(), ""), "")
