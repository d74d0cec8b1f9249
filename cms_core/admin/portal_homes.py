"""Which portal a page of the catalogue belongs to, in words, and which of them a person may work on.

By page permissions alone, as reviews are (`models.review`): this room knows portals by their home pages.
"""

from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms_core.models.entries import Entry
from cms_core.models.pages.home import HomePage


def pages_to(user, *actions: str):
    """Pages for which `user` has any of these permissions (add, change, publish)."""
    return policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, actions)


def may_somewhere(user, *actions: str) -> bool:
    """Decides on menu items; no query beyond the user's permissions, which are read once a request."""
    if not user.is_active or user.is_anonymous:
        return False
    return user.is_superuser or policy_registry.get_by_type(Page).user_has_any_permission(user, actions)


def portal_titles(page_ids) -> dict[int, str]:
    """The title of the home page of each page's portal, by the page's id; one query."""
    rows = Entry.objects.filter(pk__in=list(page_ids)).order_by()
    return dict(rows.values_list("pk", "portal_home__title"))


def homes_of(pages):
    """The home pages of the portals in which any of `pages` (a queryset) has an entry, for filters."""
    homes = Entry.objects.filter(page__in=pages).order_by().values("portal_home")
    return HomePage.objects.filter(pk__in=homes).order_by("path")
