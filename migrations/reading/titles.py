"""Which of the lines above a text is its title, also when it is broken over several lines."""

import re

from cms_core.taxonomies.genres import genre_of_title
from cms_core.text.document_numbers import parse_document_number
from cms_core.text.folding import fold
from migrations.reading.frame import is_frame

LONG = 60
# Stands for a line with the time, the source or the buttons, which has been taken out.
MARK = "\0"
# A short name (某某办法) is a title where there is no better one; a word of the frame is not.
LOWEST = -2
PARAGRAPH_ENDS = ("。", "；", "：", ":", ";", "！", "？")
NUMERAL = "[一二三四五六七八九十百]+"
ENUMERATED = re.compile(rf"^\s*(?:{NUMERAL}、|[(（]{NUMERAL}[)）]|第{NUMERAL}[章条]|#)")
SUBTITLE = re.compile(r"^\s*[(（].*[)）]\s*$")
REGULATIONS = re.compile("(?:条例|办法|规定|规则|细则|方案|规划|计划|要点|纲要|解读|指南|目录|清单)$")


def is_paragraph(line: str) -> bool:
    """Running text, as no title and no signature is."""
    line = line.strip()
    return len(line) > LONG * 2 or (bool(line) and line.endswith(PARAGRAPH_ENDS)) or bool(ENUMERATED.match(line))


def choose_title(lines: list[str], labelled: str = "") -> tuple[str, list[str], list[str]]:
    """(title, the lines of the text, the lines above the title, which are frame). `labelled` is the 名称 of a page."""
    end = next((number for number, line in enumerate(lines) if line and is_paragraph(line)), len(lines))
    above = [number for number in range(end) if lines[number] and not is_frame(lines[number])]
    above = [number for number in above if lines[number] != MARK]
    if labelled:
        rest = without_title(without_marks(lines), labelled)
        return " ".join(labelled.split()), rest, []
    points = {number: score(lines[number]) + 4 * stands_over_mark(lines, number) for number in above}
    best = max(above, key=lambda number: (points[number], -number), default=None)
    if best is None or points[best] < LOWEST:
        return "", without_marks(lines), []
    first, last = best, best
    while first - 1 in above and continues(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 in above and continues(lines[last], lines[last + 1]):
        last += 1
    title = "".join(line.strip() for line in lines[first : last + 1])
    title = " ".join(title.split())
    return title, without_marks(lines[last + 1 :]), [lines[number].strip() for number in above if number < first]


def stands_over_mark(lines, number) -> bool:
    following = next((line for line in lines[number + 1 :] if line), "")
    return following == MARK


def without_marks(lines):
    return [line for line in lines if line != MARK]


def score(line: str) -> int:
    text = line.strip()
    points = 3 * bool(genre_of_title(text)) + 2 * ("关于" in text or "印发" in text)
    points += bool(REGULATIONS.search(text))
    points += 12 <= len(text) <= 100
    points -= 4 * (len(text) < 4) + 2 * (len(text) < 8) + 4 * (parse_document_number(text) is not None)
    points -= 3 * bool(SUBTITLE.match(text)) + 3 * text.endswith("文件") + 2 * (len(text) > 150)
    return points


def continues(upper: str, lower: str) -> bool:
    """Two lines of one title: the upper does not end as titles end, and the lower is no number and no new title."""
    upper, lower = upper.strip(), lower.strip()
    if genre_of_title(upper) or REGULATIONS.search(upper) or parse_document_number(lower):
        return False
    if SUBTITLE.match(upper) or is_paragraph(upper) or is_paragraph(lower):
        return False
    return (
        lower.startswith("关于") or ("关于" in upper and bool(genre_of_title(lower))) or upper.endswith(("关于", "、"))
    )


def without_title(lines: list[str], title: str) -> list[str]:
    """The lines without the first ones when these say `title` again, also over several lines."""
    wanted, told, number = fold(title), "", 0
    skipped = []
    for number, line in enumerate(lines):
        if not line or is_frame(line):
            continue
        told += fold(line)
        if not wanted.startswith(told):
            break
        skipped.append(number)
        if told == wanted:
            return [line for place, line in enumerate(lines) if place not in skipped]
    return lines
