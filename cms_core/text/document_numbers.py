"""发文字号: 浙政办发〔2015〕28号, found and brought into one spelling from [2015], (2015), 【2015】 and full width."""

import re
import unicodedata
from dataclasses import dataclass

from cms_core.text.folding import INVISIBLE, fold

OPEN, CLOSE = r"[〔\[［【（(﹝{「『<＜〈]", r"[〕\]］】）)﹞}」』>＞〉]"
# What stands before a number in running text and is none of its letters; but 和政发〔2020〕1号 is a county's (和县).
LEADING = re.compile(
    r"^.*(?:文号|字号|根据|依据|按照|依照|贯彻|落实|执行|参照|见|以及|关于|(?<!共)和|与|及|由|的|以)(?=(?!政)[\u4e00-\u9fa5A-Za-z]{2})"
)
# The letters are at most 16 characters: 国科发政, 浙人社发, 浙政办发明电, 浙财税政.
NUMBERED = re.compile(
    rf"(?P<letters>[\u4e00-\u9fa5A-Za-z]{{1,16}})\s{{0,8}}{OPEN}\s{{0,8}}(?P<year>(?:19|20)\d{{2}})\s{{0,8}}(?:年\s{{0,8}})?{CLOSE}"
    r"\s*(?:第\s*)?(?P<serial>\d{1,5}(?:\s*-\s*\d{1,3})?)\s*号"
)
# An older order of the parts: 〔1996〕武司字第82号.
YEAR_FIRST = re.compile(
    rf"{OPEN}\s*(?P<year>(?:19|20)\d{{2}})\s*{CLOSE}\s*(?P<letters>[\u4e00-\u9fa5]{{1,8}}字)\s*第?\s*(?P<serial>\d{{1,5}})\s*号"
)
# A half-eaten number that old systems show: 浙政办发2015 28号 is not accepted, it may be anything.
ORDER = re.compile(r"(?P<letters>[\u4e00-\u9fa5]{1,24}?(?:令|公告|通告))\s*(?:第\s*)?(?P<serial>\d{1,5})\s*号")


@dataclass(frozen=True)
class DocumentNumber:
    """`year` is None for numbered orders (浙江省人民政府令第340号)."""

    letters: str
    year: int | None
    serial: str

    def __str__(self):
        if self.year is None:
            return f"{self.letters}第{self.serial}号"
        return f"{self.letters}〔{self.year}〕{self.serial}号"

    @property
    def key(self) -> str:
        """Equal for all spellings of one number, for search and for finding doubles."""
        return fold(str(self))


def parse_document_number(text: str) -> DocumentNumber | None:
    """The number if `text` is one and nothing else (浙府令 340 号 too); else None."""
    folded = _plain(text)
    for pattern in (NUMBERED, ORDER, YEAR_FIRST):
        match = pattern.fullmatch(folded)
        if match:
            return _number(match, match["letters"])
    return None


def normalise(text: str) -> str:
    """The one spelling, or `text` without outer blanks where it is no document number (so nothing is lost)."""
    number = parse_document_number(text)
    return str(number) if number else " ".join(text.split())


def key_of(text: str) -> str:
    """What two spellings of one number have in common; any text has one."""
    number = parse_document_number(text)
    return number.key if number else fold(text)


def find_document_numbers(text: str) -> list[DocumentNumber]:
    """All numbers with a bracketed year that running text mentions, in its order, each once."""
    found = {}
    for match in NUMBERED.finditer(_plain(text, joined=False)):
        number = _number(match, LEADING.sub("", match["letters"]))
        found.setdefault(number.key, number)
    return list(found.values())


def _number(match, letters) -> DocumentNumber:
    year = match.groupdict().get("year")
    serial = re.sub(r"\s", "", match["serial"])
    return DocumentNumber(letters, int(year) if year else None, serial.lstrip("0") or serial)


def _plain(text, joined=True):
    """Full width to half width; blanks go where the text is one number, and stay where they part words."""
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text or ""))
    return "".join(text.split()) if joined else text
