"""Akoma Ntoso 3.0: its namespace, and standard text as its blocks (p, ul, ol, table; b, i, sub, sup, a, img, br)."""

from collections.abc import Callable

from lxml import etree

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
INLINE = {"strong": "b", "em": "i", "sub": "sub", "sup": "sup", "a": "a", "img": "img", "br": "br"}
Resolve = Callable[[str], str]


def make(parent, tag: str, text: str | None = None, **attributes):
    """A child of `parent`, or a root for None; empty attributes are left out."""
    kept = {name.rstrip("_"): value for name, value in attributes.items() if value}
    name = f"{{{NAMESPACE}}}{tag}"
    node = (
        etree.Element(name, kept, nsmap={None: NAMESPACE}) if parent is None else etree.SubElement(parent, name, kept)
    )
    node.text = text or None
    return node


def write_block(parent, part, resolve: Resolve) -> None:
    """A part of standard text below `parent`."""
    if part.tag == "table":
        write_table(parent, part, resolve)
    elif part.tag in {"ul", "ol"}:
        write_list(parent, part, resolve)
    elif part.tag in {"blockquote", "figure"}:
        for child in part:
            if child.tag == "img":
                write_inline_child(make(parent, "p", class_="figure"), child, resolve)
            elif child.tag in {"ul", "ol"}:
                write_list(parent, child, resolve)
            else:
                write_inline(make(parent, "p", class_=part.tag), child, resolve)
    else:
        write_inline(make(parent, "p", class_=part.get("class", "")), part, resolve)


def write_list(parent, part, resolve) -> None:
    made = make(parent, part.tag)
    for item in part:
        row = make(made, "li")
        write_inline(row, item, resolve, but=("ul", "ol"))
        for child in item:
            if child.tag in {"ul", "ol"}:
                write_list(row, child, resolve)


def write_table(parent, part, resolve) -> None:
    """Its tables know no head and body, and cells hold paragraphs."""
    made = make(parent, "table")
    for row in part.iter("caption", "tr"):
        if row.tag == "caption":
            write_inline(make(made, "caption"), row, resolve)
            continue
        if not len(row):
            continue
        line = make(made, "tr")
        for cell in row:
            spans = {name: cell.get(name) for name in ("colspan", "rowspan")}
            write_inline(make(make(line, cell.tag, **spans), "p"), cell, resolve)


def write_inline(target, source, resolve, but=()) -> None:
    """Words and marks of `source` into `target`, after what is there."""
    append_text(target, source.text)
    for child in source:
        if child.tag not in but:
            write_inline_child(target, child, resolve)
        append_text(target, child.tail)


def write_inline_child(target, child, resolve) -> None:
    attributes = {name: child.get(name) for name in ("alt",)}
    for name in ("href", "src"):
        if value := child.get(name):
            attributes[name] = resolve(value)
    write_inline(make(target, INLINE.get(child.tag, "span"), **attributes), child, resolve)


def append_text(target, text) -> None:
    if not text:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text
