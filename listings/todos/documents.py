"""依据已废止或失效: a to-do for every item that rests on the document, however it was repealed."""

import datetime
from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cms_core.models import DocumentPage
from cms_core.models.citations import DocumentKey
from listings.levels.bases import document_label, documents_of, resting_on
from listings.models import FOREVER, ItemBasis, Listed, Todo, TodoKind, TodoState
from listings.todos.cause import due_day, write
from listings.todos.lapsed import LAPSED, lapsed_among
from listings.todos.settling import unsettled

ROWS = 500
REOPENED = ["state", "reason", "settled_by", "closed_at", "name", "code", "organisation", "detail", "since", "due"]
RESTORED = "依据已恢复有效，或已不在目录中。"


def flag_documents(documents: Iterable[int], today: datetime.date | None = None) -> None:
    """For all items that rest on those of these documents that are repealed or expired."""
    documents = lapsed_among(documents)
    if documents:
        make(resting_on(documents), today or timezone.localdate())


def flag_items(items: Iterable[int], today: datetime.date | None = None) -> None:
    """For those of these items whose new basis is repealed already."""
    found = documents_of(items)
    lapsed = lapsed_among(page for pages in found.values() for page in pages)
    by_document = {page: {item for item, pages in found.items() if page in pages} for page in lapsed}
    if by_document:
        make(by_document, today or timezone.localdate())


def make(by_document: Mapping[int, set[int]], today: datetime.date) -> None:
    pages = DocumentPage.objects.in_bulk(by_document)
    rows = last_rows({item for items in by_document.values() for item in items})
    todos = unsettled(
        todo_of(pages[document], rows[item], today)
        for document, items in sorted(by_document.items())
        for item in sorted(items)
        if document in pages and item in rows
    )
    reopen(todos)
    write(todos)


def last_rows(items: set[int]) -> dict[int, Listed]:
    ids, found = sorted(items), {}
    for start in range(0, len(ids), ROWS):
        rows = Listed.objects.filter(item__in=ids[start : start + ROWS], valid_until=FOREVER)
        found |= {row.item_id: row for row in rows}
    return found


def todo_of(page: DocumentPage, row: Listed, today: datetime.date) -> Todo:
    since = page.date_repealed or today
    what = page.get_validity_display()
    return Todo(
        listing_id=row.listing_id,
        kind=TodoKind.BASIS,
        item_id=row.item_id,
        document_id=page.pk,
        organisation_id=row.organisation_id,
        key=f"basis:{page.pk}:{row.item_id}",
        name=row.name,
        code=row.code,
        detail=f"依据{document_label(page)}{what}（{since}）。",
        since=since,
        due=due_day(max(since, today)),
    )


def reopen(todos: list[Todo]) -> None:
    """A document that was restored and is repealed again, or that an item names again which had let go of it."""
    left = {(todo.listing_id, todo.key): todo for todo in todos}
    keys = sorted({key for _, key in left})
    over = Q(state=TodoState.DONE) | Q(state=TodoState.DISMISSED, reason=RESTORED)
    for start in range(0, len(keys), ROWS):
        again = list(Todo.objects.filter(over, kind=TodoKind.BASIS, key__in=keys[start : start + ROWS]))
        for todo in again:
            fresh = left[todo.listing_id, todo.key]
            todo.state, todo.reason, todo.settled_by, todo.closed_at = TodoState.OPEN, "", None, None
            todo.name, todo.code, todo.organisation_id = fresh.name, fresh.code, fresh.organisation_id
            todo.detail, todo.since, todo.due = fresh.detail, fresh.since, fresh.due
        if again:
            Todo.objects.bulk_update(again, REOPENED, batch_size=200)


def check_documents(now: datetime.datetime) -> int:
    """A regular job: what was repealed in bulk or on its day, and what is in force again. How many it looked at."""
    mine = DocumentKey.objects.filter(page=OuterRef("pk"))
    named = (mine.filter(key__in=ItemBasis.objects.values(name)) for name in ("number_key", "title_key"))
    by_number, by_title = (Exists(rows) for rows in named)
    lapsed = DocumentPage.objects.filter(by_number | by_title, live=True, validity__in=LAPSED)
    documents = list(lapsed.values_list("pk", flat=True))
    flag_documents(documents, timezone.localdate(now))
    stale = Todo.objects.open().filter(kind=TodoKind.BASIS)
    known = set(stale.values_list("document", flat=True))
    restored = known - lapsed_among(known - {None})
    stale.filter(document__in=restored - {None}).update(state=TodoState.DISMISSED, reason=RESTORED, closed_at=now)
    stale.filter(document=None).update(state=TodoState.DISMISSED, reason=RESTORED, closed_at=now)
    return len(documents)
