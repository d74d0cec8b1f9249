"""Whether an index holds together: all terms, postings and columns can be read, and each page stands there once."""

from cms_core.search.errors import Damaged
from cms_core.search.whoosh.postings import PLACES, occurrences
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
                found = list(occurrences(segment.terms, name, term, 0, 0, None))
                if not found or max(found) >= segment.count * PLACES:
                    raise Damaged
