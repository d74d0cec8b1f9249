"""Which documents of the catalogue the basis of an item names, kept to be found by document.

Kept is what items rest on that are on their lists, or will be: when a document is repealed, they are found by its keys.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Q

from cms_core.citations.candidates import candidates_for, choose
from cms_core.citations.find import find_citations
from cms_core.models import DocumentPage
from cms_core.models.citations import DocumentKey
from listings.kinds import ListKind
from listings.models import FOREVER, Item, ItemBasis
from listings.states import CURRENT
from listings.values import MODELS

# Where each list says what its items rest on.
FIELDS = {
    ListKind.POWER: ("legal_basis", "charge_basis"),
    ListKind.BASIC: ("legal_basis",),
    ListKind.RESPONSIBILITY: ("legal_basis", "boundary_basis", "responsibility_basis", "accountability_basis"),
    ListKind.NEGATIVE: ("basis",),
    ListKind.FUND: ("legal_basis", "rules"),
}
LENGTHS = {name: ItemBasis._meta.get_field(name).max_length for name in ("number_key", "title_key")}
ROWS = 500
MOST_TEXT = 20_000
Keys = tuple[str, str]  # of the number, of the title


@lru_cache(maxsize=4096)
def cited(text: str) -> tuple:
    """The citations of a text; thousands of items of a list name the same few laws."""
    return tuple(find_citations(text[:MOST_TEXT]))


def keys_of(text: str) -> set[Keys]:
    most = LENGTHS["number_key"], LENGTHS["title_key"]
    return {(found.number_key[: most[0]], found.title_key[: most[1]]) for found in cited(text)}


def write_bases(items: Iterable[int]) -> None:
    """Bring what is kept of these items into line with their last versions; nothing of those that left their list."""
    ids = sorted(set(items))
    for start in range(0, len(ids), ROWS):
        write_some(ids[start : start + ROWS])


def write_some(ids: list[int]) -> None:
    wanted = wanted_rows(ids)
    stored = {}
    for pk, *row in ItemBasis.objects.filter(item__in=ids).values_list("pk", "item", "number_key", "title_key"):
        stored[tuple(row)] = pk
    if gone := [pk for row, pk in stored.items() if row not in wanted]:
        ItemBasis.objects.filter(pk__in=gone).delete()
    ItemBasis.objects.bulk_create(
        [
            ItemBasis(item_id=row[0], listing_id=listing, number_key=row[1], title_key=row[2])
            for row, listing in wanted.items()
            if row not in stored
        ],
        batch_size=ROWS,
    )


def wanted_rows(ids: list[int]) -> dict[tuple[int, str, str], int]:
    by_kind = defaultdict(list)
    for pk, kind in Item.objects.filter(pk__in=ids).values_list("pk", "listing__kind"):
        by_kind[kind].append(pk)
    wanted = {}
    for kind, those in by_kind.items():
        last = MODELS[kind].objects.filter(item__in=those, valid_until=FOREVER, state__in=CURRENT)
        for item, listing, *texts in last.values_list("item", "listing", *FIELDS[ListKind(kind)]):
            for keys in set().union(*(keys_of(text) for text in texts if text)):
                wanted[item, *keys] = listing
    return wanted


def resting_on(documents: Iterable[int]) -> dict[int, set[int]]:
    """{document: items that rest on it}, of these pages; what another document of that name answers for is not named.

    Four queries and one more for 500 keys.
    """
    documents = set(documents)
    names = set(DocumentKey.objects.filter(page__in=documents).values_list("key", flat=True))
    rows = rows_with(sorted(names))
    if not rows:
        return {}
    among = candidates_for({key for row in rows for key in row[2:4]})
    found = defaultdict(set)
    for item, home_path, number, title in rows:
        page = choose(number, title, home_path, among)
        if page in documents:
            found[page].add(item)
    return found


def rows_with(names: list[str]) -> list[tuple[int, str, str, str]]:
    """(item, path of its portal's home, key of the number, key of the title)."""
    found = set()
    for start in range(0, len(names), ROWS):
        some = names[start : start + ROWS]
        # Two look-ups in two indexes; OR would read the table.
        for condition in (Q(number_key__in=some), Q(title_key__in=some)):
            rows = ItemBasis.objects.filter(condition)
            found |= set(rows.values_list("item", "listing__portal__home__path", "number_key", "title_key"))
    return sorted(found)


def document_label(page: DocumentPage) -> str:
    number = f"（{page.document_number}）" if page.document_number else ""
    return f"《{page.title}》{number}"


def documents_of(items: Iterable[int]) -> dict[int, set[int]]:
    """{item: documents of the catalogue that its basis means}; two queries for 500 items, one more for 500 keys."""
    ids, rows = sorted(set(items)), []
    for start in range(0, len(ids), ROWS):
        found = ItemBasis.objects.filter(item__in=ids[start : start + ROWS])
        rows += found.values_list("item", "listing__portal__home__path", "number_key", "title_key")
    among = candidates_for({key for row in rows for key in row[2:4]})
    meant = {keys: choose(keys[1], keys[2], keys[0], among) for keys in {tuple(row[1:]) for row in rows}}
    found = defaultdict(set)
    for item, *keys in rows:
        if page := meant[tuple(keys)]:
            found[item].add(page)
    return found
