"""An entry as a page of its own in XHTML, with its header block: for the EPUB and for the archive."""

import re
from collections.abc import Callable
from html import escape

from lxml import etree

from gazette.editions.book import correction_of
from gazette.editions.fact_lines import fact_lines
from gazette.errors import EditionFailed
from gazette.models import EntryKind, IssueEntry

VOID = {"br", "img"}
XHTML = "http://www.w3.org/1999/xhtml"
# What XML cannot hold, and the marks that turn a line round.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def plain(text: str) -> str:
    return escape(UNFIT.sub("", text))


def body_of(entry: IssueEntry, address: Callable[[str], str]) -> str:
    """`address`: `files/<name>` of a picture or link → where it is in this edition ("" for nowhere)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    try:
        root = etree.fromstring(f'<div xmlns="{XHTML}">{entry.html}</div>', parser)
    except etree.XMLSyntaxError as error:
        raise EditionFailed(f"《{entry.title}》的标准文本不是规范的 XHTML（{error.msg}），请退回重新送审。") from None
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    for image in list(root.iter(f"{{{XHTML}}}img")):
        found = address(image.get("src", ""))
        if found:
            image.set("src", found)
            image.set("alt", image.get("alt") or "图片")
        else:
            replace(image, f"［图片：{image.get('alt') or '缺'}］")
    for link in list(root.iter(f"{{{XHTML}}}a")):
        target = link.get("href", "")
        if target.startswith("files/"):
            target = address(target)
        if not target or (target.startswith("#") and target[1:] not in ids):
            link.attrib.pop("href", None)
        else:
            link.set("href", target)
    for element in root.iter(etree.Element):
        if len(element) == 0 and element.text is None and etree.QName(element).localname not in VOID:
            element.text = ""  # an empty cell written as <td/> would stay open where the page is read as HTML
    return etree.tostring(root, encoding="unicode")


def replace(element, text: str) -> None:
    """Put `text` where the element stood; what follows it stays."""
    parent, before = element.getparent(), element.getprevious()
    text += element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    parent.remove(element)


def content_of(entry: IssueEntry, address: Callable[[str], str], attachments: list[tuple[str, str]]) -> str:
    """Title, header block, text and attachments, as they stand in the body of a page."""
    lines = "".join(f"<tr><th>{plain(label)}</th><td>{plain(text)}</td></tr>\n" for label, text in fact_lines(entry))
    parts = [f"<h1>{plain(entry.title)}</h1>"]
    if lines:
        parts.append(f'<table class="facts">\n<tbody>\n{lines}</tbody>\n</table>')
    if note := correction_of(entry) or ("（重刊）" if entry.reprint else ""):
        parts.append(f'<p class="note">{plain(note)}</p>')
    if entry.html:
        parts.append(body_of(entry, address))
    elif entry.correction:
        parts += [f"<p>{plain(line)}</p>" for line in entry.correction.splitlines() if line.strip()]
    elif entry.kind == EntryKind.REFERENCE:
        parts.append('<p class="note">存目，正文见印刷版或扫描版。</p>')
    if attachments:
        items = "".join(f'<li><a href="{escape(target)}">{plain(name)}</a></li>' for name, target in attachments)
        parts.append(f'<h2 class="attachments">附件电子文件</h2>\n<ul>{items}</ul>')
    return "\n".join(parts)


def page(title: str, body: str, css: str, *, kind: str = "") -> str:
    """A whole XHTML file; `css` is the address of its style sheet."""
    mark = f' epub:type="{kind}"' if kind else ""
    return (
        "<!DOCTYPE html>\n"
        f'<html xmlns="{XHTML}" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-CN" xml:lang="zh-CN">\n'
        f'<head>\n<meta charset="UTF-8"/>\n<title>{plain(title)}</title>\n'
        f'<link rel="stylesheet" type="text/css" href="{css}"/>\n</head>\n'
        f"<body{mark}>\n{body}\n</body>\n</html>\n"
    )
