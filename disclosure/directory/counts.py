"""How many entries a question finds, and how many each value of each facet has under all other facets."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from disclosure.directory.questions import Question
from disclosure.directory.shelf import FACETS
from disclosure.directory.shelves import shelves
from disclosure.shelves import counting
from disclosure.shelves.counting import Counts
from disclosure.shelves.shelf import Shelf
from disclosure.shelves.words import saying, words_of


def counts(question: Question) -> Counts:
    """One query while nothing changes; two more where something did, one where a body is chosen."""
    return counted(found(question))


def counted(answers: list["Found"]) -> Counts:
    """Of themes the first levels, and the second levels of the chosen one, as 一级/二级. Bodies are counted by
    themselves; `facets` sums them up."""
    return counting.counted(answers, FACETS)


@dataclass(frozen=True)
class Found(counting.Found):
    """`opened` is the first level of the chosen theme."""

    opened: str = ""

    def values(self, name: str) -> list[tuple[object, int]]:
        if name != "theme":
            return super().values(name)
        return self.shelf.facets["first"] + self.shelf.below.get(("theme", self.opened), [])


def found(question: Question) -> list[Found]:
    there = question.shelves
    only = question.scope.only
    words, opened = words_of(question.text), question.theme.partition("/")[0]
    answers = []
    for shelf in there.values():
        within = shelf.bits.get(("portal", only), 0) if only else shelf.all
        if words and within:
            within &= saying(shelf, words)
        if within:
            chosen = {name: sum_of(shelf, name, question) for name in question.chosen}
            answers.append(Found(shelf, within, chosen, opened))
    return answers


def sum_of(shelf: Shelf, name: str, question: Question) -> int:
    """The bits of all values that the filter of this facet takes."""
    value = getattr(question, name)
    if name == "body":
        bits = 0
        for body, own in shelf.facets["body"]:
            if body in question.disclosing_below:
                bits |= own
        return bits
    if name == "theme" and "/" not in value:
        name = "first"
    return shelf.bits.get((name, value), 0)


def of_items(question: Question) -> Counter:
    """{number of the item: entries} of all that the question's scope lists, whatever is chosen."""
    numbers = Counter()
    only = question.scope.only
    for shelf in question.shelves.values():
        own = shelf.bits.get(("portal", only), 0) if only else None
        for number, bits in shelf.facets["item"]:
            if found := shelf.totals["item", number] if own is None else (bits & own).bit_count():
                numbers[number] += found
    return numbers


def whole(sites: Collection[int]) -> Counter:
    """{(facet, value): number} of all that these sites list."""
    numbers = Counter()
    for shelf in shelves(sites).values():
        numbers.update({pair: number for pair, number in shelf.totals.items() if pair[0] in FACETS})
    return numbers
