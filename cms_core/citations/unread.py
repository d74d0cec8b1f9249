"""Pages written in bulk: they are only marked, and read a little later, so that an import costs no more than before.

A regular job reads on for some seconds at a time; `manage.py sync_citations` reads all at once, with progress.
"""

import time
from collections.abc import Callable, Iterable

from django.db import transaction
from wagtail.models import Page

from cms_core.catalogue.kinds import content_models
from cms_core.catalogue.locks import hold
from cms_core.citations.write import sync_pages
from cms_core.models.citations import UnreadText

BATCH = 100
ROWS = 1000


def mark(page_ids: Iterable[int]) -> None:
    """The texts of these pages are to be read again; in the caller's transaction."""
    rows = [UnreadText(page_id=page_id) for page_id in page_ids]
    UnreadText.objects.bulk_create(rows, batch_size=ROWS, ignore_conflicts=True)


def catch_up(*, seconds: float | None = None, progress: Callable[[int], None] = lambda done: None) -> int:
    """Read what is marked, a batch a transaction, until none is left or the time is up; how many pages were read.

    Killed in the middle it has lost one batch, which is still marked.
    """
    end = None if seconds is None else time.monotonic() + seconds
    done = 0
    while end is None or time.monotonic() < end:
        number = read_next()
        if not number:
            break
        done += number
        progress(done)
    return done


@transaction.atomic
def read_next() -> int:
    """One batch; the marks go first, so that a page written anew meanwhile is marked anew."""
    ids = list(UnreadText.objects.order_by("page").values_list("page", flat=True)[:BATCH])
    if ids:
        UnreadText.objects.filter(page__in=ids).delete()
        # Whoever publishes one of them meanwhile comes before, and is read here, or after, and is read there.
        hold(Page.objects.filter(pk__in=ids))
        sync_pages(pages_of(ids))
    return len(ids)


def pages_of(page_ids):
    """The content pages with these ids, as they are stored."""
    for model in content_models():
        yield from model.objects.filter(pk__in=page_ids).order_by()
