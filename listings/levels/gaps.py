"""衔接问题清单 (section 5.6): what was handed down and nobody took over.

A difference of sets, as of any day: on one side what reaches a government by its level and its place in the tree, on
the other what it exercises. Counted for all governments at once, told item by item for one of them.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from cms_core.models import Organisation
from cms_core.models.organisations import Level
from listings.kinds import ListKind
from listings.levels.delegations import Delegation, delegations, governments
from listings.levels.taken import taken_over
from listings.models import Listing, Todo, TodoKind, TodoState

NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Government:
    """One that has something to take over: how much reached it, and what it left; `since` is of the oldest left."""

    pk: int
    name: str
    path: str
    level: int
    expected: int
    taken: int
    explained: int
    since: datetime.date | None

    @property
    def missing(self) -> int:
        return self.expected - self.taken - self.explained

    @property
    def level_label(self) -> str:
        return Level(self.level).label


@dataclass(frozen=True)
class Missing:
    """`reason`: why the government does not take it over, where it has said so."""

    government: Government
    delegation: Delegation
    days: int
    reason: str = ""


class Reaching(NamedTuple):
    delegations: list[Delegation]
    items: frozenset[int]


@dataclass
class Gaps:
    """`below`: the path of a government, to see what stands below it; "" for all. Five queries, however much there is.

    With `every` also of governments without a list of their own: they have not moved in yet. `givers` are the lists
    (ids) whose delegations count: for the public, those that it may see.
    """

    day: datetime.date
    below: str = ""
    every: bool = False
    givers: Collection[int] | None = None
    governments: list[Government] = field(default_factory=list)

    def __post_init__(self):
        self.given = delegations(self.day, givers=self.givers)
        self.taken = taken_over({one.item for one in self.given}, self.day) if self.given else {}
        self.reasons = explained(self.day) if self.given else {}
        if self.given:
            self.governments = list(self.judge())

    def judge(self) -> Iterator[Government]:
        bodies = governments({one.to_level for one in self.given}, below=self.below)
        present = None if self.every else places_with_lists()
        for pk, name, path, level in bodies.order_by("path").values_list("pk", "name", "path", "level"):
            if present is not None and not has_list(path, level, present):
                continue
            reaching = self.reaching(path, level)
            if reaching.items:
                yield self.judged(pk, name, path, level, reaching)

    def judged(self, pk, name, path, level, reaching: Reaching) -> Government:
        taken, told, items = self.taken.get((path, level), NOTHING), self.reasons.get(pk, {}), reaching.items
        left = (one.since for one in reaching.delegations if one.item not in taken and one.item not in told)
        return Government(
            pk=pk,
            name=name,
            path=path,
            level=level,
            expected=len(items),
            taken=len(items & taken),
            explained=len((items & told.keys()) - taken),
            since=next(left, None),
        )

    @cached_property
    def by_place(self) -> dict[tuple[str, int], list[Delegation]]:
        found = defaultdict(list)
        for one in self.given:
            found[one.place, one.to_level].append(one)
        return found

    @cached_property
    def kept(self) -> dict:
        return {}

    def reaching(self, path: str, level: int) -> Reaching:
        """The oldest first; read once for all governments below the same ones."""
        step = Organisation.steplen
        above = [path[:end] for end in range(step, len(path), step) if (path[:end], level) in self.by_place]
        key = level, above[-1] if above else ""
        if key not in self.kept:
            found = [one for place in above for one in self.by_place[place, level]]
            found.sort(key=lambda one: (one.since, one.line))
            self.kept[key] = Reaching(found, frozenset(one.item for one in found))
        return self.kept[key]

    # What readers ask.

    @property
    def total(self) -> int:
        return sum(one.missing for one in self.governments)

    def of(self, pk: int) -> Government | None:
        return next((one for one in self.governments if one.pk == pk), None)

    def missing(self, government: Government, *, told: bool = True) -> Iterator[Missing]:
        """Item by item, the oldest first; with `told` also those that it has explained."""
        taken = self.taken.get((government.path, government.level), NOTHING)
        reasons = self.reasons.get(government.pk, {})
        for one in self.reaching(government.path, government.level).delegations:
            if one.item in taken or (one.item in reasons and not told):
                continue
            yield Missing(government, one, (self.day - one.since).days, reasons.get(one.item, ""))

    def rows(self) -> Iterator[Missing]:
        """Of all governments."""
        for government in self.governments:
            if government.missing or government.explained:
                yield from self.missing(government)


def gaps(listing: Listing | None, day: datetime.date, *, every: bool = False) -> Gaps:
    """Below (and of) the government whose list it is; None for the whole province."""
    return Gaps(day, listing.portal.organisation.path if listing else "", every)


def places_with_lists() -> set[str]:
    rows = Listing.objects.filter(kind=ListKind.POWER).values_list("portal__organisation__path", flat=True)
    return set(rows)


def has_list(path: str, level: int, present: set[str]) -> bool:
    """A town's items stand on its county's list, where it has none of its own."""
    return path in present or (level >= Level.TOWN and path[: -Organisation.steplen] in present)


def explained(day: datetime.date) -> dict[int, dict[int, str]]:
    """{government: {item: why it is not taken over}}, as said until the end of that day."""
    rows = Todo.objects.filter(
        kind=TodoKind.TAKE_OVER, state=TodoState.DISMISSED, closed_by__isnull=False, closed_at__date__lte=day
    )
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for government, item, reason in rows.values_list("organisation", "source", "reason"):
        found[government][item] = reason
    return found
