"""Lists as CSV, XLSX and JSON: the official columns, as the public reads them, a few hundred rows at a time."""

import csv
import io
import json
from array import array
from collections.abc import Iterator
from decimal import Decimal

from cms_core.tables.stream import Sheet, workbook
from disclosure.decisions import masking
from disclosure.decisions.fields import fields_of, public_fields
from disclosure.decisions.public.addresses import decision_path
from disclosure.decisions.public.questions import Question
from disclosure.decisions.values import plain
from disclosure.decisions.workbooks.cells import quoted
from disclosure.shelves.counting import answers_of

BATCH = 500
# Without it Excel reads the file as GB18030.
MARK = "\ufeff"
OURS = (("published_on", "公示日期"), ("published_until", "公示截止期"), ("url", "网址"))


def columns(kind: str) -> list[str]:
    """The official columns that may be public, and ours; `published_until` is one of both for penalties."""
    names = [name for name in public_fields(kind) if fields_of(kind)[name].code]
    return [*names, *(name for name, _ in OURS if name not in names)]


def headers(kind: str) -> list[str]:
    own = dict(OURS)
    return [fields_of(kind)[name].label if name in fields_of(kind) else own[name] for name in columns(kind)]


def batches(question: Question) -> Iterator[list]:
    """As listed, newest first. Read by key: a reader on a slow line must not hold a snapshot of the database open."""
    keys = sorted((key for shelf, bits in answers_of(question.found) for key in shelf.keys_of(bits)), reverse=True)
    pks = array("q", (pk for _, pk in keys))
    del keys
    for start in range(0, len(pks), BATCH):
        yield question.read(pks[start : start + BATCH])


def cells(question: Question) -> Iterator[list[list]]:
    names = columns(question.scope.kind)
    for rows in batches(question):
        yield [[value_of(question, row, name) for name in names] for row in rows]


def value_of(question: Question, decision, name: str):
    if name == "url":
        root = question.scope.open[decision.portal_id].root
        return f"{root}{decision_path(decision.KIND, decision.pk)}"
    if name in ("published_on", "published_until"):
        return getattr(decision, name)
    value = masking.shown(decision, name)
    return None if value == "" else value


def as_csv(question: Question) -> Iterator[bytes]:
    """Nothing in it is taken for a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(headers(question.scope.kind))
    yield (MARK + file.getvalue()).encode()
    for batch in cells(question):
        file.seek(0)
        file.truncate()
        writer.writerows(["" if value is None else quoted(str(plain(value))) for value in row] for row in batch)
        yield file.getvalue().encode()


def as_xlsx(question: Question) -> Iterator[bytes]:
    told = (
        [value.normalize() + 0 if isinstance(value, Decimal) else value for value in row]
        for batch in cells(question)
        for row in batch
    )
    return workbook([Sheet(question.scope.kind.label, headers(question.scope.kind), in_batches(told))])


def in_batches(rows) -> Iterator[list]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def as_json(question: Question) -> Iterator[bytes]:
    """Under the official codes; what is empty is left out."""
    kind = question.scope.kind
    names = [fields_of(kind)[name].code if name in fields_of(kind) else name for name in columns(kind)]
    words = dict(zip(names, headers(kind), strict=True))
    head = {"title": question.scope.heading, "fields": words}
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]},\n"items": [\n'.encode()
    start = ""
    for batch in cells(question):
        items = (
            {name: plain(value) for name, value in zip(names, row, strict=True) if value is not None} for row in batch
        )
        yield (start + ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)).encode()
        start = ",\n"
    yield b"\n]}\n"


FORMS = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}
