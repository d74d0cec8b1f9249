"""Reads all texts anew and compares: `rebuild` writes what differs, `verify` says what does."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Page

from cms_core.catalogue.kinds import content_models
from cms_core.catalogue.locks import hold
from cms_core.catalogue.rebuild import batches
from cms_core.citations.keys import keys_of
from cms_core.citations.write import BATCH, compare, sync_pages, wanted_rows
from cms_core.models.citations import Citation, DocumentKey, UnreadText


@dataclass
class Report:
    """Ids of pages whose rows or keys differ from their text; `unread` are marked and not read yet."""

    citations: int = 0
    linked: int = 0
    unread: int = 0
    rows: list[int] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)

    @property
    def differences(self) -> int:
        return len(set(self.rows) | set(self.keys))

    def as_dict(self) -> dict:
        return {**vars(self), "differences": self.differences}


def rebuild(progress: Callable[[int], None] = lambda done: None) -> int:
    """How many rows changed; a batch a transaction, so that editors go on publishing."""
    changed = done = 0
    for model in content_models():
        for ids in batches(model.objects, BATCH):
            with transaction.atomic():
                hold(Page.objects.filter(pk__in=ids))
                changed += sync_pages(model.objects.filter(pk__in=ids).order_by())
                UnreadText.objects.filter(page__in=ids).delete()
            done += len(ids)
            progress(done)
    return changed


def verify() -> Report:
    """Pages that are marked to be read are passed over: nobody said that they are in line."""
    report = Report(
        citations=Citation.objects.count(),
        linked=Citation.objects.filter(target__isnull=False).count(),
        unread=UnreadText.objects.count(),
    )
    for model in content_models():
        unread = UnreadText.objects.values("page")
        for ids in batches(model.objects.exclude(pk__in=unread), BATCH):
            _check(list(model.objects.filter(pk__in=ids).order_by()), report)
    return report


def _check(pages, report: Report) -> None:
    ids = [page.pk for page in pages]
    gone, new, changed = compare(ids, wanted_rows(pages))
    report.rows += sorted({row.source_id for row in (*gone, *new, *changed)})
    stored = {pk: set() for pk in ids}
    for page, key, form in DocumentKey.objects.filter(page__in=ids).values_list("page", "key", "form"):
        stored[page].add((key, form))
    report.keys += [page.pk for page in pages if keys_of(page) != stored[page.pk]]
