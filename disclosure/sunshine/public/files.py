"""A domain's records as CSV, XLSX and JSON: what its page lists, with names masked, a few hundred at a time."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from cms_core.tables.formulas import quoted
from cms_core.tables.stream import Sheet, workbook
from disclosure.sunshine.domains import Domain
from disclosure.sunshine.public.questions import Question
from disclosure.sunshine.public.records import public_records, title_of
from disclosure.sunshine.public.scopes import Scope
from disclosure.sunshine.values import shown
from disclosure.sunshine.workbooks.records import BODY

BATCH = 500
# Without it Excel reads the file as GB18030.
MARK = "\ufeff"
PUBLISHED, ADDRESS = "发布日期", "网址"


@dataclass(frozen=True)
class Told:
    """What is asked for. `title` names the file and the table."""

    scope: Scope
    domain: Domain
    question: Question

    @property
    def title(self) -> str:
        return title_of(self.scope, self.domain)

    def headers(self) -> list[str]:
        return [BODY, *(field.heading for field in self.domain.fields), PUBLISHED, ADDRESS]

    def names(self) -> list[str]:
        return ["organisation", *(field.name for field in self.domain.fields), "published_on", "address"]

    def batches(self) -> Iterator[list[list]]:
        """Read by key: a reader on a slow line must not hold a snapshot of the whole database open."""
        found = public_records(self.scope, self.domain, self.question).select_related("organisation").order_by("pk")
        last = 0
        while rows := list(found.filter(pk__gt=last)[:BATCH]):
            yield [self.cells(record) for record in rows]
            last = rows[-1].pk

    def cells(self, record) -> list:
        fields = (value_of(field, record.values.get(field.name)) for field in self.domain.fields)
        published = timezone.localtime(record.published_at).date()
        return [record.organisation.name, *fields, published, f"{self.scope.site_portal.base_url}{record.path}"]


def value_of(field, value):
    """Figures stay figures; None for what is empty."""
    if value in (None, ""):
        return None
    if field.type == "amount":
        return Decimal(value)
    return value if field.type in ("number", "year") else shown(field, value)


def text_of(value) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else str(value)


def as_csv(told: Told) -> Iterator[bytes]:
    """Nothing in it is taken for a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(told.headers())
    yield (MARK + file.getvalue()).encode()
    for batch in told.batches():
        file.seek(0)
        file.truncate()
        writer.writerows([quoted(text_of(value)) for value in row] for row in batch)
        yield file.getvalue().encode()


def as_xlsx(told: Told) -> Iterator[bytes]:
    return workbook([Sheet(told.domain.title, told.headers(), told.batches())])


def as_json(told: Told) -> Iterator[bytes]:
    """What is empty is left out; amounts are texts, as no program may round them."""
    names = told.names()
    head = {"title": told.title, "unit": "万元", "fields": dict(zip(names, told.headers(), strict=True))}
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]},\n"items": [\n'.encode()
    start = ""
    for batch in told.batches():
        items = (
            {name: plain(value) for name, value in zip(names, row, strict=True) if value is not None} for row in batch
        )
        yield (start + ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)).encode()
        start = ",\n"
    yield b"\n]}\n"


def plain(value):
    return value if isinstance(value, int) else text_of(value)


WRITERS = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}
