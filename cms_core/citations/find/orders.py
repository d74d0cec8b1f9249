"""Numbers with no bracketed year before the serial: 国务院令第711号, 财政部公告2020年第8号, 〔1996〕武司字第82号."""

import re

from cms_core.citations.find.letters import bodies_before
from cms_core.text.document_numbers import CLOSE, OPEN, DocumentNumber

# All gaps are bounded: hostile text must not make a search go back over it.
GAP = r"\s{0,8}"
YEAR = r"(?P<year>(?:19|20)\d\d)"
SERIAL = r"(?:(?P<serial>\d{1,5})|(?P<chinese>[一二三四五六七八九十百零〇]{1,7}))"
ORDER = re.compile(rf"(?P<kind>令|公告|通告){GAP}(?:{YEAR}{GAP}年{GAP})?(?:第{GAP})?{SERIAL}{GAP}号")
ORDER_AFTER = re.compile(rf"(?:{YEAR}{GAP}年{GAP})?第{GAP}{SERIAL}{GAP}号{GAP}(?P<kind>令|公告|通告)")
# In brackets after a title; a court counts so too.
YEAR_FIRST = re.compile(
    rf"(?<=\(){OPEN}{GAP}{YEAR}{GAP}{CLOSE}{GAP}(?P<letters>[\u4e00-\u9fa5]{{1,8}}字){GAP}第?{GAP}(?P<serial>\d{{1,5}}){GAP}号"
)
COURT = re.compile(r"[民刑行执知破赔商][一二三]?[初终再申复他监抗]")
SMALL = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0}


def orders(text: str, most: int) -> list[tuple[int, int, DocumentNumber]]:
    """(start, end, number) of at most `most` of each form."""
    found = []
    for form in (ORDER, ORDER_AFTER):
        for match, _ in zip(form.finditer(text), range(most), strict=False):
            begin, body = bodies_before(text, match.start())
            if body:
                found.append((begin, match.end(), _order(body, match)))
    for match, _ in zip(YEAR_FIRST.finditer(text), range(most), strict=False):
        if not COURT.search(match["letters"]):
            found.append((match.start(), match.end(), made(match["letters"], int(match["year"]), match["serial"])))
    return found


def made(letters, year, serial) -> DocumentNumber:
    serial = "".join(serial.split())
    return DocumentNumber(letters, year, serial.lstrip("0") or serial)


def _order(body, match):
    year = f"{match['year']}年" if match["year"] else ""
    serial = match["serial"] or _arabic(match["chinese"])
    if body.startswith("原") and not body.startswith("原子"):
        body = body[1:]
    return made(f"{body}{match['kind']}{year}", None, serial)


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
