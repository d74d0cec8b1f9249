"""Where a public page stands: on which portals, in which column of which tree; asked once a request."""

from dataclasses import dataclass

from cms_core.catalogue.columns import ColumnNode, ColumnTree
from cms_core.models.pages.home import HomePage


@dataclass(frozen=True)
class Place:
    """`site_portal` answers on the host, `portal` is the deepest one the page stands in; `node` is its column.

    `node` is the column, topic or subsite home itself, or what an article or document stands in; None on the host's
    home page and on pages that are no pages of the tree.
    """

    site_portal: object
    portal: object
    columns: ColumnTree
    node: ColumnNode | None

    @property
    def portal_node(self) -> ColumnNode | None:
        """The node of the subsite's home page, or None on the host's own portal."""
        return next((node for node in self.trail if node.is_home), None) if self.node else None

    @property
    def trail(self) -> list[ColumnNode]:
        """From the page's column up to the top."""
        found, node = [], self.node
        while node is not None:
            found.append(node)
            node = node.parent
        return found

    @property
    def home_url(self) -> str:
        return self.portal_node.url if self.portal_node else "/"


def columns_of(request, site_portal) -> ColumnTree:
    """The column tree of the host; one query a request."""
    kept = getattr(request, "_columns", None)
    if kept is None or kept[0] != site_portal.home_id:
        kept = request._columns = (site_portal.home_id, ColumnTree.of(site_portal.home))
    return kept[1]


def place_of(request, page=None) -> Place:
    """The place of `page` (None: of a page outside the tree, such as search)."""
    site_portal = portal_answering(request, page)
    columns = columns_of(request, site_portal)
    node = node_of(columns, page, site_portal.home) if page is not None else None
    place = Place(site_portal, site_portal, columns, node)
    if place.portal_node is None:
        return place
    return Place(site_portal, site_portal.for_page(page), columns, node)


def portal_answering(request, page):
    """The portal of the host; of the page itself where the host is not its own, as in the editor's preview."""
    portal = getattr(request, "portal", None)
    if page is None or (portal is not None and page.path.startswith(portal.home.path)):
        return portal
    steps = range(page.steplen, len(page.path) + 1, page.steplen)
    homes = HomePage.objects.filter(path__in=[page.path[:end] for end in steps]).order_by("depth")
    home = homes.select_related("portal__site", "portal__organisation", "portal__logo").first()
    if home is None:
        raise HomePage.DoesNotExist(f"“{page.title}”不在任何门户之内，无法显示。")
    home.portal.home = home
    return home.portal


def node_of(columns: ColumnTree, page, home) -> ColumnNode | None:
    """The node of a column, or that of the column which content stands in; no query."""
    own = columns.get(page.pk)
    if own is not None or page.path == home.path:
        return own
    return columns.at(page.path[: -page.steplen])
