"""Pairs of neighbouring characters of a text, and sets of items as bits: pure."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import compress, count, pairwise

from listings.kinds import ListKind

# Where each list says what it rests on.
BASES = {
    ListKind.POWER: ("legal_basis",),
    ListKind.RESPONSIBILITY: ("legal_basis", "responsibility_basis", "boundary_basis"),
    ListKind.NEGATIVE: ("basis",),
    ListKind.FUND: ("legal_basis", "rules"),
    ListKind.BASIC: ("legal_basis",),
}
# In place of a pair: items of which more may be kept than they say on every day.
CHANGED = ""
# Items that are kept together: a change of one rewrites at most 512 bytes for each of its pairs.
BLOCK = 4096
BITS = bytes.maketrans(b"01", b"\x00\x01")


def searched_names(kind: str) -> tuple[str, ...]:
    """Which fields of an item a search of its list reads."""
    return ("name", "code", *BASES[kind])


def searched(kind: str, values: dict) -> tuple[str, ...]:
    return tuple(values.get(name) or "" for name in searched_names(kind))


def pairs_ever(said: set[tuple[str, ...]], pairs_of) -> set[str]:
    """Of an item that said this over time."""
    found = set().union(*(pairs_of(text) for texts in said for text in texts))
    return found | {CHANGED} if len(said) > 1 else found


def has_other_words(kind: str, contents: Iterable[dict]) -> bool:
    """Whether the records of an item tell different words: those replaced on their first day are in no period.

    `contents` in the order of the records.
    """
    said = defaultdict(set)
    for place, content in enumerate(contents):
        for name in searched_names(kind):
            if place == 0 or name in content["values"]:
                said[name].add(content["values"].get(name) or "")
    return any(len(texts) > 1 for texts in said.values())


def pairs_of(text: str) -> set[str]:
    """Those of a text, and its single characters: one character may be all that is looked for."""
    folded = text.lower()
    return {pair for pair in {*map("".join, pairwise(folded)), *folded} if is_told(pair)}


def pairs_within(term: str) -> set[str]:
    """Those that a text must have to have this term, the fewest that say so."""
    folded = term.lower()
    return {folded} if len(folded) == 1 else set(map("".join, pairwise(folded)))


def is_told(pair: str) -> bool:
    """No term has a blank within it."""
    return not any(character.isspace() or character == "\0" for character in pair)


def packed(bits: int) -> bytes:
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def unpacked(kept: bytes) -> int:
    return int.from_bytes(kept, "little")


def items_in(block: int, bits: int) -> Iterable[int]:
    """Their ids, in order."""
    flags = format(bits, "b").encode().translate(BITS)[::-1]
    return compress(count(block * BLOCK), flags)
