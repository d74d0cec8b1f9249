"""What the worker does for the gazette by itself: an approved issue appears at its minute."""

import datetime

from cms_core.tasks import regular


def publish_due(now: datetime.datetime) -> int:
    from gazette.actions.publish_due import publish_due_issues

    return publish_due_issues(now)


def tidy(now: datetime.datetime) -> int:
    from gazette.files import tidy_files

    return tidy_files(now)


def add_all() -> None:
    """Jobs are added here, each with its interval; see `cms_core.tasks.regular`."""
    # Out within a minute of its minute (G8), the 5 seconds of the worker's round and the typesetting included.
    regular.add("publish_due_issues", every=datetime.timedelta(seconds=20), run=publish_due)
    regular.add("tidy_gazette_files", every=datetime.timedelta(days=1), run=tidy)
