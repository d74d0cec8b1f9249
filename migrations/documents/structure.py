"""Plain lines of an official document → body blocks: headings by 一、（一）1., paragraphs, signature, tables.

The levels are those of 《党政机关公文格式》(GB/T 9704-2012, 7.3.3): 一、 first, （一） second, 1. third. A heading that
runs on into its paragraph (（一）完善功能。推动…) stays in it, in bold, as it stands in print.
"""

import html
import re
from itertools import pairwise

from cms_core.text.folding import fold
from migrations.documents.signatures import disclosure_note, read_signature

NUMERAL = "[一二三四五六七八九十百]+"
LEVELS = (
    (re.compile(rf"(?:{NUMERAL}、|第{NUMERAL}[章编]|附则$)"), "2"),
    (re.compile(rf"(?:[(（]{NUMERAL}[)）]|第{NUMERAL}节)"), "3"),
    (re.compile(r"\d{1,2}[.．、](?!\d)"), "4"),
)
ARTICLE = re.compile(rf"(第{NUMERAL}条(?:之{NUMERAL})?)(?=[\s\u3000])")
MARKDOWN = re.compile(r"(#{1,4})\s+(.*)")
SENTENCE_ENDS = ("。", "；", ";", "：", ":", "，", ",", "！", "？", "、")
LONGEST_HEADING = 60
LONGEST_LEAD = 60
# （负责部门：…） stands under a task, which is no heading then.
BODIES = re.compile(r"[(（](?:负责|责任|牵头)(?:部门|单位)")
ANNEX = re.compile(r"附\s*件\s*\d{0,2}\s*[:：]?")


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
        if after_signature and level is None and _is_annex_title(line, following):
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
    for pattern, level in LEVELS:
        if not pattern.match(line):
            continue
        if len(line) > LONGEST_HEADING:
            return None
        if not line.endswith(SENTENCE_ENDS):
            # 1.某某项目 under 附件 is a list of names; what is headed by a third level is running text.
            return level if level != "4" or len(following) > LONGEST_HEADING else None
        one_sentence = line.endswith("。") and line.count("。") == 1 and len(line) <= 40
        item = before.endswith((";", "；")) or _same_or_higher(following, level) or BODIES.match(following)
        return level if one_sentence and following and not item else None
    return None


def _same_or_higher(following, level):
    """Items of one sentence follow each other or end before the next article; a heading is followed by its text."""
    return bool(ARTICLE.match(following)) or any(
        pattern.match(following) for pattern, other in LEVELS if other <= level
    )


def _is_annex_title(line, following):
    return (
        len(line) <= LONGEST_HEADING
        and not line.endswith(SENTENCE_ENDS)
        and not ANNEX.fullmatch(line)
        and not re.match(r"[(（].*[)）]$", line)
        and bool(following)
    )


def _paragraph(blocks, line):
    text = f"<p>{_with_lead(line)}</p>"
    if blocks and blocks[-1]["type"] == "text":
        blocks[-1]["value"] += text
    else:
        blocks.append({"type": "text", "value": text})


def _with_lead(line):
    """第一条 and the sentence after （一） are bold; the text itself stays as it is."""
    if match := ARTICLE.match(line):
        return f"<b>{match[1]}</b>{html.escape(line[match.end() :], quote=False)}"
    for pattern, _ in LEVELS[:2]:
        match = pattern.match(line)
        end = line.find("。") + 1
        if match and 0 < end <= LONGEST_LEAD and end < len(line):
            return f"<b>{html.escape(line[:end], quote=False)}</b>{html.escape(line[end:], quote=False)}"
    return html.escape(line, quote=False)


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
