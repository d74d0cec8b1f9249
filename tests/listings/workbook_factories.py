"""Workbooks as editors send them, and an upload of one that was checked."""

import csv
import io
from contextlib import closing

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from listings.workbooks.actions.map import MapUpload
from listings.workbooks.actions.receive import ReceiveUpload
from listings.workbooks.checking import Check
from listings.workbooks.plan import Plan
from tests.listings.factories import DAY


def workbook(rows, *, sheets=None, title="清单") -> bytes:
    """Of one sheet, or of several {title: rows}."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, those in (sheets or {title: rows}).items():
        sheet = book.create_sheet(name)
        for row in those:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def csv_text(rows) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def received(listing, content, *, name="清单.xlsx", day=DAY, user=None):
    return ReceiveUpload(listing, SimpleUploadedFile(name, content), day=day, user=user).execute()


def checked(listing, content, *, name="清单.xlsx", day=DAY, **plan):
    """As proposed, with what `plan` says otherwise; the check has been made."""
    upload = received(listing, content, name=name, day=day)
    proposed = Plan.of(upload.plan)
    for field, value in plan.items():
        setattr(proposed, field, value)
    upload = MapUpload(upload, proposed).execute()
    Check(upload).execute()
    upload.refresh_from_db()
    return upload


def outcomes(upload) -> dict:
    return {key: upload.counts[key] for key in ("new", "changed", "same", "gone", "refused") if upload.counts[key]}


def reasons(upload) -> list[str]:
    return [fault["reason"] for row in upload.rows.filter(outcome="refused") for fault in row.faults]


def sheet_rows(path, sheet=None) -> list[tuple]:
    with closing(openpyxl.load_workbook(path)) as book:
        return list((book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True))
