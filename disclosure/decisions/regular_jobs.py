"""What the worker does for 双公示 by itself; nothing that the public sees waits for it."""

import datetime

from cms_core.tasks import regular


def follow_days(now: datetime.datetime) -> int:
    from disclosure.decisions import search_feed

    return search_feed.follow_days(now)


def tidy(now: datetime.datetime) -> int:
    from disclosure.decisions.actions.confirm import tidy_uploads
    from disclosure.decisions.workbooks.passing import clear_left

    return tidy_uploads(now) + clear_left(now)


def compact(now: datetime.datetime) -> None:
    from disclosure.decisions import shelves

    shelves.compact()


def add_all() -> None:
    # Asked often, at work once a day: publications end at midnight with nobody there.
    regular.add("follow_decision_days", every=datetime.timedelta(minutes=5), run=follow_days)
    regular.add("compact_decision_stamps", every=datetime.timedelta(days=1), run=compact)
    regular.add("tidy_decision_uploads", every=datetime.timedelta(days=1), run=tidy)
