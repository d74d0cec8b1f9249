"""The adjustment that leaves something to do, and the to-dos made of it."""

import datetime
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils import timezone

from cms_core.calendar.working_days import after_working_days
from listings.kinds import ListKind
from listings.levels.agreement import BASIC
from listings.levels.places import OF_LISTINGS
from listings.models import FOREVER, Adjustment, AdjustmentLine, Listed, Listing, Todo, TodoKind
from listings.states import CREATING
from listings.todos.settling import changed_by, unsettled
from listings.todos.words import of_line

ROWS = 500


def due_day(begin: datetime.date) -> datetime.date:
    """《政府信息公开条例》第二十六条: within 20 working days (a setting)."""
    return after_working_days(begin, settings.PORTAL_LISTING_DAYS)


def keep(todos: Iterable[Todo]) -> None:
    """Those that are not done already; each once, however often it is made."""
    write(unsettled(todos))


def write(todos: list[Todo]) -> None:
    Todo.objects.bulk_create(todos, batch_size=200, ignore_conflicts=True)


class Cause:
    """An approved adjustment. What was decided for a day that has passed gets its term from the approval on.

    `only`: the one list whose to-dos are wanted; it was not asked before `asked`, and has its term from then on.
    """

    def __init__(
        self, adjustment: Adjustment, *, only: Listing | None = None, asked: datetime.date = datetime.date.min
    ):
        self.adjustment, self.only = adjustment, only
        self.listing = Listing.objects.select_related(*OF_LISTINGS).get(pk=adjustment.listing_id)
        self.due = due_day(max(adjustment.effective_day, timezone.localdate(adjustment.approved_at), asked))
        self.lines = list(lines_that_tell(self.listing, adjustment))
        for line in self.lines:
            line.adjustment = adjustment

    def todo(self, kind: TodoKind, line: AdjustmentLine, listing_id: int, upper_name: str, **fields) -> Todo:
        return Todo(
            listing_id=listing_id,
            kind=kind,
            line=line,
            adjustment=self.adjustment,
            detail=of_line(kind, line, upper_name, changed_by(line, BASIC)),
            since=self.adjustment.effective_day,
            due=self.due,
            **fields,
        )

    def of_version(self, kind: TodoKind, line: AdjustmentLine, version, upper_name: str) -> Todo:
        return self.todo(
            kind,
            line,
            version.listing_id,
            upper_name,
            key=f"{kind}:{line.pk}:{version.item_id}",
            item_id=version.item_id,
            organisation_id=version.organisation_id,
            name=version.name,
            code=version.code,
        )

    def names(self, items: Iterable[int]) -> dict[int, str]:
        return {item: name for item, name, _ in self.last_rows(items)}

    def last_rows(self, items: Iterable[int]) -> Iterator[tuple[int, str, str]]:
        """(item, name, code)."""
        ids = sorted(set(items))
        for start in range(0, len(ids), ROWS):
            rows = Listed.objects.filter(item__in=ids[start : start + ROWS], valid_until=FOREVER)
            yield from rows.values_list("item", "name", "code")


def lines_that_tell(listing: Listing, adjustment: Adjustment):
    """Of powers that are new nobody is told: thousands of them need not be read with all their values."""
    lines = adjustment.lines.all()
    return lines if listing.kind == ListKind.BASIC else lines.exclude(kind__in=CREATING)
