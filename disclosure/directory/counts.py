"""How many entries a question finds, and how many each value of each facet has under all other facets."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from disclosure.directory import searching
from disclosure.directory.items import items
from disclosure.directory.questions import Question, is_of_theme
from disclosure.directory.shelves import FACETS, Shelf, shelves


@dataclass
class Counts:
    """`by` is {facet: {value: number}}, each facet as if it were not filtered itself. Bodies and themes are counted by
    themselves; `facets` sums them up over their trees."""

    total: int = 0
    by: dict[str, Counter] = field(default_factory=lambda: {name: Counter() for name in FACETS})


def counts(question: Question) -> Counts:
    """One query while nothing changes; two more where something did, one where a body is chosen, two for words."""
    return counted(found(question))


@dataclass(frozen=True)
class Found:
    """What a question finds on a shelf: the bits of each facet's own filter, and those of scope and words."""

    shelf: Shelf
    within: int
    chosen: dict[str, int]

    @property
    def bits(self) -> int:
        bits = self.within
        for own in self.chosen.values():
            bits &= own
        return bits

    def without(self, name: str) -> int:
        bits = self.within
        for other, own in self.chosen.items():
            if other != name:
                bits &= own
        return bits


def found(question: Question) -> list[Found]:
    there = question.shelves
    words = searching.places(question, there) if question.text else None
    subsite = question.scope.subsite
    answers = []
    for site, shelf in there.items():
        within = shelf.bits.get(("portal", subsite.home_id), 0) if subsite else shelf.all
        if words is not None:
            within &= words.get(site, 0)
        if within:
            chosen = {name: sum_of(shelf, name, question) for name in question.chosen}
            answers.append(Found(shelf, within, chosen))
    return answers


def sum_of(shelf: Shelf, name: str, question: Question) -> int:
    """The bits of all values that the filter of this facet takes."""
    value, bits = getattr(question, name), 0
    if name == "body":
        for body in bodies_on(shelf) & question.bodies:
            bits |= shelf.bits[name, body]
    elif name == "theme":
        for facet, theme in shelf.bits:
            if facet == name and is_of_theme(theme, value):
                bits |= shelf.bits[facet, theme]
    else:
        bits = shelf.bits.get((name, value), 0)
    return bits


def bodies_on(shelf: Shelf) -> set[int]:
    return {value for facet, value in shelf.bits if facet == "body"}


def counted(answers: list[Found]) -> Counts:
    result = Counts()
    for answer in answers:
        shelf, whole = answer.shelf, answer.within == answer.shelf.all
        result.total += answer.bits.bit_count()
        for name, values in shelf.facets.items():
            numbers, under = result.by[name], answer.without(name)
            if whole and not answer.chosen.keys() - {name}:
                for value, _ in values:
                    numbers[value] += shelf.totals[name, value]
            elif under:
                for value, own in values:
                    if number := (own & under).bit_count():
                        numbers[value] += number
    return result


def of_items(question: Question) -> Counter:
    """{number of the item: entries} of all that the question's scope lists, whatever is chosen."""
    numbers = Counter()
    scope = question.scope
    for shelf in question.shelves.values():
        own = shelf.bits.get(("portal", scope.subsite.home_id), 0) if scope.subsite else None
        for number in items():
            if bits := shelf.bits.get(("item", number), 0):
                numbers[number] += shelf.totals["item", number] if own is None else (bits & own).bit_count()
    return numbers


def whole(sites: Collection[int]) -> Counter:
    """{(facet, value): number} of all that these sites list."""
    numbers = Counter()
    for shelf in shelves(sites).values():
        numbers.update({pair: number for pair, number in shelf.totals.items() if pair[0] in FACETS})
    return numbers


def keys(answers: list[Found], *, backwards: bool = False) -> list[Iterator]:
    return [one.shelf.backwards(one.bits) if backwards else one.shelf.forwards(one.bits) for one in answers]
