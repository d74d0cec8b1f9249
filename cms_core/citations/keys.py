"""The keys under which documents are looked for: number and title variants, one indexed row each."""

from collections.abc import Iterable, Sequence

from cms_core.citations.find import number_key, title_keys
from cms_core.models.citations import DocumentKey
from cms_core.models.pages.document import DocumentPage

NUMBER = "number"
MAX_LENGTH = DocumentKey._meta.get_field("key").max_length
Key = tuple[str, str]  # key, form


def keys_of(page) -> set[Key]:
    """What `page` is found by; nothing unless it is a live document of its own (an alias is its source's)."""
    if not isinstance(page, DocumentPage) or not page.live or page.alias_of_id:
        return set()
    found = {(str(key)[:MAX_LENGTH], key.variant) for key in title_keys(page.title)}
    if page.document_number:
        found.add((number_key(page.document_number)[:MAX_LENGTH], NUMBER))
    return found


def write_keys(pages: Sequence) -> set[str]:
    """Bring the keys of these pages into line; all keys, old and new, of the documents among them.

    All and not only what changed: who is found by a key depends on the document's portal and validity too.
    """
    stored: dict[int, dict[Key, int]] = {page.pk: {} for page in pages}
    for row in DocumentKey.objects.filter(page__in=stored):
        stored[row.page_id][row.key, row.form] = row.pk
    gone, new, touched = [], [], set()
    for page in pages:
        wanted = keys_of(page)
        touched.update(key for key, _ in wanted | stored[page.pk].keys())
        gone += [pk for key, pk in stored[page.pk].items() if key not in wanted]
        new += [DocumentKey(page_id=page.pk, key=key, form=form) for key, form in wanted - stored[page.pk].keys()]
    if gone:
        DocumentKey.objects.filter(pk__in=gone).delete()
    if new:
        DocumentKey.objects.bulk_create(new)
    return touched


def remove_keys(page_ids: Iterable[int]) -> set[str]:
    """Take out the keys of pages that are going; which they were."""
    rows = DocumentKey.objects.filter(page__in=page_ids)
    found = set(rows.values_list("key", flat=True))
    if found:
        rows.delete()
    return found
