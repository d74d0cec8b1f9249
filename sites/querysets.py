"""How portals are found: by the host a reader asked for, and by their place in the tree."""

from django.db.models import Exists, OuterRef, Subquery
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

SHOWN_WITH_A_PAGE = ("site", "home", "organisation", "logo")


class PortalQuerySet(MP_NodeQuerySet):
    def made(self):
        """Without those still being provisioned."""
        return self.filter(completed_at__isnull=False)

    def in_state(self, *states):
        return self.filter(state__in=states)

    def shown(self):
        """With everything that a page of the portal shows of it."""
        return self.select_related(*SHOWN_WITH_A_PAGE)

    def for_host(self, hostname: str):
        """The portal of this primary or further host name, or None; one query.

        The same query brings what the request would else ask for later: whether there are subsites, and the token of
        the routing map (`sites.routing.root_paths`).
        """
        from sites.models import PortalHost
        from sites.models.portals import PortalLevel
        from sites.routing.root_paths import token_query

        # Two indexed look-ups; OR over both joins would scan the table of portals.
        named = self.model._base_manager.filter(site__hostname=hostname).values("pk")
        further = PortalHost.objects.filter(hostname=hostname).values("portal_id")
        subsites = self.model._base_manager.filter(level=PortalLevel.SUBSITE, path__startswith=OuterRef("path"))
        found = self.made().filter(pk__in=named.union(further, all=True)).shown().order_by()
        found = found.annotate(has_subsites=Exists(subsites), routing_token=Subquery(token_query()))
        # Not first(): ordering what is one row costs Django a millisecond of building SQL, at each request.
        return next(iter(found[:1]), None)

    def of_page(self, page):
        """The deepest portal in whose home page's subtree `page` stands, or None; one query."""
        step = page.steplen
        above = [page.path[:end] for end in range(step, len(page.path) + 1, step)]
        return self.shown().filter(home__path__in=above).order_by("-home__path").first()


class PortalManager(MP_NodeManager.from_queryset(PortalQuerySet)):
    def get_queryset(self):
        return PortalQuerySet(self.model, using=self._db).order_by("path")
