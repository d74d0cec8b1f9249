"""发文字号 and numbered orders in running text, with their places: several may share one prefix (浙政发〔2010〕1号、2号)."""

import re
from dataclasses import dataclass

from cms_core.citations.find.cues import pattern
from cms_core.text.document_numbers import CLOSE, OPEN, DocumentNumber

# All gaps are bounded: hostile text must not make a search go back over it.
GAP = r"\s{0,8}"
SERIAL = r"\d{1,5}"
CHINESE = r"[一二三四五六七八九十百零〇]{1,7}"
# The year in brackets is what a number is found by; the letters before it are read backwards.
BRACKETED = re.compile(
    rf"{OPEN}{GAP}(?P<year>(?:19|20){GAP}\d{GAP}\d){GAP}(?:年{GAP})?{CLOSE}{GAP}(?:第{GAP})?"
    rf"(?P<serials>{SERIAL}(?:\s{{0,3}}[-—、,和及]\s{{0,3}}{SERIAL}(?!\d))*){GAP}号"
)
MORE = re.compile(
    rf"{GAP}[、,和及与]{GAP}(?:{OPEN}{GAP}(?P<year>(?:19|20)\d\d){GAP}{CLOSE}{GAP})?(?:第{GAP})?(?P<serials>{SERIAL}){GAP}号(?!楼|线|院|门)"
)
LETTERS = re.compile(r"[\u4e00-\u9fa5A-Za-z]+")
MAX_LETTERS = 16
ORDER = re.compile(
    rf"(?P<kind>令|公告|通告){GAP}(?:(?P<year>(?:19|20)\d\d){GAP}年{GAP})?(?:第{GAP})?(?:(?P<serial>{SERIAL})|(?P<chinese>{CHINESE})){GAP}号"
)
ORDER_AFTER = re.compile(
    rf"(?:(?P<year>(?:19|20)\d\d){GAP}年{GAP})?第{GAP}(?P<serial>{SERIAL}){GAP}号{GAP}(?P<kind>令|公告|通告)"
)
BODY = re.compile(r"[\u4e00-\u9fa5]+")
MAX_BODY = 24
# The letters begin after the last of these; 和政发〔2020〕1号 is a county's, 以 is in no name.
BEFORE = re.compile(rf"^.*(?:{pattern('numbers', 'before').pattern})(?=(?!政)[\u4e00-\u9fa5A-Za-z]{{2}})")
SMALL = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0}
NO_BODY = ("本", "此", "该", "上述", "前款", "命", "法", "政", "指", "责", "司", "勒", "禁")


@dataclass(frozen=True)
class NumberSpan:
    start: int
    end: int
    number: DocumentNumber


def number_spans(text: str) -> list[NumberSpan]:
    """By place; `text` is plain. Numbers that share a prefix have spans of their own."""
    spans = []
    for match in BRACKETED.finditer(text):
        begin, letters = _letters_before(text, match.start(), LETTERS, MAX_LETTERS)
        if len(letters) >= 2:
            spans += _bracketed(text, match, begin, letters)
    spans += _orders(text)
    spans.sort(key=lambda span: (span.start, -span.end))
    return _apart(spans)


def _bracketed(text, match, begin, letters):
    year = int(re.sub(r"\s", "", match["year"]))
    spans = _serials(match, begin, letters, year)
    end = match.end()
    while more := MORE.match(text, end):
        year = int(more["year"]) if more["year"] else year
        start = more.start("serials")
        spans.append(NumberSpan(start, more.end(), _number(letters, year, more["serials"])))
        end = more.end()
    return spans


def _serials(match, begin, letters, year):
    """〔2010〕1、2号 is two numbers, 〔2010〕1-2号 one."""
    serials = list(re.finditer(r"\d+(?:\s*[-—]\s*\d+)?", match["serials"]))
    offset = match.start("serials")
    spans = []
    for index, serial in enumerate(serials):
        start = begin if index == 0 else offset + serial.start()
        end = match.end() if index == len(serials) - 1 else offset + serial.end()
        spans.append(NumberSpan(start, end, _number(letters, year, serial.group().replace("—", "-"))))
    return spans


def _number(letters, year, serial):
    serial = re.sub(r"\s", "", serial)
    return DocumentNumber(letters, year, serial.lstrip("0") or serial)


def _letters_before(text, end, allowed, most):
    """The run of letters that ends at `end` (blanks and one line break may part it from there), without what only
    leads to it: 按照浙政办发 is 浙政办发."""
    stop = end
    while stop > 0 and end - stop < 8 and text[stop - 1].isspace():
        stop -= 1
    run = text[max(0, stop - most - 8) : stop]
    found = re.search(allowed.pattern + r"\Z", run)
    if not found:
        return stop, ""
    letters = found.group()
    # A narrow column breaks the letters themselves: 浙政办\n发〔2015〕8号.
    broken = re.search(r"([\u4e00-\u9fa5]{2,6})\s{0,2}\n\s{0,4}\Z", run[: found.start()]) if len(letters) < 2 else None
    if broken:
        kept = BEFORE.sub("", broken[1])
        return max(0, stop - most - 8) + broken.end(1) - len(kept), kept + letters
    kept = BEFORE.sub("", letters)[-most:]
    return stop - len(kept), kept


def _orders(text):
    spans = []
    for match in ORDER.finditer(text):
        begin, body = _letters_before(text, match.start(), BODY, MAX_BODY)
        if len(body) < 2 or body.endswith(NO_BODY):
            continue
        serial = match["serial"] or _arabic(match["chinese"])
        spans.append(NumberSpan(begin, match.end(), _order(body, match, serial)))
    for match in ORDER_AFTER.finditer(text):
        begin, body = _letters_before(text, match.start(), BODY, MAX_BODY)
        if len(body) >= 2:
            spans.append(NumberSpan(begin, match.end(), _order(body, match, match["serial"])))
    return spans


def _order(body, match, serial):
    year = f"{match['year']}年" if match["year"] else ""
    return _number(f"{body}{match['kind']}{year}", None, serial)


def _arabic(chinese):
    """三十四 is 34, 一百零二 is 102."""
    total = digit = 0
    for character in chinese:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = SMALL[character]
    return str(total + digit)


def _apart(spans):
    kept = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
