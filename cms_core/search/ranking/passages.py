"""The passages of a text that have most of a question: where a long page answers, and how well."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import log

# A passage is two or three sentences, and begins at each block; single characters are too many to look so closely.
LENGTH, BLOCK, COARSE = 120, 30, 60
# The best few passages are averaged for single characters: one passage has many of them by chance.
BEST = 3
# Where the best passage counts half as early as one at the beginning.
HALFWAY = 500


@dataclass(frozen=True)
class Weighed:
    """Pieces of a question with what each is worth; together 1."""

    worth: dict[str, float]

    @classmethod
    def among(cls, pieces, texts: list[str]) -> "Weighed":
        """Rare pieces are worth more; how rare is counted among `texts`, which are what has to be told apart."""
        rare = {piece: rarity(sum(piece in text for text in texts), len(texts)) for piece in dict.fromkeys(pieces)}
        total = sum(rare.values()) or 1.0
        return cls({piece: value / total for piece, value in rare.items()})


def rarity(having: int, of: int) -> float:
    return log(1 + of / (having + 0.5))


def best_passage(text: str, pairs: Weighed) -> tuple[float, int]:
    """(worth of the pairs in the best passage, where it begins)."""
    found = [(worth, -block) for block, worth in passages(text, pairs, BLOCK)]
    best, block = max(found, default=(0.0, 0))
    return best, -block * BLOCK


def characters_in_best(text: str, characters: Weighed) -> float:
    """Worth of the single characters in the best passages, averaged."""
    found = sorted((worth for _, worth in passages(text, characters, COARSE)), reverse=True)
    return sum(found[:BEST]) / BEST


def passages(text: str, pieces: Weighed, size: int) -> Iterator[tuple[int, float]]:
    """(block, worth of what stands in the passage that begins there)."""
    blocks: dict[int, int] = defaultdict(int)
    worths = list(pieces.worth.values())
    for number, piece in enumerate(pieces.worth):
        bit, place = 1 << number, text.find(piece)
        while place >= 0:
            block = place // size
            blocks[block] |= bit
            place = text.find(piece, (block + 1) * size)  # once a block is enough
    known: dict[int, float] = {}
    for block in blocks:
        found = 0
        for following in range(block, block + LENGTH // size):
            found |= blocks.get(following, 0)
        worth = known.get(found)
        if worth is None:
            worth = known[found] = sum(worth for number, worth in enumerate(worths) if found >> number & 1)
        yield block, worth


def earliness(start: int) -> float:
    return 1 / (1 + start / HALFWAY)
