"""Rows that share one column: each has the entries whose title holds one of its words.

These alone are counted when they are asked for, in one query: how many there are of a word stands nowhere.
"""

import datetime
import re
from collections.abc import Sequence

from django.db.models import Count, Max, Q

from cms_core.models.entries import Entry

PARTS = re.compile(r"[\s、，,；;|]+")
MOST = 12
LONGEST = 30


def parted(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in PARTS.split(words) if word))


def condition(key: tuple) -> Q:
    """`key`: (column, words) pairs."""
    found = Q()
    by_words: dict[tuple, list[int]] = {}
    for column, words in key:
        by_words.setdefault(words, []).append(column)
    for words, columns in by_words.items():
        told = Q()
        for word in words:
            told |= Q(title__icontains=word)
        found |= Q(column__in=columns) & told
    return found


def worded_counts(keys: Sequence[tuple]) -> dict[tuple, tuple[int, datetime.datetime | None]]:
    """(how many, when the newest was published) of each; one query."""
    if not keys:
        return {}
    asked = {}
    for number, key in enumerate(keys):
        asked[f"count_{number}"] = Count("pk", filter=condition(key))
        asked[f"newest_{number}"] = Max("published_at", filter=condition(key))
    columns = {column for key in keys for column, _ in key}
    told = Entry.objects.visible().filter(column__in=columns).order_by().aggregate(**asked)
    return {key: (told[f"count_{number}"], told[f"newest_{number}"]) for number, key in enumerate(keys)}


def newest_of_words(bindings) -> dict[tuple[int, str], datetime.datetime]:
    """{(column, words as a `RowColumn` has them): when the newest such entry was published}; one query.

    Of the column itself, not of those below it; a binding without any entry has no key.
    """
    keys = {(column, words): ((column, parted(words)),) for column, words in bindings if words}
    told = worded_counts(list(dict.fromkeys(keys.values())))
    return {binding: told[key][1] for binding, key in keys.items() if told[key][1]}


def newest_worded(keys: Sequence[tuple], limit: int) -> dict[tuple, list[Entry]]:
    """The newest of each; one query."""
    if not keys or limit < 1:
        return {}
    wanted = Q()
    for key in keys:
        some = Entry.objects.visible().filter(condition(key)).newest()
        wanted |= Q(pk__in=some.values("pk")[:limit])
    entries = list(Entry.objects.filter(wanted).newest())
    return {key: [entry for entry in entries if fits(entry, dict(key))][:limit] for key in keys}


def fits(entry: Entry, words_of: dict[int, tuple]) -> bool:
    if entry.column_id not in words_of:
        return False
    words, title = words_of[entry.column_id], entry.title.lower()
    return not words or any(word.lower() in title for word in words)
