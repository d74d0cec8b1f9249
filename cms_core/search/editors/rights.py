"""Whose search may this person look into, and whose may they change? Asked here and nowhere else.

By page permissions on the portal's home page or above it, as everything of a portal is. What an editor keeps is public
at once, without a review: it takes the right to publish. What is kept for all portals takes it on the root of all.
"""

from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms_core.models.pages.home import HomePage

SEE = ("add", "change", "publish")
KEEP = ("publish",)


def pages_to(user, actions):
    return policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, actions)


def homes_for(user, actions=SEE):
    """The home pages of those portals, in tree order."""
    homes = HomePage.objects.order_by("path")
    if not user.is_active or user.is_anonymous:
        return homes.none()
    return homes if user.is_superuser else homes.filter(pk__in=pages_to(user, actions).order_by().values("pk"))


def may_for_all(user, actions=KEEP) -> bool:
    """The platform's administrators."""
    if not user.is_active or user.is_anonymous:
        return False
    return user.is_superuser or pages_to(user, actions).filter(depth=1).exists()


def may_keep(user, home) -> bool:
    """For `home`, or for all portals where it is None."""
    return may_for_all(user) if home is None else homes_for(user, KEEP).filter(pk=home.pk).exists()


def kept_by(user, rows):
    """Those of `rows` (synonyms or promotions) that the user may change; no others are shown to anybody."""
    if user.is_superuser:
        return rows
    own = rows.filter(home__in=homes_for(user, KEEP).order_by().values("pk"))
    return own | rows.filter(home=None) if may_for_all(user) else own
