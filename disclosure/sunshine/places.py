"""Which columns of a portal belong to which domain, and whether the public may see them."""

from dataclasses import dataclass, field

from cms_core.catalogue.places import Places
from cms_core.models import ColumnPage
from cms_core.text.folding import fold
from disclosure.sunshine.domains import by_column, by_word, domains

COLUMN_TYPE = "重点领域"
PARENT = "sunshine"


def domain_of(key: str, title: str, column_type: str) -> str:
    """By the blueprint's key; of a column that an editor made by its title, which then is that of a domain."""
    if key in by_column():
        return by_column()[key]
    return by_word().get(fold(title), "") if column_type == COLUMN_TYPE and key != PARENT else ""


@dataclass
class DomainColumns:
    """Of one portal: {domain: open column nodes}, the topmost of each; `closed` domains the public may not see."""

    nodes: dict[str, list] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    parent: object = None

    def ids(self, domain: str) -> list[int]:
        return list(dict.fromkeys(one for node in self.nodes.get(domain, ()) for one in node.family_ids()))

    def node(self, domain: str):
        return next(iter(self.nodes.get(domain, ())), None)


def columns_of(portal, tree) -> DomainColumns:
    """`tree` is that of the portal's host; two queries. A domain is closed when each of its columns is.

    A domain within another is closed with it where it has no column of its own.
    """
    columns = ColumnPage.objects.filter(column_place__site_home=tree.site_home_id, column_type=COLUMN_TYPE)
    columns = columns.filter(path__startswith=portal.home.path).order_by("path")
    known = list(columns.values_list("pk", "path", "blueprint_key", "title"))
    places = Places.of([path for _, path, *_ in known]) if known else None
    found, there = DomainColumns(), set()
    for pk, path, key, title in known:
        node, place = tree.get(pk), places.column(path)
        if place is None or place.portal_home_id != portal.home_id:
            continue
        domain = domain_of(key, title, COLUMN_TYPE)
        is_open = place.open and node is not None
        if key == PARENT and is_open:
            found.parent = node
        if not domain:
            continue
        there.add(domain)
        above = found.nodes.get(domain, ())
        if is_open and not any(node.path.startswith(one.path) for one in above):
            found.nodes.setdefault(domain, []).append(node)
    found.closed = there - set(found.nodes)
    found.closed |= {key for key, one in domains().items() if one.within in found.closed and key not in found.nodes}
    return found
