"""What has a day on which it was made, a term in working days, and perhaps a day on which it became public."""

import datetime

from disclosure.terms.duty import Status
from disclosure.terms.rules import is_over, is_soon, working_days_over


def standing(due: datetime.date, done: datetime.date | None, on: datetime.date) -> tuple[Status, int]:
    """How it stands on `on`, and by how many working days it is or was late."""
    if done is not None:
        return (Status.DONE_LATE, working_days_over(due, done)) if is_over(due, done) else (Status.IN_TIME, 0)
    if is_over(due, on):
        return Status.LATE, working_days_over(due, on)
    return (Status.SOON if is_soon(due, on) else Status.IN_TIME), 0
