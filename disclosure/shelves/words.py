"""Search boxes of lists: whatever has all the words in its line; all of it, whatever the number, and at once.

No index is asked. Words are compared as the search of the platform compares them (`analysis.characters`): width, case,
traditional characters, kinds of brackets are one.
"""

from bisect import bisect_right

from cms_core.search.analysis.characters import fold
from disclosure.shelves.shelf import Shelf, bits_at


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
    """The bits of the entries that have all these words."""
    first, *others = (word.encode() for word in words)
    text, ends, places = shelf.words, shelf.line_ends, []
    place, at = 0, text.find(first)
    while at >= 0:
        place = bisect_right(ends, at, place)
        end = ends[place]
        begin = end - shelf.lengths[place]
        if all(text.find(word, begin, end) >= 0 for word in others):
            places.append(place)
        at = text.find(first, end)
    return bits_at(places, len(shelf.pages)) if places else 0
