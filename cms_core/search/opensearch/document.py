"""A record as a document of the server, and a document as a hit."""

from base64 import b64decode, b64encode
from dataclasses import fields
from datetime import timedelta, timezone

from cms_core.search.analysis.tokens import FIRST_OF_CJK
from cms_core.search.found import FACTS, Hit
from cms_core.search.record import Record
from cms_core.search.stored import Stored, number_in

BEIJING = timezone(timedelta(hours=8))
MISSING = {field.name: field.default for field in fields(Record) if field.name in FACTS}
# More of a title is not typed to find it.
START = 400


def document(record: Record) -> dict:
    """Facts that say nothing (0, "") are left out: so they are in no facet."""
    stored = Stored.of(record)
    facts = {name: getattr(record, name) for name in FACTS}
    title, body, marks, _ = stored.columns(facts)
    day = record.published.astimezone(BEIJING).date()
    return {
        "page": record.page,
        "digest": record.digest,
        "title": stored.title,
        "packed": b64encode(stored.body).decode(),
        "number": number_in(stored.marks),
        "published": int(record.published.timestamp()),
        "day": day.toordinal(),
        "year": day.year,
        **{name: value for name, value in facts.items() if value},
        "title_words": title,
        "title_chars": first_characters(title),
        "body_words": body,
        "body_chars": [first_characters(body), first_characters(marks)],
        "marks": marks,
        "keys": stored.keys.split(),
        "title_start": f"{title[:START]} ",
        "title_length": len(stored.title),
    }


def first_characters(tokens: str) -> str:
    """Of each token of Chinese its first character, other tokens whole; at the same places."""
    return " ".join(first_character(token) for token in tokens.split())


def first_character(token: str) -> str:
    return token[0] if token[0] >= FIRST_OF_CJK else token


def hit_of(found: dict) -> Hit:
    kept = found["_source"]
    return Hit(
        page=kept["page"],
        score=found.get("_score") or 0.0,
        title=kept["title"],
        published=kept["published"],
        facts={name: kept.get(name, MISSING[name]) for name in FACTS},
        number=kept["number"],
        packed=b64decode(kept["packed"]),
    )
