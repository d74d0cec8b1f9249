"""How many entries a question finds, and how many each value of each facet has under all other facets."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from disclosure.directory.questions import Question
from disclosure.directory.shelf import FACETS
from disclosure.directory.shelves import shelves
from disclosure.shelves.pages import Answer
from disclosure.shelves.shelf import Shelf
from disclosure.shelves.words import saying, words_of


@dataclass
class Counts:
    """`by` is {facet: {value: number}}, each facet as if it were not filtered itself. Of themes the first levels, and
    the second levels of the chosen one, as 一级/二级. Bodies are counted by themselves; `facets` sums them up."""

    total: int = 0
    by: dict[str, Counter] = field(default_factory=lambda: {name: Counter() for name in FACETS})


def counts(question: Question) -> Counts:
    """One query while nothing changes; two more where something did, one where a body is chosen."""
    return counted(found(question))


@dataclass(frozen=True)
class Found:
    """What a question finds on a shelf: the bits of each facet's own filter, and those of scope and words.

    `opened` is the first level of the chosen theme.
    """

    shelf: Shelf
    within: int
    chosen: dict[str, int]
    opened: str = ""

    @cached_property
    def bits(self) -> int:
        return self.without("")

    def without(self, name: str) -> int:
        bits = self.within
        for other, own in self.chosen.items():
            if other != name:
                bits &= own
        return bits

    def values(self, name: str) -> list[tuple[object, int]]:
        """(value, bits) of what is counted of a facet."""
        if name != "theme":
            return self.shelf.facets[name]
        return self.shelf.facets["first"] + self.shelf.below.get(("theme", self.opened), [])


def found(question: Question) -> list[Found]:
    there = question.shelves
    subsite = question.scope.subsite
    words, opened = words_of(question.text), question.theme.partition("/")[0]
    answers = []
    for shelf in there.values():
        within = shelf.bits.get(("portal", subsite.home_id), 0) if subsite else shelf.all
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


def counted(answers: list[Found]) -> Counts:
    result = Counts()
    for answer in answers:
        shelf, bits = answer.shelf, answer.bits
        result.total += bits.bit_count()
        for name in FACETS:
            numbers, under = result.by[name], answer.without(name) if name in answer.chosen else bits
            if under == shelf.all:
                for value, own in answer.values(name):
                    numbers[value] += own.bit_count()
            elif under:
                for value, own in answer.values(name):
                    if number := (own & under).bit_count():
                        numbers[value] += number
    return result


def of_items(question: Question) -> Counter:
    """{number of the item: entries} of all that the question's scope lists, whatever is chosen."""
    numbers = Counter()
    scope = question.scope
    for shelf in question.shelves.values():
        own = shelf.bits.get(("portal", scope.subsite.home_id), 0) if scope.subsite else None
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


def answers_of(found: list[Found]) -> list[Answer]:
    """As pages are made of them."""
    return [(one.shelf, one.bits) for one in found]
