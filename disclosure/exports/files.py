"""The directory as CSV, XLSX and JSON: a few hundred rows at a time, so that memory does not grow.

Read by key and not in one long query: a reader on a slow line must not hold a snapshot of the database open.
"""

import csv
import datetime
import io
import json
from collections.abc import Iterator

from cms_core.tables.formulas import quoted
from cms_core.tables.stream import Sheet, workbook
from disclosure.directory.matching import matching
from disclosure.directory.questions import Question
from disclosure.exports.columns import COLUMNS, Words

BATCH = 500
# Without it Excel reads the file as GB18030.
MARK = "\ufeff"
# What a worksheet holds, without its header.
MOST_ROWS = 1_048_575


def batches(question: Question) -> Iterator[list]:
    """The newest pages first."""
    found, last = matching(question).order_by("-pk"), None
    while rows := list((found.filter(pk__lt=last) if last else found)[:BATCH]):
        yield rows
        last = rows[-1].pk


def cells(question: Question, words: Words) -> Iterator[list[list]]:
    for rows in batches(question):
        yield [[shown(column.value(row, words)) for column in COLUMNS] for row in rows]


def shown(value):
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return None if value == "" else value


def headers() -> list[str]:
    return [column.label for column in COLUMNS]


def as_csv(question: Question, words: Words, head: dict) -> Iterator[bytes]:
    """UTF-8 with its mark; nothing in it is taken for a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(headers())
    yield (MARK + file.getvalue()).encode()
    for batch in cells(question, words):
        file.seek(0)
        file.truncate()
        writer.writerows(["" if value is None else quoted(str(value)) for value in row] for row in batch)
        yield file.getvalue().encode()


def as_xlsx(question: Question, words: Words, head: dict) -> Iterator[bytes]:
    told = [[name, "、".join(value) if isinstance(value, list) else value] for name, value in head.items()]
    sheets = [
        Sheet("政府信息公开目录", headers(), fitting(cells(question, words))),
        Sheet("说明", ["项目", "内容"], [told], 40),
    ]
    return workbook(sheets)


def fitting(found: Iterator[list[list]]) -> Iterator[list[list]]:
    """What a worksheet can hold; the description says how many there are."""
    left = MOST_ROWS
    for batch in found:
        yield batch[:left]
        left -= len(batch)
        if left <= 0:
            return


def as_json(question: Question, words: Words, head: dict) -> Iterator[bytes]:
    """What is empty is left out."""
    yield f'{json.dumps({"dataset": head}, ensure_ascii=False)[:-1]},\n"items": [\n'.encode()
    start = ""
    for rows in batches(question):
        items = (item(row, words) for row in rows)
        yield (start + ",\n".join(json.dumps(one, ensure_ascii=False) for one in items)).encode()
        start = ",\n"
    yield b"\n]}\n"


def item(row, words: Words) -> dict:
    values = ((column.name, column.for_json(row, words)) for column in COLUMNS)
    return {name: value for name, value in values if value not in (None, "")}


FORMS = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}
