"""Keeping the index whole: built anew where it is missing or of another version, by whoever notices it first."""

import datetime
import logging

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult, TaskResultStatus

from cms_core.models.search import Unindexed
from cms_core.search import going, sources
from cms_core.search.engine import engine
from cms_core.search.errors import Newer, Rebuilding
from cms_core.search.feed import outbox

logger = logging.getLogger("portal.search")
# A rebuild that failed is not tried again at once: what stopped it, a full disk perhaps, needs somebody.
PAUSE = datetime.timedelta(minutes=10)
# One that succeeded is: its file was deleted since. Not each round, should two releases take turns.
BETWEEN = datetime.timedelta(minutes=1)
ROWS = 1000


def rebuild() -> int:
    """How many are in the new index. What waited before needs no telling: it was read later. Raises SearchError."""
    waiting = list(Unindexed.objects.values_list("pk", flat=True))
    count = engine().rebuild(sources.all_records())
    # By their keys: one that was taken before may be committed only now.
    for start in range(0, len(waiting), ROWS):
        Unindexed.objects.filter(pk__in=waiting[start : start + ROWS]).delete()
    return count


def complete() -> int:
    """At the end of a load in bulk: all that waits is told; how many that were."""
    return rebuild() if engine().lacking() else outbox.catch_up()


def follow(seconds: float) -> int:
    """The worker's round: tell what waits, or have the index built anew where it cannot be told."""
    reason = engine().lacking()
    if not reason:
        return outbox.catch_up(seconds=seconds)
    if reason == Newer.REASON:
        logger.warning("%s", Newer())  # this worker may be the one that was not restarted: nothing is taken away
    elif not tried_lately(timezone.now()):
        logger.warning("%s，现在重建；重建完成前仍用原有索引，可能找不全。", reason)
        rebuild_in_background.enqueue()
    if engine().writes_at_once:
        outbox.hide(going.waiting())  # last: a damaged file takes no note of it
    return 0


def tried_lately(now: datetime.datetime) -> bool:
    """A rebuild waits, runs, or ended a short while ago."""
    last = DBTaskResult.objects.filter(task_path=rebuild_in_background.module_path).order_by("-enqueued_at").first()
    if last is None or last.finished_at is None:
        return last is not None
    return last.finished_at > now - (BETWEEN if last.status == TaskResultStatus.SUCCESSFUL else PAUSE)


@task()
def rebuild_in_background() -> None:
    """A task, for it takes minutes: regular jobs run one after the other, and publications wait for them."""
    if engine().lacking() in ("", Newer.REASON):
        return
    try:
        logger.warning("检索索引已重建，共 %s 项。", rebuild())
    except Rebuilding:
        logger.warning("检索索引正由另一进程重建。")
