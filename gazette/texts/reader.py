"""Any HTML → the parts of standard text, in one pass that keeps no tree: nesting costs no more than its length.

It sees what nh3 wrote: every element closed, scripts and styles gone. Elements it does not know are their text.
"""

import re
from html.parser import HTMLParser

from cms_core.html.rewriter import bounded
from cms_core.html.rules import ALIGNMENTS, NUMBERS, words
from gazette.texts.addresses import Address
from gazette.texts.characters import seen
from gazette.texts.inline import BREAK, MARKS, Run, split_at_breaks, tidy
from gazette.texts.layout import emit_table, in_the_open, items_of
from gazette.texts.parts import Cell, Figure, Item, ItemList, Paragraph, Quote, Table, lines_of

ALIGN = re.compile(r"text-align\s*:\s*([a-z]+)", re.IGNORECASE)
STYLES = {"signature", "date", "salutation", "note", "centred"}
OURS = {"signature-note": "note", "align-center": "centred", "align-right": "right", "gallery-title": "centred"}
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
MARK_OF = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup"}
BLOCKS = words("p div dl dt dd pre center form fieldset address section article header footer main")
MOST_LISTS, MOST_TABLES = 5, 6
FLOW = frozenset({"top", "quote", "figure"})


class Frame:
    """What is open and takes parts: top, quote, figure, caption, list, item, table, cell."""

    __slots__ = ("caption", "kind", "parts", "value")

    def __init__(self, kind, value=None):
        self.kind, self.value, self.parts, self.caption = kind, value, [], []


class Reader(HTMLParser):
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

    def push(self, kind, value, done, counted=""):
        """Open a frame; `done(frame)` is called when it closes. Marks and styles of around do not reach into it."""
        self.flush()
        frame = Frame(kind, value)
        self.frames.append(frame)
        outside = self.styles, self.headings
        self.styles, self.headings = [], []
        if counted:
            self.depth[counted] += 1

        def end():
            self.flush()
            self.frames.pop()
            self.styles, self.headings = outside
            if counted:
                self.depth[counted] -= 1
            done(frame)

        return end

    def add(self, *parts):
        """To the innermost frame that takes parts; into a list they come as items."""
        frame = self.frames[-1]
        if frame.kind == "list":
            nested = [part for part in parts if isinstance(part, ItemList)]
            if nested:
                frame.value.items = frame.value.items or [Item([])]
                frame.value.items[-1].lists += nested
            others = lines_of([part for part in parts if not isinstance(part, ItemList)])
            frame.value.items += [Item(others)] if others else []
        elif frame.kind == "table":
            self.frames[-2].parts += parts
        else:
            frame.parts += parts

    def begin_ul(self, values, tag="ul"):
        if self.depth["list"] >= MOST_LISTS:
            return self.block("div", {})
        start = bounded(values.get("start", ""), NUMBERS["start"]) if tag == "ol" else ""
        value = ItemList(tag, "" if start == "1" else start)
        return self.push("list", value, lambda frame: frame.value.items and self.add(frame.value), "list")

    def begin_ol(self, values):
        return self.begin_ul(values, "ol")

    def begin_li(self, values):
        if self.frames[-1].kind != "list":
            return self.block("div", values)
        items = self.frames[-1].value.items

        def done(frame):
            items.extend(items_of(frame.parts))

        return self.push("item", None, done)

    def begin_blockquote(self, values):
        if self.frames[-1].kind != "top":
            return self.block("div", values)

        def done(frame):
            for part in frame.parts:
                if isinstance(part, Paragraph):
                    part.tag, part.style = "p", ""
            only_words = all(isinstance(part, Paragraph | ItemList) for part in frame.parts)
            self.add(*([Quote(frame.parts)] if only_words and frame.parts else frame.parts))

        return self.push("quote", None, done)

    def begin_figure(self, values):
        if self.depth["figure"]:
            return self.block("div", values)

        def done(frame):
            pictures = [part for part in frame.parts if isinstance(part, Figure)]
            if frame.caption and pictures:
                pictures[-1].caption = frame.caption
            elif frame.caption:
                frame.parts += in_the_open([Paragraph(frame.caption)])
            self.add(*frame.parts)

        return self.push("figure", None, done, "figure")

    def begin_figcaption(self, values):
        holder = self.frames[-1]
        if holder.kind != "figure":
            return self.block("div", values)

        def done(frame):
            holder.caption = lines_of([Paragraph(holder.caption), *frame.parts])

        return self.push("caption", None, done)

    def begin_table(self, values):
        if self.depth["table"] >= MOST_TABLES:
            return self.block("div", {})
        return self.push("table", Table(), lambda frame: self.add(*emit_table(frame.value)), "table")

    def begin_caption(self, values):
        holder = self.frames[-1]
        if holder.kind != "table":
            return self.block("div", values)

        def done(frame):
            holder.value.caption = lines_of([Paragraph(holder.value.caption), *frame.parts])

        return self.push("caption", None, done)

    def begin_thead(self, values):
        self.in_head += 1

        def end():
            self.in_head -= 1

        return end

    def begin_tr(self, values):
        if self.frames[-1].kind != "table":
            return self.block("div", {})
        self.flush()
        self.frames[-1].value.rows.append((bool(self.in_head), []))
        return None

    def begin_td(self, values, tag="td"):
        table = self.frames[-1]
        if table.kind != "table" or not table.value.rows:
            return self.block("div", {})
        spans = "".join(
            f' {name}="{count}"'
            for name in ("colspan", "rowspan")
            if (count := bounded(values.get(name, ""), NUMBERS[name])) not in {"", "1"}
        )
        cell = Cell(tag, spans)
        table.value.rows[-1][1].append(cell)
        head, self.in_head = self.in_head, 0

        def done(frame):
            cell.parts = frame.parts
            self.in_head = head

        return self.push("cell", cell, done)

    def begin_th(self, values):
        return self.begin_td(values, "th")

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
            for line in split_at_breaks(runs):
                self.line(tidy(line), style, wants)
                wants = ""

    def heading(self, runs, wants):
        spoken = [run for run in runs if run.kind != "img"]
        joined = tidy([run for line in split_at_breaks(spoken) for run in line])
        if joined:
            self.add(Paragraph(joined, self.headings[-1], wants=wants))
        self.add(*(Figure(run) for run in runs if run.kind == "img"))

    def line(self, runs, style, wants):
        if runs and all(run.kind == "img" or not run.text.strip() for run in runs):
            self.add(*(Figure(run) for run in runs if run.kind == "img"))
        elif runs:
            self.add(Paragraph(runs, "p", style, wants=wants))


def style_of(values, tag) -> str:
    for name in values.get("class", "").split():
        if name in STYLES or name in OURS:
            return OURS.get(name, name)
    match = ALIGN.search(values.get("style", ""))
    alignment = match[1] if match else values.get("align", "") or ("center" if tag == "center" else "")
    return OURS.get(ALIGNMENTS.get(alignment.lower(), ""), "")
