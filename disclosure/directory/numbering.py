"""Index numbers of what is no document: 索引号 is a required element of everything disclosed (指引: 必选, 唯一不变).

They come from the serials of the body and year that its documents have theirs from. Many at once cost a query or two
for each body and year; a body without a code gives none, and `rebuild_directory` gives them once it has one.
"""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import F

from cms_core.models import IndexSerial, Organisation
from cms_core.models.entries import EntryKind
from cms_core.numbers.serials import LAST_SERIAL
from disclosure.models import DirectoryEntry


def number_rows(rows: Collection[DirectoryEntry]) -> None:
    """Set `index_number` where it is empty; inside the transaction that writes the rows."""
    groups = defaultdict(list)
    for row in rows:
        if not row.index_number and row.kind != EntryKind.DOCUMENT and row.organisation_number:
            groups[row.organisation_number, row.year].append(row)
    if not groups:
        return
    codes = Organisation.objects.filter(pk__in={body for body, _ in groups}).order_by()
    codes = {pk: credit or own for pk, credit, own in codes.values_list("pk", "credit_code", "organisation_code")}
    for (body, year), those in sorted(groups.items(), key=lambda group: group[0]):
        if codes.get(body):
            give(codes[body], body, year, sorted(those, key=lambda row: (row.published_at, row.page_number)))


def give(code: str, body: int, year: int, rows: list[DirectoryEntry]) -> None:
    """The counter's row is held until the transaction ends, as by `cms_core.numbers.serials`."""
    counter = IndexSerial.objects.filter(organisation=body, year=year)
    if not counter.update(last=F("last") + len(rows)):
        IndexSerial.objects.bulk_create([IndexSerial(organisation_id=body, year=year)], ignore_conflicts=True)
        counter.update(last=F("last") + len(rows))
    last = counter.values_list("last", flat=True).get()
    for serial, row in enumerate(rows, last - len(rows) + 1):
        if serial <= LAST_SERIAL:
            row.index_number = f"{code}/{year}-{serial:05d}"
