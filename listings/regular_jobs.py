"""What the worker does for the lists by itself."""

import datetime

from cms_core.tasks import regular


def tidy(now: datetime.datetime) -> int:
    from listings.workbooks.tidying import tidy_uploads

    return tidy_uploads(now)


def check_funds(now: datetime.datetime) -> int:
    from listings.todos import funds

    return funds.check_funds(now)


def check_documents(now: datetime.datetime) -> int:
    from listings.todos import documents

    return documents.check_documents(now)


def compact(now: datetime.datetime) -> int:
    from listings.compacting import compact_cells

    return compact_cells(now)


def follow_places(now: datetime.datetime) -> int:
    from listings.history import places

    return places.follow_places()


def follow_days(now: datetime.datetime) -> int:
    from listings import search_feed

    return search_feed.follow_days(now)


def add_all() -> None:
    """Jobs are added here, each with its interval; see `cms_core.tasks.regular`."""
    regular.add("tidy_list_uploads", every=datetime.timedelta(days=1), run=tidy)
    regular.add("check_list_funds", every=datetime.timedelta(hours=6), run=check_funds)
    regular.add("check_list_documents", every=datetime.timedelta(hours=1), run=check_documents)
    regular.add("compact_list_counts", every=datetime.timedelta(days=7), run=compact)
    regular.add("follow_list_places", every=datetime.timedelta(days=1), run=follow_places)
    # Asked each minute, at work once a day: lists change at midnight with nobody there.
    regular.add("follow_list_days", every=datetime.timedelta(minutes=1), run=follow_days)
