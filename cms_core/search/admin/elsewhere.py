"""Where the admin's index is not the file of this machine: with several machines, a server that all of them share."""

from collections.abc import Collection

from modelsearch.backends import get_search_backend

from cms_core.search.admin.backend import AdminSearchBackend
from cms_core.search.admin.contents import objects_of
from cms_core.search.admin.families import families
from cms_core.search.opensearch.locks import locks


def shared():
    """The backend of all machines; None where the file of this one is asked."""
    backend = get_search_backend()
    return backend if hasattr(backend, "follow") and not isinstance(backend, AdminSearchBackend) else None


def tell(backend, keys: Collection[tuple[str, int]], waiting, by_family) -> list[int]:
    """Bring these into line, as `outbox.tell` does; the keys of the rows that need not wait any more."""
    with locks("admin").writing():
        rows = waiting(keys)
        for label, numbers in by_family({key for _, key in rows}).items():
            family = families().get(label)
            if family:  # a model may have left since
                objects = objects_of(family, numbers)
                backend.follow(family.root, objects, set(numbers) - {obj.pk for obj in objects})
    return [pk for pk, _ in rows]
