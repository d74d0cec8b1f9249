"""What an index on the server is made of: fields, and the fingerprint of the analysis that filled it.

Texts come in the tokens that `analysis` makes of them, and the server parts them at blanks and does nothing else: so
they mean what they mean in every engine. `…_chars` have the first character of each token at the same place, for a
string that ends in a lone character (2015年): asked as a prefix, it would be one of the first few hundred pairs only.
"""

from functools import cache

from cms_core.search.fingerprint import fingerprint_of
from cms_core.search.found import FACTS
from cms_core.search.opensearch.server import line_of

TOKENS = {"type": "text", "analyzer": "whitespace"}
KEYWORD = {"type": "keyword", "ignore_above": 2000}
KEPT = {"type": "keyword", "index": False, "doc_values": False}  # shown only

# What a hit is made of is all that is kept of a document as it was sent.
SHOWN = ("page", "digest", "title", "packed", "number", "published", "keys", *FACTS)
PROPERTIES = {
    "page": {"type": "long"},
    "digest": {"type": "long", "index": False, "doc_values": False},
    "title": KEPT,
    "packed": {"type": "binary"},
    "number": KEPT,
    "published": {"type": "long"},  # seconds; a `date` of the server's is uncertain before 1970
    "day": {"type": "integer"},  # date.toordinal
    "year": KEYWORD,
    **dict.fromkeys(FACTS, KEYWORD),
    "title_words": TOKENS,
    "title_chars": TOKENS,
    "body_words": TOKENS,
    "body_chars": TOKENS,
    "marks": TOKENS,
    "keys": KEYWORD,
    "title_start": KEYWORD,
    "title_length": {"type": "integer"},
    "gone": {"type": "boolean"},  # taken out while a rebuild fills this index
}


@cache
def fingerprint() -> str:
    """Of the analysis and of these fields: an index of another one is not written to."""
    return fingerprint_of(line_of([PROPERTIES, SHOWN]))


def definition(alias: str, whole: bool) -> dict:
    """Of a new index, known as `alias`; `whole` when nobody searches it before everything is in it."""
    return {
        "settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-1"}},
        "mappings": {
            "dynamic": "strict",
            "_meta": {"fingerprint": fingerprint(), "whole": whole},
            "_source": {"includes": list(SHOWN)},
            "properties": PROPERTIES,
        },
        "aliases": {alias: {}},
    }
