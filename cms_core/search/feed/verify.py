"""Compares the index with what it was made from; what looks wrong is read again: it may have been written meanwhile."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from cms_core.search import going, sources
from cms_core.search.engine import engine
from cms_core.search.feed import outbox


@dataclass
class Report:
    """Numbers: not in the index though the public may see them; in it though not; in it as they no longer are."""

    indexed: int = 0
    lacking: str = ""
    missing: list[int] = field(default_factory=list)
    superfluous: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    waiting: int = 0

    @property
    def differences(self) -> int:
        return len(self.missing) + len(self.superfluous) + len(self.stale)

    @property
    def whole(self) -> bool:
        return not self.differences and not self.lacking

    def as_dict(self) -> dict:
        return {**asdict(self), "differences": self.differences}


def verify(*, repair: bool = False) -> Report:
    """What waits in the outbox is no difference: the worker tells it within seconds. `repair` notes the others."""
    lacking = engine().lacking()
    try:
        indexed = engine().pages()
    except outbox.FAILURES:
        if not lacking:
            raise
        return Report(lacking=lacking)  # damaged: there is nothing to compare with
    report = Report(indexed=len(indexed), lacking=lacking)
    suspects = suspected(indexed)
    waiting = set(going.waiting())
    report.waiting = len(waiting)
    for name, numbers in compared(suspects - waiting).items():
        getattr(report, name).extend(sorted(numbers))
    if repair and report.differences:
        outbox.note([*report.missing, *report.superfluous, *report.stale])
    return report


def suspected(indexed: dict[int, int]) -> set[int]:
    left, found = dict(indexed), set()
    for record in sources.all_records():
        if left.pop(record.page, None) != record.digest:
            found.add(record.page)
    return found | left.keys()


def compared(numbers: Iterable[int]) -> dict[str, list[int]]:
    """Read once more: a publication between two of the reads is no difference."""
    numbers = sorted(numbers)
    found = {"missing": [], "superfluous": [], "stale": []}
    if not numbers:
        return found
    indexed = engine().pages()
    for start in range(0, len(numbers), outbox.BATCH):
        some = numbers[start : start + outbox.BATCH]
        wanted = {record.page: record.digest for record in sources.records_of(some)}
        for number in some:
            if number not in indexed and number in wanted:
                found["missing"].append(number)
            elif number in indexed and number not in wanted:
                found["superfluous"].append(number)
            elif number in indexed and indexed[number] != wanted[number]:
                found["stale"].append(number)
    return found
