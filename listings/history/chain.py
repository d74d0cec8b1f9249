"""The chain: what is recorded of a line, in canonical JSON, and how records are bound to one another.

`digest = SHA-256(previous + "\\n" + content)`, both in UTF-8; the first record's `previous` is "". Whoever keeps a
published digest can tell later that nothing up to it was changed.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable
from itertools import islice

from listings.history.steps import Step
from listings.models import Adjustment, AdjustmentLine, Listing, Record
from listings.states import LineKind

ROWS = 500


def canonical(content: dict) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(previous: str, content: str) -> str:
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()


def name_of(listing: Listing) -> str:
    return f"{listing.portal.key}/{listing.kind}"


def adjustment_content(adjustment: Adjustment) -> dict:
    """What was decided, and by whom; bodies by their keys."""
    return {
        "id": adjustment.pk,
        "title": adjustment.title,
        "basis": adjustment.basis,
        "basis_document": adjustment.basis_document_id,
        "basis_url": adjustment.basis_url,
        "basis_file": adjustment.basis_file_id,
        "proposing_body": adjustment.proposing_body and adjustment.proposing_body.key,
        "approving_body": adjustment.approving_body and adjustment.approving_body.key,
        "approval_number": adjustment.approval_number,
        "note": adjustment.note,
        "approved_at": adjustment.approved_at.astimezone(datetime.UTC).isoformat(timespec="seconds"),
        "approved_by": adjustment.approved_by_id,
        "submitted_by": adjustment.submitted_by_id,
    }


def line_content(listing: Listing, number: int, line: AdjustmentLine, decided: dict, day: datetime.date) -> dict:
    return {
        "list": name_of(listing),
        "number": number,
        "item": line.item_id,
        "kind": line.kind,
        "effective": day.isoformat(),
        "values": line.values,
        "partner": line.partner_id,
        "to_level": line.to_level,
        "entrusted": line.entrusted,
        "note": line.note,
        "adjustment": decided,
    }


def append(listing: Listing, lines: list[AdjustmentLine], adjustment: Adjustment) -> None:
    """Records of all lines of an approved adjustment; `listing` is locked by the caller."""
    decided, day = adjustment_content(adjustment), adjustment.effective_day
    numbered = enumerate(lines, listing.length + 1)
    contents = ((line, line_content(listing, number, line, decided, day), None) for number, line in numbered)
    write(listing, contents, day)


def append_revocation(
    listing: Listing, records: list[Record], *, at: datetime.datetime, by: int | None, reason: str
) -> None:
    """That these records shall never take effect; `listing` is locked by the caller."""
    contents = []
    for number, record in enumerate(records, listing.length + 1):
        content = {
            "list": name_of(listing),
            "number": number,
            "item": record.item_id,
            "revokes": record.number,
            "effective": record.effective_day.isoformat(),
            "reason": reason,
            "at": at.astimezone(datetime.UTC).isoformat(timespec="seconds"),
            "by": by,
        }
        contents.append((record.line, content, record.number))
    write(listing, contents, records[0].effective_day)


def write(listing: Listing, contents: Iterable[tuple], day: datetime.date) -> None:
    """(line, content, number of the record that it revokes), some at a time: thousands of lines are long."""
    contents = iter(contents)
    while some := [record_of(listing, day, *one) for one in islice(contents, ROWS)]:
        Record.objects.bulk_create(some)
    listing.save(update_fields=["length", "digest"])


def record_of(listing: Listing, day: datetime.date, line, content: dict, revokes: int | None) -> Record:
    """The next of the chain; the list is one longer."""
    written = canonical(content)
    made = Record(
        listing=listing,
        number=content["number"],
        item_id=content["item"],
        line=line,
        effective_day=day,
        revokes=revokes,
        content=written,
        previous=listing.digest,
        digest=digest_of(listing.digest, written),
    )
    listing.length, listing.digest = content["number"], made.digest
    return made


def steps_of(records: list[Record]) -> list[Step]:
    """Of one item, without what was revoked; `records` in the order of their numbers."""
    revoked = {record.revokes for record in records if record.revokes}
    return [step_of(record) for record in records if not record.revokes and record.number not in revoked]


def step_of(record: Record) -> Step:
    content = json.loads(record.content)
    return Step(
        day=record.effective_day,
        number=record.number,
        kind=LineKind(content["kind"]),
        values=content["values"],
        partner=content["partner"],
        entrusted=content["entrusted"],
        record=record.pk,
    )
