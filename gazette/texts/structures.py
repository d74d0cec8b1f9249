"""How the reader takes lists, tables, quotations and figures: each opens a frame that collects its parts."""

from cms_core.html.rewriter import bounded
from cms_core.html.rules import NUMBERS
from gazette.texts.layout import emit_table, in_the_open, items_of
from gazette.texts.parts import Cell, Figure, Item, ItemList, Paragraph, Quote, Table, lines_of

MOST_LISTS, MOST_TABLES = 5, 6


class Frame:
    """What is open and takes parts: top, quote, figure, caption, list, item, table, cell."""

    __slots__ = ("caption", "kind", "parts", "value")

    def __init__(self, kind, value=None):
        self.kind, self.value, self.parts, self.caption = kind, value, [], []


class Structures:
    """Part of `Reader`. Every `begin_<element>` answers what is to be done at its end."""

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
