"""The one spelling of a sealed entry: bytes that are the same on every machine, and their digests."""

import hashlib
import json
import unicodedata

from gazette.texts.parsed import parsed, words
from gazette.texts.standard import has_words


def canonical_values(entry) -> dict:
    """What is sealed of an entry; nothing in it depends on this database's own numbers.

    The name of the gazette is not sealed: it may be renamed, and the texts stay what they were.
    """
    issue = entry.issue
    return {
        "year": issue.year,
        "number": issue.number,
        "serial": issue.serial,
        "entry": entry.number,
        "part": entry.part_name,
        "kind": str(entry.kind),
        "title": entry.title,
        "document_number": entry.document_number,
        "pages": entry.pages,
        "corrects": entry.corrects.path if entry.corrects_id else "",
        "correction": entry.correction,
        "reprint": entry.reprint,
        "facts": entry.facts,
        "html": entry.html,
    }


def canonical_bytes(entry) -> bytes:
    """JSON in UTF-8: sorted keys, no blanks, a line end. Exactly what the entry's `.json` address answers."""
    text = json.dumps(canonical_values(entry), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def digest_of(entry) -> str:
    return hashlib.sha256(canonical_bytes(entry)).hexdigest()


def seal(entry) -> None:
    """Writes the digests of an entry in memory; facts, html and number must stand."""
    entry.has_text = has_words(entry.html)
    entry.text_digest = text_digest(entry.html) if entry.has_text else ""
    entry.digest = digest_of(entry)


def text_of(html: str) -> str:
    """Plain text: a line for each paragraph and item, table rows with tabs between their cells."""
    lines: list[str] = []
    for part in parsed(html):
        lines += _lines(part)
    return "\n".join(line for line in lines if line.strip())


def _lines(part):
    if part.tag == "table":
        for row in part.iter("caption", "tr"):
            cells = [row] if row.tag == "caption" else list(row)
            yield "\t".join(" ".join(words(cell).split("\n")) for cell in cells)
    elif part.tag in {"ul", "ol"}:
        for item in part:
            # Lists stand after the words of their item.
            yield words(item, but=("ul", "ol"))
            for child in item:
                yield from _lines(child) if child.tag in {"ul", "ol"} else ()
    elif part.tag in {"blockquote", "figure"}:
        for child in part:
            yield from _lines(child)
    else:
        yield words(part)


def text_digest(html: str) -> str:
    """SHA-256 of the words alone (NFC, no white space): what somebody copied out of a page can be checked with it."""
    return words_digest(text_of(html))


def words_digest(text: str) -> str:
    return hashlib.sha256("".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()
