"""Whether an index holds together: all terms, postings and columns can be read, and each page stands there once."""

from cms_core.search.errors import Damaged
from cms_core.search.whoosh.postings import Postings
from cms_core.search.whoosh.reader import STORED, Reader
from cms_core.search.whoosh.readers import NONSENSE, damage


def check(reader: Reader) -> None:
    """Raises Damaged."""
    known = reader.known
    if len(known.document) != len(known):
        raise Damaged
    with damage(NONSENSE):
        for segment in reader.segments:
            if any(len(list(segment.column(f"{name}_stored"))) != segment.count for name in STORED):
                raise Damaged
            for name, term in segment.terms.terms():
                found = Postings.empty()
                found.read(segment.terms, name, term, 0, None)
                if not found.counts or max(found.counts) >= segment.count:
                    raise Damaged
                for doc in found.counts:
                    found.places(doc)
