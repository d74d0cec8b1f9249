"""Which portal a page belongs to, for lists that show many pages: one query a request, then the longest prefix."""

from __future__ import annotations

from sites.models import Portal

STEP = 4  # treebeard writes four characters of path for each level


class PortalNames:
    """The names of all portals by the path of their home page; asked with `name_for(page)`."""

    def __init__(self):
        self.by_path = dict(Portal.objects.values_list("home__path", "name"))

    @classmethod
    def of(cls, request) -> PortalNames:
        """One object a request, kept on it."""
        if not hasattr(request, "_portal_names"):
            request._portal_names = cls()
        return request._portal_names

    def name_for(self, page) -> str:
        """The name of the deepest portal in whose subtree `page` stands, or ""."""
        for end in range(len(page.path), 0, -STEP):
            if page.path[:end] in self.by_path:
                return self.by_path[page.path[:end]]
        return ""
