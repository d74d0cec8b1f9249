"""What of a page goes into which field of Whoosh, and how the postings are written.

Whoosh pickles its schema and, with each segment, its codec. Reading never unpickles the schema, for `SCHEMA` is given;
so `Pretokenised` may move. The codec is one of Whoosh's own classes for the same reason.
"""

import json
from array import array
from collections.abc import Iterable
from functools import cache
from itertools import chain

from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Format

from cms_core.search.analysis.readings import initial_parts
from cms_core.search.fingerprint import fingerprint_of
from cms_core.search.found import FACTS
from cms_core.search.record import Record
from cms_core.search.stored import Stored

# Raised when the fields change; what the tokens depend on is in the fingerprint by itself.
VERSION = 2
# Longer blocks than the 128 of Whoosh are read faster as a whole; shorter ones let a long phrase skip more.
BLOCK = 512


class Pretokenised(FieldType):
    """A list of tokens; each with its places in the list as the value of a posting, its weight is how many they are."""

    scorable = stored = unique = False

    def __init__(self):
        self.format = Format()

    def index(self, value, **kwargs):
        places: dict[str, list[int]] = {}
        for place, token in enumerate(value):
            if token in places:
                places[token].append(place)
            else:
                places[token] = [place]
        for token, where in places.items():
            yield token.encode("utf-8"), len(where), float(len(where)), packed_places(where)


def packed_places(where: list[int]) -> bytes:
    return array("H" if where[-1] < 0x10000 else "I", where).tobytes()


def all_places_in(packed: tuple[bytes, ...], counts: tuple[float, ...]) -> Iterable[int]:
    """The places of a token in several texts, one text after the other."""
    together = b"".join(packed)
    size = len(together) / sum(counts)
    if size in (2, 4):
        return array("H" if size == 2 else "I", together)
    return chain.from_iterable(all_places_in((one,), (count,)) for one, count in zip(packed, counts, strict=True))


WORDS = ("title", "body", "marks")
SCHEMA = Schema(
    **{name: Pretokenised() for name in (*WORDS, "keys", "starts")},
    # What a hit shows, and what is taken into memory of each page (`about`).
    **{f"{name}_stored": COLUMN(VarBytesColumn()) for name in ("title", "body", "marks", "keys")},
    about=COLUMN(VarBytesColumn()),
)


def codec() -> W3Codec:
    made = W3Codec(blocklimit=BLOCK, compression=1)
    made.length_stats = False  # lengths are in `about`; Whoosh would look for its own at every posting
    return made


@cache
def fingerprint() -> str:
    return fingerprint_of(f"whoosh {VERSION}")


def document(page: int, digest: int, published: int, facts: dict, stored: Stored) -> dict:
    """The fields of a page as Whoosh is given them."""
    words = dict(zip(WORDS, (text.split() for text in stored.columns(facts)), strict=False))
    length = sum(map(len, words.values()))
    return {
        **words,
        "keys": stored.keys.split(),
        "starts": initial_parts(stored.keys.split()),
        "title_stored": stored.title.encode("utf-8"),
        "body_stored": stored.body,
        "marks_stored": stored.marks.encode("utf-8"),
        "keys_stored": stored.keys.encode("utf-8"),
        "about": json.dumps([page, digest, published, length, *(facts[name] for name in FACTS)]).encode("ascii"),
    }


def document_of(record: Record) -> dict:
    facts = {name: getattr(record, name) for name in FACTS}
    return document(record.page, record.digest, int(record.published.timestamp()), facts, Stored.of(record))
