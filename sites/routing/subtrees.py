"""Conditions for "at or below any of these places of a tree", in a form that both databases can serve from an index."""

from collections import defaultdict

from django.db.models import Q
from django.db.models.functions import Substr
from wagtail.models import Page

# Beyond this many, one IN for each depth: SQLite refuses expressions more than 1,000 levels deep, and each OR is one.
RANGES = 100


def topmost(paths) -> list[str]:
    """Paths without those that lie below another of them."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return kept


def subtree_range(path: str) -> tuple[str, str]:
    """First and last path of the subtree, root included, as treebeard writes ranges (any collation sorts them so)."""
    return path, path + Page.alphabet[-1] * Page.steplen


def within(queryset, field: str, roots: list[str]):
    """`queryset` and a condition on it: the path in `field` is at or below one of `roots`, which must be `topmost`."""
    if not roots:
        return queryset, Q(pk__in=[])
    condition = Q()
    if len(roots) <= RANGES:
        for root in roots:
            condition |= Q(**{f"{field}__range": subtree_range(root)})
        return queryset, condition
    by_length = defaultdict(list)
    for root in roots:
        by_length[len(root)].append(root)
    for length, paths in by_length.items():
        name = f"{field.replace('__', '_')}_to_{length}"
        queryset = queryset.alias(**{name: Substr(field, 1, length)})
        condition |= Q(**{f"{name}__in": paths})
    return queryset, condition


def prefixes(path: str) -> list[str]:
    """`path` and the places above it, from the root down."""
    return [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
