"""What of the index's matches the searched queryset has: who may see a row is what the database says.

Nothing is filtered in the index: permissions are ranges of paths, rows of collections, whatever the caller asks. The
matches go to the database in their order, some thousand keys at a time, until enough are found; a queryset of few rows
is read whole instead, so that an editor of one county need not wait for 100,000 matches of others.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from itertools import islice

from cms_core.search.admin.places import Looked

# Results are counted exactly so far; there is no page of results behind them.
COUNTED = 10_000
# Keys in one query, and in the first, which tells how many of the matches are the queryset's.
CHUNK = 5_000
FIRST = 500
# A queryset of no more rows is read whole when the matches are many.
OWN = 20_000
# It is, where of the first matches no more than one in so many is its own.
FEW = 4
# So many matches are given to the database to be ordered by what the caller asks; more are looked for among its rows.
ORDERED = 20_000


def chunks(numbers: list, size: int = CHUNK) -> Iterator[list]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


class Found:
    def __init__(self, compiler, looked: Looked):
        self.compiler, self.looked = compiler, looked
        self.coming = self.walk()
        self.known: list[int] = []

    def numbers(self, start: int, stop: int | None) -> list[int]:
        """Primary keys of the results from `start` to before `stop`."""
        if stop is None or stop > len(self.known):
            self.known += islice(self.coming, None if stop is None else stop - len(self.known))
        return self.known[start:stop]

    def walk(self) -> Iterator[int]:
        keys = self.compiler.queryset.values_list("pk", flat=True)
        if not self.compiler.order_by_relevance:
            yield from in_order(keys.order_by(*self.compiler.ordering), self.looked.numbers)
            return
        keys = keys.order_by()
        own, is_large = None, False
        numbers = self.looked.numbers
        for some in (numbers[:FIRST], *chunks(numbers[FIRST:])):
            allowed = set(keys.filter(pk__in=some)) if own is None else own
            yield from (number for number in some if number in allowed)
            if own is None and not is_large and len(numbers) > CHUNK and len(some) > FEW * len(allowed):
                all_keys = list(keys[: OWN + 1])
                is_large = len(all_keys) > OWN
                own = None if is_large else set(all_keys)

    def rows(self, start: int, stop: int | None) -> Iterator:
        """The objects themselves, as the caller's queryset gives them."""
        for some in chunks(self.numbers(start, stop), 2_000):
            found = self.by_number(some)
            yield from (found[number] for number in some if number in found)  # one may have gone meanwhile

    def by_number(self, numbers: list[int]) -> dict:
        rows = self.compiler.queryset.filter(pk__in=numbers)
        if rows._fields is None:
            return {row.pk: row for row in rows.order_by()}
        # A queryset of values, as Wagtail's bulk actions search it: the keys are asked for beside them.
        return dict(zip(rows.order_by("pk").values_list("pk", flat=True), rows.order_by("pk"), strict=False))

    def count(self) -> int:
        return len(self.numbers(0, COUNTED))

    def facet(self, name: str) -> OrderedDict:
        """Over what is counted; the newest where there is more."""
        counts: Counter = Counter()
        for some in chunks(self.numbers(0, COUNTED)):
            rows = self.compiler.queryset.model._base_manager.filter(pk__in=some).order_by()
            counts.update(rows.values_list(name, flat=True))
        return OrderedDict(counts.most_common())

    def score(self, row) -> float | None:
        return self.looked.scores.get(row.pk)


def in_order(keys, numbers: Iterable[int]) -> Iterator[int]:
    """The matches in the order of the queryset `keys`, each once: joins may give a row twice."""
    if len(numbers) <= ORDERED:
        found = dict.fromkeys(keys.filter(pk__in=numbers))
    else:
        matching = set(numbers)
        found = dict.fromkeys(number for number in keys.iterator() if number in matching)
    yield from found
