"""The likeliest ways of writing a run: at each place the characters that may have been meant, weighed by what follows
what in titles and by how far each is from what was typed."""

from dataclasses import dataclass, field
from heapq import nlargest

from cms_core.search.corrections.vocabulary import Vocabulary

# Ways kept to each character.
KEPT = 3


@dataclass
class Lattice:
    """`edges[start]` are (end, character, cost): from one place of what was typed to a later one."""

    length: int
    edges: dict[int, list[tuple[int, str, float]]] = field(default_factory=dict)

    def add(self, start: int, end: int, character: str, cost: float) -> None:
        self.edges.setdefault(start, []).append((end, character, cost))

    def best(self, vocabulary: Vocabulary, most: int) -> list[tuple[float, str]]:
        """(score, text), the likeliest first."""
        ways: list[dict[str, list[tuple[float, str]]]] = [{} for _ in range(self.length + 1)]
        ways[0] = {"": [(0.0, "")]}
        for place in range(self.length):
            edges, here = self.edges.get(place, []), ways[place]
            if not here or not edges:
                continue
            vocabulary.look_up((last or character) + character for last in here for _, character, _ in edges)
            for end, character, cost in edges:
                after = [
                    (score + vocabulary.following(last, character) - cost, text + character)
                    for last, kept in here.items()
                    for score, text in kept
                ]
                there = ways[end].setdefault(character, [])
                ways[end][character] = nlargest(KEPT, {*there, *after})
        return nlargest(most, {way for kept in ways[self.length].values() for way in kept if way[1]})
