"""What tests of the open data of the lists share: the answers as bytes, tables and JSON."""

import csv
import io
import json

import openpyxl


def content(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def table(answer) -> list[dict]:
    """Rows of a CSV by its headers."""
    return list(csv.DictReader(io.StringIO(content(answer).decode("utf-8-sig"))))


def sheet(answer, number: int = 0) -> list[list]:
    book = openpyxl.load_workbook(io.BytesIO(content(answer)))
    return [list(row) for row in book.worksheets[number].iter_rows(values_only=True)]


def data(answer) -> dict:
    return json.loads(content(answer))
