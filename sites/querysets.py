"""How portals are found: by the host a reader asked for, and by their place in the tree."""

from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet


class PortalQuerySet(MP_NodeQuerySet):
    def made(self):
        """Without those still being provisioned."""
        return self.filter(completed_at__isnull=False)

    def for_host(self, hostname: str):
        """The portal whose primary host name this is, or None; one query."""
        found = self.made().filter(site__hostname=hostname)
        return found.select_related("site", "home", "organisation", "logo").first()


class PortalManager(MP_NodeManager.from_queryset(PortalQuerySet)):
    def get_queryset(self):
        return PortalQuerySet(self.model, using=self._db).order_by("path")
