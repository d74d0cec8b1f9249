"""Slips of the hand: two characters in each other's place, one too many, one too few; and those in Latin words."""

from collections.abc import Iterator

from cms_core.search.corrections.vocabulary import Vocabulary

MOST_BETWEEN = 8
SHORTEST_WORD = 4
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
# How unlikely each is, as a logarithm. A shorter text is likelier by itself, by about what one character costs.
SWAPPED, MISSING, EXTRA, ANOTHER = 4.0, 3.0, 9.0, 9.0


def slips(typed: str, known: Vocabulary) -> Iterator[tuple[str, float]]:
    """(text, cost)."""
    odd = known.odd(typed)
    for place in range(len(typed) - 1):
        if typed[place] != typed[place + 1]:
            yield typed[:place] + typed[place + 1] + typed[place] + typed[place + 2 :], SWAPPED
    for place in range(1, len(typed) - 1):  # without its first or last it would only ask less
        if odd[place] or odd[place + 1]:
            yield typed[:place] + typed[place + 1 :], EXTRA
            for another in known.between(typed[place - 1], typed[place + 1], MOST_BETWEEN):
                yield typed[:place] + another + typed[place + 1 :], ANOTHER
    for place in range(1, len(typed)):
        if odd[place]:
            for between in known.between(typed[place - 1], typed[place], MOST_BETWEEN):
                yield typed[:place] + between + typed[place:], MISSING


def word_slips(typed: str, known: Vocabulary) -> dict[str, int]:
    """Words of titles that are one slip away, with how many titles have them."""
    if len(typed) < SHORTEST_WORD or typed.isdigit():
        return {}
    near = set()
    for place in range(len(typed) + 1):
        head, rest = typed[:place], typed[place:]
        near.add(head + rest[1:])
        if len(rest) > 1:
            near.add(head + rest[1] + rest[0] + rest[2:])
        near |= {head + letter + rest for letter in LETTERS} | {head + letter + rest[1:] for letter in LETTERS if rest}
    return known.words(near - {typed})
