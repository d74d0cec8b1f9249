"""Faces of columns of type 信息公开目录, by the blueprint's key: several parts show something there.

`cms_core.public.faces` takes one face for a type of column; this is that one, and asks whoever registered a key, then
the one registered for every key ("").
"""

from collections.abc import Callable

from cms_core.public.faces import Face, register_column_face

COLUMN_TYPE = "信息公开目录"
EVERY = ""
_FACES: dict[str, Callable] = {}


def register(key: str, find: Callable) -> None:
    """`find(request, column)` returns a Face, or None where the column shows something else."""
    _FACES[key] = find
    register_column_face(COLUMN_TYPE, find_face)


def find_face(request, column) -> Face | None:
    for key in dict.fromkeys((column.blueprint_key, EVERY)):
        found = _FACES[key](request, column) if key in _FACES else None
        if found is not None:
            return found
    return None
