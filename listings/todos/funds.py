"""到期自动失效预警 (section 5.5): who owns a fund is told before its term ends, and asked to decide when it has."""

import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from listings.models import FOREVER, FundVersion, Todo, TodoKind, TodoState
from listings.states import CURRENT
from listings.todos.cause import due_day

BATCH = 500
OVER = "已到期，见到期后的待办。"


def check_funds(now: datetime.datetime) -> int:
    """A regular job; each fund is told of once for each end of its term, however often this runs. How many it made."""
    today = timezone.localdate(now)
    horizon = today + datetime.timedelta(days=settings.PORTAL_FUND_WARNING_DAYS)
    last = FundVersion.objects.filter(valid_until=FOREVER, state__in=CURRENT).order_by("pk")
    ending = untold(last.filter(ends__gte=today, ends__lte=horizon), TodoKind.FUND_ENDING)
    made = keep_all(ending_todo(version) for version in ending)
    ended = untold(last.filter(ends__lt=today), TodoKind.FUND_ENDED)
    made += keep_all(ended_todo(version, today) for version in ended)
    over = Todo.objects.open().filter(kind=TodoKind.FUND_ENDING, since__lt=today)
    over.update(state=TodoState.DONE, reason=OVER, closed_at=now)
    return made


def untold(versions, kind: TodoKind):
    """What was extended, and then cut to the same end again, is open again."""
    told = Todo.objects.filter(item=OuterRef("item"), kind=kind, since=OuterRef("ends"))
    back = Todo.objects.filter(kind=kind, state=TodoState.DONE, settled_by__isnull=False)
    cut = versions.filter(item=OuterRef("item"), ends=OuterRef("since"))
    back.filter(Exists(cut)).update(state=TodoState.OPEN, settled_by=None, closed_at=None)
    return versions.exclude(Exists(told)).select_related("organisation")


def keep_all(todos) -> int:
    todos = list(todos)
    Todo.objects.bulk_create(todos, batch_size=BATCH, ignore_conflicts=True)
    return len(todos)


def ending_todo(version: FundVersion) -> Todo:
    """Not how many days are left: that is kept, and wrong tomorrow."""
    detail = f"存续期限到 {version.ends} 为止。"
    return of_fund(version, TodoKind.FUND_ENDING, detail, version.ends)


def ended_todo(version: FundVersion, today: datetime.date) -> Todo:
    detail = f"存续期限已于 {version.ends} 届满，清单上标为已到期。"
    return of_fund(version, TodoKind.FUND_ENDED, detail, due_day(version.ends))


def of_fund(version: FundVersion, kind: TodoKind, detail: str, due: datetime.date) -> Todo:
    """`since` is the end of the term: a new term is another matter."""
    return Todo(
        listing_id=version.listing_id,
        kind=kind,
        item_id=version.item_id,
        organisation_id=version.organisation_id,
        key=f"{kind}:{version.item_id}:{version.ends}",
        name=version.name,
        code=version.code,
        detail=detail,
        since=version.ends,
        due=due,
    )
