"""The list of a day as rows, in our columns or in the columns that its workbooks last had."""

import csv
import datetime
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

from listings.history.days import versions_on
from listings.models import ColumnMapping, Listing
from listings.terms import joined
from listings.values import plain_values
from listings.workbooks import terms
from listings.workbooks.bodies import Bodies
from listings.workbooks.cells import quoted
from listings.workbooks.fields import columns_of
from listings.workbooks.headers import cleaned
from listings.workbooks.writing import CellWriter, SheetWriter, labels_of


def rows_on(listing: Listing, day: datetime.date) -> Iterator[dict]:
    """Plain values, by body, code and the age of the item; one row at a time."""
    found = versions_on(listing.kind, day, listing=listing).select_related("organisation")
    for version in found.order_by("organisation__path", "code", "item").iterator(chunk_size=500):
        yield plain_values(version)


def write_csv(path: Path, listing: Listing, day: datetime.date) -> None:
    """UTF-8 with the mark that Excel needs; nothing in it is taken for a formula."""
    names, cells = list(columns_of(listing.kind)), CellWriter(listing.kind, Bodies(listing))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(labels_of(listing.kind, names)[0])
        for values in rows_on(listing, day):
            row = (cells.value(name, values.get(name)) for name in names)
            writer.writerow(["" if value is None else quoted(str(value)) for value in row])


class OwnColumns:
    """The columns, order and words of the last workbook that was uploaded for the list."""

    def __init__(self, listing: Listing):
        self.listing = listing
        self.mapping = ColumnMapping.objects.filter(listing=listing).first()
        self.cells = CellWriter(listing.kind, Bodies(listing))
        self.words: dict[str, dict] = {}

    def headers(self) -> list[str]:
        return self.mapping.headers if self.mapping else []

    def rows(self, day: datetime.date) -> Iterator[list]:
        fields = [self.mapping.columns.get(cleaned(header), "") for header in self.headers()]
        known = columns_of(self.listing.kind)
        # The column of such a term has had its unit with it.
        apart = {*fields, *(self.mapping.fixed if self.mapping else ())}
        whole = {name: unit for name, unit in terms.UNITS.items() if unit not in apart}
        for values in rows_on(self.listing, day):
            for name, unit in whole.items():
                if values.get(name) is not None and values.get(unit):
                    values[name] = joined(self.listing.kind, name, values[name], values[unit])
            yield [self.word(name, values.get(name)) if name in known else None for name in fields]

    def word(self, name: str, plain):
        if name not in self.words:
            told = self.mapping.words.get(name, {})
            self.words[name] = {value: word for word, value in reversed(told.items())}
        if plain in self.words[name]:
            return self.words[name][plain]
        return self.cells.value(name, plain)


def write_own(path: Path, listing: Listing, day: datetime.date) -> None:
    own = OwnColumns(listing)
    book = Workbook(write_only=True)
    sheet = SheetWriter(book, listing.get_kind_display())
    sheet.header(own.headers())
    for row in own.rows(day):
        sheet.append(row)
    book.save(path)
