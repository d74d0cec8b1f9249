"""What the worker does for supervision by itself."""

import datetime

from cms_core.tasks import regular


def check_links(now: datetime.datetime) -> int:
    from disclosure.supervision.links.round import check_links as check

    return check(now)


def ask_outside(now: datetime.datetime) -> int:
    from disclosure.supervision.links.asking import ask_outside as ask

    return ask(now)


def take_month(now: datetime.datetime) -> int:
    from disclosure.supervision.months import take

    return take(now)


def add_all() -> None:
    # 400 pages every five minutes: 200,000 disclosed pages are gone through in less than two days.
    regular.add("check_disclosed_links", every=datetime.timedelta(minutes=5), run=check_links)
    regular.add("ask_outside_links", every=datetime.timedelta(minutes=2), run=ask_outside)
    regular.add("supervision_month", every=datetime.timedelta(days=1), run=take_month)
