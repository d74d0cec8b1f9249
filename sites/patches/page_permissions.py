"""Patch of Wagtail: an editor of many portals can open the explorer.

Stock Wagtail 8.0 (`wagtail/permission_policies/pages.py`) joins one OR per permission row, each a LIKE that no index
serves on SQLite: with 600 rows the explorer takes 10 s, the menu 43 s, and SQLite refuses ("Expression tree is too
large"). No upstream issue fits; https://github.com/wagtail/wagtail/issues/9714 is the nearest discussion of who sees
which pages. Here rows below other rows are dropped and the rest become path ranges, or one IN for each depth
(`sites.routing.subtrees`). The pages found are the same.
"""

from django.db.models import Q
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from sites.routing.subtrees import topmost, within

DIRECT = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}
STOCK = {
    "instances_user_has_any_permission_for": PagePermissionPolicy.instances_user_has_any_permission_for,
    "explorable_instances": PagePermissionPolicy.explorable_instances,
}


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
    manager = policy.model._default_manager
    if not everywhere and not owned and extra is None:
        return manager.none()
    pages, found = within(manager.all(), "path", topmost(everywhere))
    if owned:
        pages, condition = within(pages, "path", topmost(owned))
        found |= condition & Q(owner=user)
    return pages.filter(found if extra is None else found | extra)


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
