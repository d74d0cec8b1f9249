"""A list as CSV and as JSON, in pieces of a few hundred rows."""

import csv
import io
import json
from collections.abc import Iterator

from listings.data.asked import Asked
from listings.data.columns import Words, columns_of, for_json, for_tables, written
from listings.data.errors import Changed
from listings.data.rows import batches
from listings.data.stamps import Stamp, records_of
from listings.public.addresses import item_path
from listings.workbooks.cells import quoted

# Without it Excel reads the file as GB18030.
MARK = "\ufeff"


def words_of(asked: Asked, stamp: Stamp) -> Words:
    lists = {pk: f"{listing.portal.name}{asked.kind.label}" for pk, listing in asked.listings.items()}
    return Words(stamp.bodies, lists, asked.portal.base_url)


def steady(asked: Asked, stamp: Stamp) -> Iterator[list[tuple]]:
    """The batches; raises Changed after the last when the list was adjusted meanwhile."""
    yield from batches(asked)
    if records_of(asked) != stamp.records:
        raise Changed("清单在下载过程中有调整，请重新下载。")


def cells_of(asked: Asked, stamp: Stamp) -> Iterator[list[list]]:
    """Rows of cells: None, text, figures, dates."""
    words = words_of(asked, stamp)
    writers = [for_tables(column, words) for column in columns_of(asked.kind)]
    for batch in steady(asked, stamp):
        yield [
            [None if value is None or value == "" else write(value) for write, value in zip(writers, row, strict=True)]
            for row in batch
        ]


def headers_of(asked: Asked) -> list[str]:
    return [column.label for column in columns_of(asked.kind)]


def as_csv(asked: Asked, stamp: Stamp) -> Iterator[bytes]:
    """UTF-8 with its mark (section 7.3); nothing in it is taken for a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(headers_of(asked))
    yield (MARK + file.getvalue()).encode()
    for batch in cells_of(asked, stamp):
        file.seek(0)
        file.truncate()
        writer.writerows(["" if value is None else quoted(written(value)) for value in row] for row in batch)
        yield file.getvalue().encode()


def as_json(asked: Asked, stamp: Stamp, head: dict) -> Iterator[bytes]:
    """`head`, and the items below it; what is empty is left out."""
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]},\n"items": [\n'.encode()
    start = ""
    for batch in items_of(asked, stamp):
        yield (start + ",\n".join(json.dumps(item, ensure_ascii=False) for item in batch)).encode()
        start = ",\n"
    yield b"\n]}\n"


def items_of(asked: Asked, stamp: Stamp) -> Iterator[list[dict]]:
    make = item_maker(asked, words_of(asked, stamp))
    for batch in steady(asked, stamp):
        yield [make(row) for row in batch]


def item_maker(asked: Asked, words: Words):
    """A row of `rows.versions` → its values by name."""
    writers = [(column.name, for_json(column, words)) for column in columns_of(asked.kind)]
    roots = {pk: listing.portal.base_url for pk, listing in asked.listings.items()}

    def make(row: tuple) -> dict:
        values = {
            name: write(value)
            for (name, write), value in zip(writers, row, strict=True)
            if value is not None and value != ""
        }
        return {**values, "url": f"{roots[row[1]]}{item_path(asked.kind, row[0])}"}

    return make
