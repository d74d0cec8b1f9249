"""发文字号 and numbered orders in running text, with their places; several share one prefix: 浙政发〔2010〕1号、2号."""

import re
from dataclasses import dataclass

from cms_core.citations.find.letters import letters_before
from cms_core.citations.find.orders import GAP, made, orders
from cms_core.citations.find.plain import plain
from cms_core.text.document_numbers import CLOSE, OPEN, DocumentNumber, key_of

SERIAL = r"\d{1,5}"
# The year in brackets is what a number is found by; the letters before it are read backwards.
BRACKETED = re.compile(
    rf"{OPEN}{GAP}(?P<year>(?:19|20){GAP}\d{GAP}\d|[5-9]\d){GAP}(?:年{GAP})?{CLOSE}{GAP}(?:第{GAP})?"
    rf"(?P<serials>{SERIAL}(?:\s{{0,3}}[-—、,和及]\s{{0,3}}{SERIAL}(?!\d))*){GAP}号"
)
MORE = re.compile(
    rf"{GAP}[、,和及与]{GAP}(?:{OPEN}{GAP}(?P<year>(?:19|20)\d\d){GAP}{CLOSE}{GAP})?(?:第{GAP})?(?P<serials>{SERIAL}){GAP}号(?!楼|线|院|门)"
)
# As fold leaves it.
STATE = re.compile(r"^(?:原(?!子))?(?:中华人民共和国)?(?=.{2})")


@dataclass(frozen=True)
class NumberSpan:
    start: int
    end: int
    number: DocumentNumber


def number_key(number: str) -> str:
    """Equal for all spellings of one number, of orders too: 国令第707号 and 中华人民共和国国务院令第707号,
    浙江省政府令第340号 and 浙江省人民政府令第340号. For a page's number and a cited one alike; empty for none."""
    text = plain(number).strip()
    spans = number_spans(text, 2)
    if len(spans) == 1 and (spans[0].start, spans[0].end) == (0, len(text)):
        number = str(spans[0].number)
    key = key_of(number) if text else ""
    if "〔" in key:
        return key
    key = STATE.sub("", key).replace("人民政府令第", "政府令第").replace("、", "")
    return f"国务院令第{key[3:]}" if key.startswith("国令第") else key


def number_spans(text: str, most: int) -> list[NumberSpan]:
    """The first `most`, about, by place; `text` is plain. Numbers that share a prefix have spans of their own."""
    spans = []
    for match in BRACKETED.finditer(text):
        begin, letters = letters_before(text, match.start())
        if len(letters) >= 2:
            spans += _bracketed(text, match, begin, letters)
        if len(spans) >= most:
            break
    spans += [NumberSpan(*order) for order in orders(text, most)]
    spans.sort(key=lambda span: (span.start, -span.end))
    return _apart(spans)


def _bracketed(text, match, begin, letters):
    year = int(re.sub(r"\s", "", match["year"]))
    if year < 100:
        if not letters.endswith(("发", "字", "函", "办", "电", "令", "政")):
            return []
        year += 1900
    spans = _serials(match, begin, letters, year)
    end = match.end()
    while more := MORE.match(text, end):
        year = int(more["year"]) if more["year"] else year
        start = more.start("serials")
        spans.append(NumberSpan(start, more.end(), made(letters, year, more["serials"])))
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
        spans.append(NumberSpan(start, end, made(letters, year, serial.group().replace("—", "-"))))
    return spans


def _apart(spans):
    kept = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
