"""Plain lines of an official document → body blocks: headings by 一、（一）1., paragraphs, signature, tables.

The levels are those of 《党政机关公文格式》(GB/T 9704-2012, 7.3.3): 一、 first, （一） second, 1. third. A heading that
runs on into its paragraph (（一）完善功能。推动…) stays in it, in bold, as it stands in print.
"""

import html
import re
from itertools import pairwise

from cms_core.text.folding import fold
from cms_core.text.headings import ANNEX, heading_level, is_annex_title, lead_end
from cms_core.text.signatures import read_signature
from migrations.documents.signatures import disclosure_note

MARKDOWN = re.compile(r"(#{1,4})\s+(.*)")


def body_blocks(lines: list[str]) -> list[dict]:
    """Values for `BodyBlock` as they are stored. Blank lines part nothing: a line is a paragraph."""
    lines = [line for line in lines if line.strip()]
    blocks: list[dict] = []
    after_signature = False
    place = 0
    while place < len(lines):
        signature = read_signature(lines, place)
        if signature:
            blocks.append({"type": "signature", "value": signature.as_value()})
            place, after_signature = signature.end, True
            continue
        rows = _table_rows(lines, place)
        if rows:
            blocks.append({"type": "legacy", "value": _table(rows)})
            place += len(rows)
            continue
        line = lines[place].strip().strip("\u3000")
        following = lines[place + 1].strip() if place + 1 < len(lines) else ""
        if after_signature and disclosure_note(line):
            _note(blocks, line)
            place += 1
            continue
        before = lines[place - 1].strip() if place else ""
        level = _heading_level(line, before, following)
        if after_signature and level is None and is_annex_title(line, following):
            level = "2"
        if level:
            blocks.append({"type": "heading", "value": {"level": level, "text": _heading_text(line)}})
        else:
            _paragraph(blocks, line)
        after_signature = after_signature and bool(ANNEX.fullmatch(line))
        place += 1
    return blocks


def _heading_text(line):
    match = MARKDOWN.fullmatch(line)
    return " ".join((match[2] if match else line).split())[:120]


def _heading_level(line, before, following):
    if match := MARKDOWN.fullmatch(line):
        # A title of the whole is the page's own; the first level below is 章.
        return str(min(4, max(2, len(match[1]))))
    level = heading_level(line, before, following)
    return str(level) if level else None


def _paragraph(blocks, line):
    text = f"<p>{_with_lead(line)}</p>"
    if blocks and blocks[-1]["type"] == "text":
        blocks[-1]["value"] += text
    else:
        blocks.append({"type": "text", "value": text})


def _with_lead(line):
    """第一条 and the sentence after （一） are bold; the text itself stays as it is."""
    end = lead_end(line)
    lead = f"<b>{html.escape(line[:end], quote=False)}</b>" if end else ""
    return lead + html.escape(line[end:], quote=False)


def _note(blocks, line):
    """(此件公开发布) under the signature belongs to it."""
    for block in reversed(blocks):
        if block["type"] == "signature":
            block["value"]["note"] = fold(line).strip("〔〕")
            return
    _paragraph(blocks, line)


def _table_rows(lines, place):
    """Two lines or more with the same number of tabs are a table pasted as text."""
    tabs = lines[place].strip("\n ").count("\t")
    if tabs == 0:
        return []
    rows = [lines[place]]
    for upper, lower in pairwise(lines[place:]):
        if lower.count("\t") != upper.count("\t"):
            break
        rows.append(lower)
    return rows if len(rows) > 1 else []


def _table(rows):
    cells = [[html.escape(cell.strip(), quote=False) for cell in row.split("\t")] for row in rows]
    head = "".join(f"<th>{cell}</th>" for cell in cells[0])
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
