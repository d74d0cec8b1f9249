"""What the worker does by itself: reads what was written in bulk, lets accepted proposals take effect on their day."""

import datetime

from cms_core.citations.due import apply_due_validity
from cms_core.citations.unread import catch_up
from cms_core.tasks import regular

# Jobs run one after the other: none may keep a publication from its minute.
SECONDS = 4


def sync_citations(now: datetime.datetime) -> int:
    return catch_up(seconds=SECONDS)


def add_all() -> None:
    regular.add("sync_citations", every=datetime.timedelta(seconds=10), run=sync_citations)
    regular.add("apply_due_validity", every=datetime.timedelta(minutes=5), run=apply_due_validity)
