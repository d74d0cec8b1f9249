"""Search boxes of lists: whatever has all the words in its line; all of it, whatever the number, and at once.

No index is asked. Words are compared as the search of the platform compares them (`analysis.characters`): width, case,
traditional characters, kinds of brackets are one.
"""

from bisect import bisect_right

from cms_core.search.analysis.characters import fold
from disclosure.shelves.shelf import Shelf, bits_at

# A word that more than one in so many entries has is quicker looked for line by line.
OFTEN = 2
# How much of the lines tells how often a word is there: so many bytes, or one in so many.
SAMPLE, PARTS = 4096, 16


def words_of(text: str) -> list[str]:
    """What was typed, as it is compared: no word is part of another, the longest first."""
    # Split first: a blank between Chinese characters is folded away, as one that only sets type.
    words = sorted(
        {word for typed in text.split() for word in fold(typed).split()}, key=lambda word: (-len(word), word)
    )
    return [word for place, word in enumerate(words) if not any(word in longer for longer in words[:place])]


def line_of(*texts: str) -> str:
    """Texts, as they are looked through: one line."""
    return " ".join(" ".join(fold(text).split()) for text in texts if text)


def saying(shelf: Shelf, words: list[str]) -> int:
    """The bits of the entries that have all these words; looked for by the rarest of them."""
    text = shelf.words
    # Which is the rarest, and how rare, a part tells: of each word to count all would cost as much as to look for it.
    sample = text[: max(SAMPLE, len(text) // PARTS)]
    counted = sorted((sample.count(word.encode()), word.encode()) for word in words)
    (number, first), others = counted[0], [word for _, word in counted[1:]]
    found = by_lines if number * OFTEN > sample.count(b"\n") else by_places
    return bits_at(found(shelf, text, first, others), len(shelf.pages))


def by_lines(shelf: Shelf, text: bytes, first: bytes, others: list[bytes]) -> list[int]:
    """Line for line, which is the same for a word that half of them have and for one that all have."""
    lines = text.split(b"\n")
    places = [place for place, line in enumerate(lines) if first in line]
    for word in others:
        places = [place for place in places if word in lines[place]]
    return places


def by_places(shelf: Shelf, text: bytes, first: bytes, others: list[bytes]) -> list[int]:
    """From one place of the word to the next."""
    ends, lengths, find, places = shelf.line_ends, shelf.lengths, text.find, []
    place, at = 0, find(first)
    while at >= 0:
        place = bisect_right(ends, at, place)
        end = ends[place]
        for word in others:
            if find(word, end - lengths[place], end) < 0:
                break
        else:
            places.append(place)
        at = find(first, end)
    return places
