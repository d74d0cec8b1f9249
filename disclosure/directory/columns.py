"""What columns disclose: an editor's word for a column, else its key in the blueprint, else what holds above it."""

from collections.abc import Iterable

from wagtail.models import Page

from cms_core.catalogue.places import prefixes
from disclosure.directory.items import by_key
from disclosure.models import ColumnItem

# Paths a statement: SQLite takes 32,766 parameters.
BATCH = 4000


def items_of_columns(columns: Iterable[int]) -> dict[int, int]:
    """{column id: its items as bits}, 0 where it discloses none; columns that are gone are left out. Two queries."""
    columns, found = sorted(set(columns)), {}
    for start in range(0, len(columns), BATCH):
        paths = dict(Page.objects.filter(pk__in=columns[start : start + BATCH]).values_list("pk", "path"))
        said = said_at({prefix for path in paths.values() for prefix in prefixes(path)})
        found |= {column: nearest(path, said) for column, path in paths.items()}
    return found


def said_at(paths: Iterable[str]) -> dict[str, int]:
    """{path: items} of the columns at these tree paths that say something themselves."""
    paths, found = sorted(paths), {}
    for start in range(0, len(paths), BATCH):
        rows = Page.objects.filter(path__in=paths[start : start + BATCH], columnpage__isnull=False).order_by()
        for path, key, said in rows.values_list("path", "columnpage__blueprint_key", "columnpage__disclosed__items"):
            if said is not None or key in by_key():
                found[path] = by_key()[key] if said is None else said
    return found


def nearest(path: str, said: dict[str, int]) -> int:
    return next((said[prefix] for prefix in reversed(list(prefixes(path))) if prefix in said), 0)


def inherited(column) -> int:
    """What the column would disclose if no editor had said anything of it."""
    said = said_at(prefixes(column.path))
    if ColumnItem.objects.filter(column=column.pk).exists():
        said.pop(column.path, None)
        if column.blueprint_key in by_key():
            said[column.path] = by_key()[column.blueprint_key]
    return nearest(column.path, said)
