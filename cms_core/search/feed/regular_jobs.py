"""What the worker does by itself: follows what was written in bulk, and what a crash left in the outbox."""

import datetime

from cms_core.search.feed import whole
from cms_core.tasks import regular

# Jobs run one after the other: none may keep a publication from its minute.
SECONDS = 4


def follow_outbox(now: datetime.datetime) -> int:
    return whole.follow(SECONDS)


def add_all() -> None:
    regular.add("follow_outbox", every=datetime.timedelta(seconds=10), run=follow_outbox)
