"""The text of a document: its blocks, and the facts that stand in it rather than above it."""

import re

from cms_core.text.dates import parse_date
from cms_core.text.document_numbers import normalise, parse_document_number
from migrations.documents.facts import NAMES, Status
from migrations.documents.signatures import disclosure_note
from migrations.documents.structure import body_blocks
from migrations.reading.titles import without_title

EFFECTIVE = re.compile(
    r"本(?:办法|条例|规定|细则|规则|意见|通知|决定|方案|措施|规划|标准|制度|目录|通告|公告)自\s*"
    r"(?P<day>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)起(?:正式)?(?:施行|实施|执行|生效)"
)


ADOPTION = re.compile(r"[(（]\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日.*(?:通过|发布|公布)")


def read_body(draft, lines: list[str]) -> None:
    """Sets `draft.body` and what the text itself says of number, dates and disclosure, if nothing above it did."""
    lines = without_title(lines, draft.title)
    lines = take_number(draft, lines)
    draft.body = body_blocks(lines)
    text = "\n".join(lines)
    read_note(draft, lines)
    read_adoption(draft, lines)
    read_signature_date(draft)
    read_effective_date(draft, text)
    count = sum(1 for line in lines if line.strip())
    status = Status.UNDERSTOOD if draft.body else Status.MISSING
    draft.tell("body", status, value=f"{count} 段、{len(text)} 字" if draft.body else "")


def take_number(draft, lines):
    """The number in a line of its own under the title is shown above the text already."""
    for place, line in enumerate(lines[:6]):
        number = parse_document_number(line.strip().strip("（）()"))
        if number is None:
            continue
        if not draft.document_number:
            draft.document_number = str(number)
            draft.tell("document_number", Status.INFERRED, line.strip(), str(number), "取自正文上方。")
        if normalise(draft.document_number) == str(number):
            return lines[:place] + lines[place + 1 :]
    return lines


def read_note(draft, lines):
    for line in lines:
        value = disclosure_note(line)
        if value:
            draft.disclosure = value
            draft.tell("disclosure", Status.UNDERSTOOD, line.strip(), value.label, label="正文附注")
            return


def read_signature_date(draft):
    if draft.date_written:
        return
    for block in draft.body:
        if block["type"] == "signature":
            draft.date_written = parse_date(block["value"]["date"])
            draft.tell("date_written", Status.INFERRED, value=block["value"]["date"], note="取自落款。")
            return


def read_adoption(draft, lines):
    """（2007年6月29日第十届全国人民代表大会常务委员会第二十八次会议通过） under the title."""
    if draft.date_written:
        return
    for line in [line.strip() for line in lines if line.strip()][:2]:
        day = parse_date(line) if ADOPTION.match(line) else None
        if day:
            draft.date_written = day
            draft.tell("date_written", Status.INFERRED, line, day.isoformat(), "取自题注。")
            return


def read_effective_date(draft, text):
    if draft.date_effective:
        return
    found = [parse_date(match["day"]) for match in EFFECTIVE.finditer(text)]
    days = [day for day in found if day]
    if days:
        draft.date_effective = days[-1]
        draft.tell("date_effective", Status.INFERRED, value=days[-1].isoformat(), note=f"{NAMES['body']}中写明。")
