"""What the worker does for the lists by itself."""

import datetime

from cms_core.tasks import regular


def tidy(now: datetime.datetime) -> int:
    from listings.workbooks.tidying import tidy_uploads

    return tidy_uploads(now)


def add_all() -> None:
    """Jobs are added here, each with its interval; see `cms_core.tasks.regular`."""
    regular.add("tidy_list_uploads", every=datetime.timedelta(days=1), run=tidy)
