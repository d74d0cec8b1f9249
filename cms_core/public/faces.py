"""What a column shows instead of its list, when a room above has something better for it, as the gazette has.

A room registers a face for a column type; the column's own template stays wherever no face answers.
"""

from collections.abc import Callable
from dataclasses import dataclass

# Asked for the plain list of a column that has a face: an old article in it must stay reachable.
LIST = "list"


@dataclass(frozen=True)
class Face:
    """`fill(request, place)` returns what the template needs besides the frame."""

    template: str
    fill: Callable


_FACES: dict[str, Callable] = {}


def register_column_face(column_type: str, find: Callable) -> None:
    """`find(request, column)` returns a Face, or None where this column shows its list."""
    _FACES[column_type] = find


def face_of(request, column) -> Face | None:
    """Asked twice a request (for the template, for the context), found once."""
    if column.column_type not in _FACES or (request and request.GET.get("view") == LIST):
        return None
    if not hasattr(column, "_face"):
        column._face = _FACES[column.column_type](request, column)
    return column._face
