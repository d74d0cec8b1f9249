"""Writing: pages in and out in one generation, which comes into force as a whole or not at all."""

from collections.abc import Iterable
from pathlib import Path

from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from cms_core.search.record import Record
from cms_core.search.whoosh.folder import NAME, Durable
from cms_core.search.whoosh.reader import Reader
from cms_core.search.whoosh.schema import SCHEMA, codec, document_of

# A segment of more pages is not written again for being merged: that would keep the worker for more than some seconds.
LARGE = 2000
# Of the smaller ones each has more than so many times the pages of all that are smaller still: so a page is written
# again a few times at most, and a search opens few segments.
TIMES = 3
# Megabytes that Whoosh may keep before it sorts on the disk.
MEMORY = 96


class Writer:
    """Collects what is applied, so that the last word on a page counts and an error leaves nothing behind."""

    def __init__(self):
        self.waiting: dict[int, Record | None] = {}

    def apply(self, records: Iterable[Record], gone: Iterable[int]) -> None:
        self.waiting |= dict.fromkeys(gone)
        self.waiting |= {record.page: record for record in records}


def write(reader: Reader, waiting: dict[int, Record | None]) -> list[int]:
    """The pages that changed by it; the caller holds the lock, and `reader` is of the newest generation."""
    known = reader.known
    documents = {page: known.document.get(page) for page in waiting}
    changed = [
        page
        for page, record in waiting.items()
        if (record is not None or documents[page] is not None)
        and not (record and documents[page] is not None and known.digest[documents[page]] == record.digest)
    ]
    if changed:
        fields = [document_of(waiting[page]) for page in changed if waiting[page]]
        put(reader.path, fields, [documents[page] for page in changed if documents[page] is not None])
    return changed


def put(path: Path, fields: Iterable[dict], gone: Iterable[int]) -> None:
    """Documents in and out of the index in `path`, in one generation; nothing of it is seen before its end."""
    writer = open_writer(path)
    try:
        for one in fields:
            writer.add_document(**one)
        for doc in gone:
            writer.delete_document(doc)
        writer.commit(mergetype=merge)
    except BaseException:
        cancel(writer)
        raise


def open_writer(path: Path) -> SegmentWriter:
    """Without Whoosh's own lock, for ours is over all directories."""
    index = FileIndex(Durable(path), schema=SCHEMA, indexname=NAME)
    return SegmentWriter(index, _lk=False, limitmb=MEMORY, codec=codec())


def cancel(writer: SegmentWriter) -> None:
    if not writer.is_closed:
        writer.cancel()


def merge(writer: SegmentWriter, segments: list) -> list:
    """Whoosh's policy of this release merges all or nothing. Returns the segments that stay."""
    total = writer.docnum
    stay = []
    for segment in sorted(segments, key=living):
        count = living(segment)
        if count <= min(LARGE, total * TIMES):
            total += count
            if count:
                reader = SegmentReader(writer.storage, writer.schema, segment)
                writer.add_reader(reader)
                reader.close()
        else:
            stay.append(segment)
    return [segment for segment in segments if segment in stay]


def living(segment) -> int:
    return segment.doc_count_all() - segment.deleted_count()
