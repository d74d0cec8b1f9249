"""On which pages the parts of a question stand, and how often in each field: exact, by the places of their tokens."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field

from cms_core.search.analysis.question import Number, Part, Question
from cms_core.search.whoosh.reader import Reader
from cms_core.search.whoosh.schema import WORDS


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
            return self.reader.postings(name, tokens[0]).counts
        if len(tokens) == 1:
            counts = Counter()
            for term in self.reader.begun(name, tokens[0]):
                counts.update(self.reader.postings(name, term).counts)
            return counts
        return {doc: float(len(starts)) for doc, starts in self.starts(name, tokens, prefix).items()}

    def starts(self, name: str, tokens: tuple[str, ...], prefix: bool = False) -> dict[int, set[int]]:
        """The places at which they begin to stand in a row; of each page that has one."""
        ways = [[token] for token in tokens]
        if prefix:
            ways[-1] = list(self.reader.begun(name, tokens[-1]))
        often = [sum(self.reader.frequency(name, token) for token in way) for way in ways]
        if not all(often):
            return {}
        found: dict[int, set[int]] | None = None
        for place in sorted(range(len(ways)), key=often.__getitem__):
            within = None if found is None else sorted(found)
            found = self.narrowed(name, ways[place], place, found, within)
            if not found:
                return {}
        return found

    def narrowed(self, name, way, place, found, within) -> dict[int, set[int]]:
        """What is left of `found` where one of the tokens `way` stands `place` behind the beginning."""
        left: dict[int, set[int]] = {}
        for token in way:
            postings = self.reader.postings(name, token, within)
            documents = postings.counts if found is None else postings.counts.keys() & found.keys()
            for doc in documents:
                starts = {one - place for one in postings.places(doc)}
                if found is not None:
                    starts &= found[doc]
                if starts:
                    left[doc] = left[doc] | starts if doc in left else starts
        return left
