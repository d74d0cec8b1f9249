"""Where new children stand: the next free steps below a parent, and slugs that no sibling has."""

from collections.abc import Iterable
from itertools import count

from treebeard.exceptions import PathOverflow

# Column `path` is 255 characters wide, a step takes four of them.
MAX_PATH = 255


def children_of(parent):
    """Rows directly below `parent` by path range: the LIKE of `child_of` is not indexed on SQLite."""
    model = parent.tree_model()
    return model.objects.filter(path__range=model._get_children_path_interval(parent.path), depth=parent.depth + 1)


def next_step(parent) -> int:
    """The number of the first free step below `parent`; one query."""
    last = children_of(parent).order_by("-path").values_list("path", flat=True).first()
    return parent._str2int(last[-parent.steplen :]) + 1 if last else 1


def child_path(model, parent_path: str, step: int) -> str:
    """Path of the child at `step`; raises PathOverflow beyond treebeard's width or depth."""
    path = model._get_path(parent_path, len(parent_path) // model.steplen + 1, step)
    if len(path) != len(parent_path) + model.steplen or len(path) > MAX_PATH:
        raise PathOverflow(f"Path overflow below '{parent_path}'")
    return path


class Slugs:
    """The slugs below one parent; hands out free ones."""

    def __init__(self, taken: Iterable[str] = ()):
        self.taken = set(taken)

    def claim(self, slug: str) -> bool:
        """Take exactly `slug`; False when a sibling has it."""
        if slug in self.taken:
            return False
        self.taken.add(slug)
        return True

    def free(self, base: str) -> str:
        """Take `base`, or `base-2`, `base-3`, … when a sibling has it."""
        for number in count(1):
            slug = base if number == 1 else f"{base}-{number}"
            if self.claim(slug):
                return slug
        raise AssertionError
