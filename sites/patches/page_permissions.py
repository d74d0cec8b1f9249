"""Patch of Wagtail: an editor of many portals can open the explorer.

Stock Wagtail 8.0 (`wagtail/permission_policies/pages.py`) joins one OR per permission row, each a LIKE that no index
serves on SQLite: with 600 rows the explorer takes 10 s, the menu 43 s, and SQLite refuses ("Expression tree is too
large"). No upstream issue fits; https://github.com/wagtail/wagtail/issues/9714 is the nearest discussion of who sees
which pages. Here rows below other rows are dropped, the rest become path ranges, and beyond `RANGES` of them one IN
for each depth, whose expression does not grow. The pages found are the same.
"""

from collections import defaultdict

from django.db.models import Q
from django.db.models.functions import Substr
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

RANGES = 100
DIRECT = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}
STOCK = {
    "instances_user_has_any_permission_for": PagePermissionPolicy.instances_user_has_any_permission_for,
    "explorable_instances": PagePermissionPolicy.explorable_instances,
}


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


def within(queryset, roots: list[str], **also):
    """The pages of `queryset` at or below any of the `roots` (which must be `topmost`) for which `also` holds."""
    condition = Q()
    if len(roots) <= RANGES:
        for root in roots:
            condition |= Q(path__range=subtree_range(root))
    else:
        by_length = defaultdict(list)
        for root in roots:
            by_length[len(root)].append(root)
        for length, paths in by_length.items():
            queryset = queryset.alias(**{f"path_to_{length}": Substr("path", 1, length)})
            condition |= Q(**{f"path_to_{length}__in": paths})
    return queryset, condition & Q(**also)


def permitted(policy, user, actions, extra: Q | None = None):
    """Pages for which the user has any of `actions`, or which `extra` names."""
    codenames = policy._get_permission_codenames(actions)
    add = policy._get_permission_codename("add")
    everywhere, owned = [], []
    for row in policy.get_cached_permissions_for_user(user):
        if row.permission.codename in codenames:
            everywhere.append(row.page.path)
        elif row.permission.codename == add and "change" in actions:
            owned.append(row.page.path)
    pages = policy.model._default_manager.all()
    if not everywhere and not owned and extra is None:
        return policy.model._default_manager.none()
    found = extra if extra is not None else Q(pk__in=[])
    if everywhere:
        pages, condition = within(pages, topmost(everywhere))
        found |= condition
    if owned:
        pages, condition = within(pages, topmost(owned), owner=user)
        found |= condition
    return pages.filter(found)


def instances_user_has_any_permission_for(self, user, actions):
    base = self._base_queryset_for_user(user)
    return base if base is not None else permitted(self, user, actions)


def explorable_instances(self, user):
    """Pages with a direct permission, and the way down to them from where their paths part."""
    base = self._base_queryset_for_user(user)
    if base is not None:
        return base
    paths = {row.page.path for row in self.get_cached_permissions_for_user(user)}
    if not paths:
        return self.model._default_manager.none()
    step = Page.steplen
    ancestors = {path[:end] for path in paths for end in range(step, len(path), step)}
    parents = [row[:-step] for row in paths]
    first, last = min(parents), max(parents)
    shared = 0
    while shared < len(first) and first[shared : shared + step] == last[shared : shared + step]:
        shared += step
    ancestors = {path for path in ancestors if len(path) >= shared}
    return permitted(self, user, DIRECT, Q(path__in=sorted(ancestors)) if ancestors else None)


def apply() -> None:
    PagePermissionPolicy.instances_user_has_any_permission_for = instances_user_has_any_permission_for
    PagePermissionPolicy.explorable_instances = explorable_instances
