"""What the worker does for applications by itself."""

import datetime

from cms_core.tasks import regular


def erase(now: datetime.datetime) -> int:
    from disclosure.applications.retention import erase_due

    return erase_due(now)


def sweep_staged(now: datetime.datetime) -> int:
    from disclosure.applications.public.staging import sweep

    return sweep(now.timestamp())


def sweep_letters(now: datetime.datetime) -> int:
    from disclosure.applications.letters.scratch import sweep

    return sweep(now.timestamp())


def add_all() -> None:
    regular.add("erase_applicants", every=datetime.timedelta(hours=6), run=erase)
    regular.add("sweep_staged_files", every=datetime.timedelta(minutes=30), run=sweep_staged)
    regular.add("sweep_letters_in_clear", every=datetime.timedelta(minutes=10), run=sweep_letters)
