"""What paragraphs are, read from their words: headings, leads, salutation, signature, notes.

Each rule looks at words alone and leaves what it has marked alone, so that a second pass finds nothing more.
"""

import re

from cms_core.text.dates import parse_date
from cms_core.text.headings import (
    ANNEX,
    LONGEST_LEAD,
    NUMERAL,
    heading_level,
    is_annex_title,
    lead_end,
    numbered_level,
)
from cms_core.text.signatures import BODY_END, DAY, read_signature
from gazette.texts.inline import leading, marked, without
from gazette.texts.parts import Paragraph

NOTE = re.compile(r"[(（]此件.{2,40}[)）]")
SALUTATION = re.compile(r"(?:各|.{0,60}(?:政府|厅|局|委|部|院|办|处|会|单位|部门|机构|公司|企业|同志))[^。；]*[：:]")
LONGEST_SALUTATION = 300
LONGEST_SIGNATURE = 200  # a dozen bodies on one line
MOST_LINES = 13
LONGEST_REAL_HEADING = 120
# A number in bold is no heading yet: （一）.
NUMBER_ALONE = re.compile(rf"(?:第?(?:{NUMERAL}|\d+)[章节编条]?(?:之{NUMERAL})?|[(（].{{1,3}}[)）])[.．、]?")


def recognise(parts: list) -> None:
    """Changes the paragraphs in the open; those in tables, lists and quotations stay as they are."""
    for part in parts:
        if isinstance(part, Paragraph) and part.tag != "p":
            part.runs = without(part.runs, "strong", "em")
            if len(part.text) > LONGEST_REAL_HEADING:
                part.tag = "p"
    _signatures(parts)
    _notes(parts)
    _salutation(parts)
    _headings(parts)


def _is_day(text):
    match = DAY.fullmatch(text)
    return bool(match and parse_date(text))


def _signatures(parts):
    lines = [_plain_line(part) for part in parts]
    place = 0
    while place < len(parts):
        line = lines[place]
        if line is None or len(line) > LONGEST_SIGNATURE or not (BODY_END.search(line) or DAY.search(line)):
            place += 1
            continue
        until = next((end for end in range(place, min(place + MOST_LINES, len(lines))) if lines[end] is None), None)
        signature = read_signature(lines[place : until or place + MOST_LINES], 0)
        if signature is None:
            place += 1
            continue
        for part in parts[place : place + signature.end]:
            part.style = "date" if _is_day(part.text) else "signature"
        place += signature.end
    for part in parts:
        if isinstance(part, Paragraph) and part.style in {"right", "signature"}:
            if _is_day(part.text):
                part.style = "date"
            elif part.style == "right":
                short = len(part.text) <= 60 and not part.text.endswith("。")
                part.style = "signature" if short else ""


def _plain_line(part) -> str | None:
    plain = isinstance(part, Paragraph) and part.tag == "p" and part.style in {"", "right"}
    return part.text if plain else None


def _notes(parts):
    for part in parts:
        if isinstance(part, Paragraph) and part.tag == "p" and NOTE.fullmatch(part.text):
            part.style = "note"


def _salutation(parts):
    """主送机关: before the first heading, among the first paragraphs."""
    for part in parts[:8]:
        if not isinstance(part, Paragraph) or part.tag != "p":
            return
        if len(part.text) <= LONGEST_SALUTATION and SALUTATION.fullmatch(part.text):
            if not part.style:
                part.style = "salutation"
            return


def _headings(parts):
    after_signature = False
    texts = [part.text if isinstance(part, Paragraph) else "" for part in parts]
    for place, part in enumerate(parts):
        if not isinstance(part, Paragraph) or part.tag != "p":
            after_signature = False
            continue
        if part.style in {"date", "note"}:
            after_signature = after_signature or part.style == "date"
            continue
        if part.style not in {"", "centred"} or any(run.kind == "img" for run in part.runs):
            continue
        before = texts[place - 1] if place else ""
        following = texts[place + 1] if place + 1 < len(texts) else ""
        level = heading_level(part.text, before, following)
        if level is None and after_signature and is_annex_title(part.text, following):
            level = 2
        after_signature = after_signature and bool(ANNEX.fullmatch(part.text))
        if level:
            part.tag, part.style = f"h{level}", ""
            part.runs = without(part.runs, "strong", "em")
        else:
            _lead(part)


def _lead(part):
    """What the writer made bold counts; else the rule says how far the heading goes."""
    text = part.text
    if numbered_level(text) is None:
        return
    bold = leading(part.runs, "strong")
    if NUMBER_ALONE.fullmatch(text[:bold].strip()) and lead_end(text) != bold:
        bold = 0
    if bold:
        part.lead = bold if bold <= LONGEST_LEAD and bold < len(text) else 0
        return
    if end := lead_end(text):
        runs = marked(part.runs, end, "strong")
        # Bold beyond it as well: nobody could see where the heading ends.
        if leading(runs, "strong") == end:
            part.runs, part.lead = runs, end
