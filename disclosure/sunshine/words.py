"""Rows that share one column: each has the entries whose title holds one of its words.

These alone are counted when they are asked for, in one query: how many there are of a word stands nowhere.
"""

import datetime
import re
from collections.abc import Iterable, Sequence

from django.db.models import Count, Max, Q

from cms_core.models.entries import Entry

PARTS = re.compile(r"[\s、，,；;|]+")
MOST = 12
LONGEST = 30
# Asked for at once: a database allows a row of some hundred figures.
SETS = 100


def parted(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in PARTS.split(words) if word))


def condition(key: tuple) -> Q:
    """`key`: (column, words) pairs."""
    found = Q()
    by_words: dict[tuple, list[int]] = {}
    for column, words in key:
        by_words.setdefault(words, []).append(column)
    for words, columns in by_words.items():
        found |= Q(column__in=columns) & titled(words)
    return found


def titled(words: tuple) -> Q:
    """Without words all."""
    told = Q()
    for word in words:
        told |= Q(title__icontains=word)
    return told


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


def newest_of_words(wanted: Iterable[tuple]) -> dict[tuple, datetime.datetime]:
    """{(column, words): when the newest of its entries with one of the words was published}; parted words, no key
    where there is none.

    Of the column itself. All portals of a province in one query for each hundred different sets of words: counties
    bind with the words that their province proposed.
    """
    columns: dict[tuple, set[int]] = {}
    for column, words in wanted:
        if words:
            columns.setdefault(words, set()).add(column)
    found, sets = {}, sorted(columns)
    for begin in range(0, len(sets), SETS):
        some = sets[begin : begin + SETS]
        asked = {f"newest_{number}": Max("published_at", filter=titled(words)) for number, words in enumerate(some)}
        rows = Entry.objects.visible().filter(column__in=set().union(*(columns[words] for words in some))).order_by()
        for column, *moments in rows.values_list("column").annotate(**asked):
            for words, moment in zip(some, moments, strict=True):
                if moment and column in columns[words]:
                    found[column, words] = moment
    return found


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
