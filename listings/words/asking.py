"""Which items of some lists say some words on a day: by their pairs, and by their texts where pairs leave a doubt."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from listings.models import Pair
from listings.values import MODELS
from listings.words.among import among
from listings.words.pairs import CHANGED, items_in, pairs_within, searched_names, unpacked

# What a long text says more than that narrows no list any further.
MOST = 24
# A term of so many characters is a pair itself.
CERTAIN = 2
ROWS = 500


def items_saying(terms: Sequence[str], kind: str, listings: Iterable[int], day: datetime.date) -> list[int]:
    """Ids of items that have every term in their name, their code or their basis. Two queries at most.

    Only those are read whose words have changed over time, or whose pairs may stand apart from one another.
    """
    ids, changed = may_say(terms, listings)
    certain = all(len(term) <= CERTAIN for term in terms)
    doubtful = [item for item in ids if item in changed] if certain else ids
    if not doubtful:
        return ids
    versions = MODELS[kind].objects.on(day).filter(among("item", doubtful)).order_by()
    for term in terms:
        if folds_alike(term):
            versions = versions.filter(says(kind, term))
    gone = set(doubtful) - set(those_saying([term.lower() for term in terms if not folds_alike(term)], kind, versions))
    return [item for item in ids if item not in gone]


def those_saying(folded: Sequence[str], kind: str, versions: QuerySet) -> Iterator[int]:
    """What the database has left of them is read, some at a time, for terms that not every database folds."""
    if not folded:
        yield from versions.values_list("item", flat=True)
        return
    for item, *texts in versions.values_list("item", *searched_names(kind)).iterator(ROWS):
        texts = [text.lower() for text in texts if text]
        if all(any(term in text for text in texts) for term in folded):
            yield item


def may_say(terms: Sequence[str], listings: Iterable[int]) -> tuple[list[int], set[int]]:
    """(items that have all pairs of the terms, on whatever day; those of them that changed their words). One query."""
    wanted = sorted({pair for term in terms for pair in pairs_within(term)})
    # Of a long text, pairs from all of it.
    wanted = wanted[:: -(-len(wanted) // MOST)]
    rows = Pair.objects.filter(listing__in=listings, pair__in=[*wanted, CHANGED]).order_by()
    found, met, changed = {}, defaultdict(int), defaultdict(int)
    for place, block, pair, kept in rows.values_list("listing", "block", "pair", "items"):
        bits = unpacked(kept)
        if pair == CHANGED:
            changed[place, block] = bits
        else:
            found[place, block] = found.get((place, block), bits) & bits
            met[place, block] += 1
    whole = {place: bits for place, bits in found.items() if met[place] == len(wanted)}
    ids = sorted(item for (_, block), bits in whole.items() for item in items_in(block, bits))
    return ids, {item for place, bits in whole.items() for item in items_in(place[1], bits & changed[place])}


def says(kind: str, term: str) -> Q:
    found = Q()
    for name in searched_names(kind):
        found |= has(name, term)
    return found


def folds_alike(term: str) -> bool:
    """Ａ级, ⅱ类: SQLite folds ASCII only, PostgreSQL as its locale says."""
    return all(character.isascii() or is_caseless(character) for character in term)


def is_caseless(text: str) -> bool:
    return text.upper() == text.lower()


def has(name: str, term: str) -> Q:
    """Chinese has no case: not folding it costs a quarter."""
    if is_caseless(term):
        return Q(GreaterThan(StrIndex(name, Value(term, TextField())), 0))
    return Q(**{f"{name}__icontains": term})
