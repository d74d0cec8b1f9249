"""On which pages the parts of a question stand, and how often in each field: exact, by the places of their tokens."""

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from itertools import chain

from cms_core.search.analysis.question import Number, Part, Question
from cms_core.search.whoosh.postings import PLACES
from cms_core.search.whoosh.reader import Reader
from cms_core.search.whoosh.schema import WORDS

# When so few beginnings are left, the blocks of postings without them are passed over.
FEW_LEFT = 500


@dataclass
class Phrase:
    """By field, how often it stands on each page."""

    fields: dict[str, dict[int, float]]

    @property
    def documents(self) -> set[int]:
        return set().union(*self.fields.values())

    def __len__(self):
        return len(self.documents)


@dataclass
class Matching:
    """Answers for one search; what two parts have in common is read once."""

    reader: Reader
    hidden: Set[int] = frozenset()  # documents
    phrases: dict = field(default_factory=dict)

    def all_of(self, question: Question) -> tuple[set[int], list[Phrase]]:
        """The pages with every part and none that is excluded, and the phrases that count for their order."""
        wanted = [self.part(asked) for asked in question.required]
        if question.number:
            wanted.insert(0, self.number(question.number))
        found = [set().union(*(phrase.documents for phrase in ways)) for ways in wanted]
        documents = set.intersection(*found) if found else set()
        return self.without(documents, question), [phrase for ways in wanted for phrase in ways]

    def any_of(self, tokens: list[str], question: Question) -> tuple[set[int], list[Phrase]]:
        phrases = [self.phrase((token,)) for token in tokens]
        documents = set().union(*(phrase.documents for phrase in phrases))
        return self.without(documents, question), phrases

    def without(self, documents: set[int], question: Question) -> set[int]:
        documents = documents - self.hidden
        for excluded in question.excluded:
            documents = documents - self.phrase(excluded.tokens, excluded.prefix).documents
        return documents

    def part(self, asked: Part) -> list[Phrase]:
        """Any of these may stand for it."""
        ways = [self.phrase(asked.tokens, asked.prefix)] if asked.tokens else []
        ways += [self.phrase((asked.mark,))] if asked.mark else []
        return ways + [way for other in asked.others if other.tokens for way in self.part(other)]

    def number(self, asked: Number) -> list[Phrase]:
        """As a mark of its own or of a citation, or spelled so in a text."""
        ways = [self.phrase((sign + asked.token,)) for sign in "#@" if asked.token]
        return ways + ([self.phrase(asked.part.tokens, asked.part.prefix)] if asked.part.tokens else [])

    def phrase(self, tokens: tuple[str, ...], prefix: bool = False) -> Phrase:
        key = (tuple(tokens), prefix)
        if key not in self.phrases:
            self.phrases[key] = Phrase({name: self.counts(name, *key) for name in WORDS})
        return self.phrases[key]

    def counts(self, name: str, tokens: tuple[str, ...], prefix: bool) -> dict[int, float]:
        """How often these tokens stand in a row in a field, the last one only as a beginning where `prefix`."""
        if len(tokens) == 1 and not prefix:
            return self.reader.counts(name, tokens[0])
        if len(tokens) == 1:
            counts = Counter()
            for term in self.reader.begun(name, tokens[0]):
                counts.update(self.reader.counts(name, term))
            return counts
        counts = Counter(start // PLACES for start in self.starts(name, tokens, prefix))
        for doc in self.reader.known.gone & counts.keys():
            del counts[doc]
        return counts

    def starts(self, name: str, tokens: tuple[str, ...], prefix: bool = False) -> set[int]:
        """Where they begin to stand in a row, as document * PLACES + place; also of pages that are gone."""
        ways = [[token] for token in tokens]
        if prefix:
            ways[-1] = list(self.reader.begun(name, tokens[-1]))
        often = [sum(self.reader.frequency(name, token) for token in way) for way in ways]
        if not all(often):
            return set()
        rarest, *others = sorted(range(len(ways)), key=often.__getitem__)
        found = set(self.beginnings(name, ways[rarest], rarest))
        for place in others:
            within = sorted({start // PLACES for start in found}) if len(found) < FEW_LEFT else None
            found.intersection_update(self.beginnings(name, ways[place], place, within))
        return found

    def beginnings(self, name: str, way: list[str], place: int, within: list[int] | None = None) -> Iterator[int]:
        """Where it would begin by one of the tokens `way`, which stands `place` behind the beginning."""
        return chain.from_iterable(self.reader.occurrences(name, token, place, within) for token in way)
