"""What the worker does by itself: tells the admin's index what waits, and fills it where it is missing."""

import datetime

from cms_core.search.admin import filling, outbox
from cms_core.tasks import regular

# Jobs run one after the other: none may keep a publication from its minute.
SECONDS = 4


def keep_admin_search(now: datetime.datetime) -> int:
    return filling.fill(SECONDS) + outbox.catch_up(SECONDS)


def add_all() -> None:
    regular.add("keep_admin_search", every=datetime.timedelta(seconds=10), run=keep_admin_search)
