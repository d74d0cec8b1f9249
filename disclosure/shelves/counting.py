"""How many entries a question finds on shelves, and how many each value of each facet has under all other facets."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from disclosure.shelves.pages import Answer
from disclosure.shelves.shelf import Shelf


@dataclass(frozen=True)
class Found:
    """What a question finds on a shelf: the bits of each facet's own filter, and those of all else it asks."""

    shelf: Shelf
    within: int
    chosen: dict[str, int]

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
        return self.shelf.facets[name]


@dataclass
class Counts:
    """`by` is {facet: {value: number}}, each facet as if it were not filtered itself."""

    total: int = 0
    by: dict[str, Counter] = field(default_factory=dict)


def counted(answers: list[Found], facets: Iterable[str]) -> Counts:
    result = Counts(by={name: Counter() for name in facets})
    for answer in answers:
        shelf, bits = answer.shelf, answer.bits
        result.total += bits.bit_count()
        for name, numbers in result.by.items():
            under = answer.without(name) if name in answer.chosen else bits
            if under == shelf.all:
                for value, own in answer.values(name):
                    numbers[value] += own.bit_count()
            elif under:
                for value, own in answer.values(name):
                    if number := (own & under).bit_count():
                        numbers[value] += number
    return result


def answers_of(found: list[Found]) -> list[Answer]:
    """As pages are made of them."""
    return [(one.shelf, one.bits) for one in found]
