"""Documents that were repealed or expired, and the items that rest on them still."""

from collections.abc import Iterable

from cms_core.models import Entry
from cms_core.models.validity import Validity
from listings.levels.bases import resting_on
from listings.models import Todo

LAPSED = (Validity.REPEALED, Validity.EXPIRED)
ROWS = 500


def lapsed_among(documents: Iterable[int]) -> set[int]:
    ids = sorted(set(documents))
    found = set()
    for start in range(0, len(ids), ROWS):
        rows = Entry.objects.filter(pk__in=ids[start : start + ROWS], validity__in=LAPSED)
        found |= set(rows.values_list("pk", flat=True))
    return found


def still_lapsed(todos: Iterable[Todo]) -> set[tuple[int, int]]:
    """(item, document) of those to-dos that still rest on a document that is still repealed; nothing for none."""
    documents = {todo.document_id for todo in todos if todo.document_id}
    documents = lapsed_among(documents) if documents else set()
    if not documents:
        return set()
    return {(item, document) for document, items in resting_on(documents).items() for item in items}
