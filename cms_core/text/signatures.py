"""落款: who signed and when, as the last lines of a text say it (《党政机关公文格式》GB/T 9704-2012, 7.3.5)."""

import re
from dataclasses import dataclass
from datetime import date

from cms_core.text.dates import parse_date

# A body at the end of a line; what is a sentence is none.
BODY_END = re.compile(
    r"(?:政府|办公厅|办公室|委员会|厅|局|委|院|部|处|中心|总队|支队|大队|联合会|协会|学会|检察院|法院|银行|公司|学校|大学"
    r"|会|办|队|站|所|署|组)$"
)
PERSON = re.compile(
    r"(?:总理|省长|市长|县长|区长|主席|主任|部长|厅长|局长|镇长|乡长|州长|会长)\s*[\u4e00-\u9fa5]{1,2}\s*[\u4e00-\u9fa5]{1,2}"
)
DAY = re.compile(
    r"[\d一二三四五六七八九十〇○零]{4}\s*[年./-]\s*[\d一二三四五六七八九十元]{1,3}\s*[月./-]"
    r"\s*[\d一二三四五六七八九十廿卅]{1,4}\s*日?"
)
NO_BODY = re.compile(r"[，,。；;：:《》“”？！]")
MOST_SIGNERS = 12
LONGEST_SIGNER = 40


@dataclass
class Signature:
    """`end` is the place of the first line after it."""

    organisations: list[str]
    day: date
    end: int
    note: str = ""

    def as_value(self) -> dict:
        return {"organisations": self.organisations, "date": self.day.isoformat(), "note": self.note}


def read_signature(lines: list[str], place: int) -> Signature | None:
    """The signature that begins at `place`: one or more bodies, then nothing but a day (also on one line with it)."""
    signers = []
    for number in range(place, min(len(lines), place + MOST_SIGNERS)):
        line = lines[number].strip().strip("\u3000")
        day = DAY.search(line)
        if day and parse_date(day[0]) and not line[day.end() :].strip():
            before = _signers(line[: day.start()])
            if before is None or not (signers or before):
                return None
            return Signature(signers + before, parse_date(day[0]), number + 1)
        names = _signers(line)
        if not names:
            return None
        signers += names
    return None


def _signers(text) -> list[str] | None:
    """The bodies that a line names and nothing else: [] for an empty one, None for a line of text."""
    text = text.strip().strip("\u3000")
    if not text:
        return []
    # Most lines are sentences: no part of one could be a body, and no person's name.
    if NO_BODY.search(text):
        return None
    if PERSON.fullmatch(text):
        return [" ".join(text.split())]
    names = [name.strip() for name in re.split(r"\s{2,}|[\u3000\t]+", text) if name.strip()]
    if len(names) == 1 and " " in text:
        names = text.split()
    if all(_is_body(name) for name in names):
        return names
    return [text] if _is_body(text) else None


def _is_body(name):
    return 2 <= len(name) <= LONGEST_SIGNER and BODY_END.search(name) and not NO_BODY.search(name)
