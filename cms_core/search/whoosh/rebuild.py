"""Building the index anew in a directory of its own while the old one is read and written, and switching to it."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from cms_core.search.record import Record
from cms_core.search.stored import Stored
from cms_core.search.whoosh.folder import Folder
from cms_core.search.whoosh.reader import Reader
from cms_core.search.whoosh.readers import newest
from cms_core.search.whoosh.schema import document, document_of
from cms_core.search.whoosh.write import cancel, open_writer, put

# Fewer changes than that are brought over while writers wait; more of them as often as this, then all the same.
FEW_CHANGES = 50
ROUNDS = 10


def rebuild(folder: Folder, records: Iterable[Record]) -> int:
    """How many pages the new index has. `records` must be read as they are asked for: what is written before that,
    they have; what is written after, is noted. Raises Rebuilding, Busy."""
    with folder.rebuilding():
        with folder.lock():
            folder.note([])
            old = folder.target()
        new = folder.make()
        try:
            count = fill(new, records)
            for _ in range(ROUNDS):
                with folder.lock():
                    changed = folder.take()
                copy(old, new, changed)
                if len(changed) <= FEW_CHANGES:
                    break
            with folder.lock():
                copy(old, new, folder.take())
                folder.fill(new)
                folder.switch(new)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        shutil.rmtree(old, ignore_errors=True)
    return count


def fill(new: Path, records: Iterable[Record]) -> int:
    """All of them in one segment; a page that comes twice, as the later one has it."""
    writer, places = open_writer(new), {}
    try:
        for record in records:
            if record.page in places:
                writer.newsegment.delete_document(places[record.page])
            places[record.page] = writer.docnum
            writer.add_document(**document_of(record))
        writer.commit(merge=False)
    except BaseException:
        cancel(writer)
        raise
    return len(places)


def copy(old: Path, new: Path, pages: set[int]) -> None:
    """Bring over what others wrote meanwhile, as it stands now."""
    if not pages:
        return
    source, target = newest(old), newest(new)
    here, there = source.known.document, target.known.document
    fields = (fields_of(source, here[page]) for page in sorted(pages & here.keys()))
    put(new, fields, [there[page] for page in pages & there.keys()])


def fields_of(reader: Reader, doc: int) -> dict:
    known, stored = reader.known, reader.stored(doc)
    texts = {name: stored[name].decode("utf-8") for name in ("title", "marks", "keys")}
    return document(
        known.page[doc],
        known.digest[doc],
        known.published[doc],
        reader.facts(doc),
        Stored(body=stored["body"], **texts),
    )
