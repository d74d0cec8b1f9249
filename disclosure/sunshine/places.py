"""Which columns of a portal belong to which domain, and whether the public may see them."""

from dataclasses import dataclass, field

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction

from cms_core.models import ColumnPage
from cms_core.text.folding import fold
from disclosure.sunshine.domains import by_column, by_word, domains

COLUMN_TYPE = "重点领域"
PARENT = "sunshine"


def domain_of(key: str, title: str) -> str:
    """By the blueprint's key; of a column that an editor made by its title, which then is that of a domain."""
    if key in by_column():
        return by_column()[key]
    return by_word().get(fold(title), "") if key != PARENT else ""


@dataclass
class DomainColumns:
    """Of one portal: {domain: open column nodes}, the topmost of each; `pages` are the columns themselves by id.

    `closed` domains have columns, but none that everybody may see: nothing of theirs is shown anywhere else.
    """

    nodes: dict[str, list] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    pages: dict[int, ColumnPage] = field(default_factory=dict)
    parent: ColumnPage | None = None

    def node(self, domain: str):
        return next(iter(self.nodes.get(domain, ())), None)

    def ids(self, domain: str) -> list[int]:
        """What their list merges."""
        return [one for node in self.nodes.get(domain, ()) for one in node.family_ids()]

    def page(self, domain: str) -> ColumnPage | None:
        """In whose frame pages of the domain stand: its own column, that of the domain it is within, or the parent."""
        node = self.node(domain) or self.node(domains()[domain].within or domain)
        return self.pages[node.id] if node else self.parent


def with_restrictions(columns):
    """`restricted`: a password or login stands on the column or above it."""
    above = PageViewRestriction.objects.alias(way=ExpressionWrapper(OuterRef("path"), CharField())).filter(
        way__startswith=F("page__path")
    )
    return columns.annotate(restricted=Exists(above))


def columns_of(portal, tree) -> DomainColumns:
    """`tree` is that of the portal's host; one query."""
    columns = ColumnPage.objects.filter(column_place__site_home=tree.site_home_id, column_type=COLUMN_TYPE)
    columns = with_restrictions(columns.filter(path__startswith=portal.home.path)).order_by("path")
    found, there = DomainColumns(), set()
    for page in columns:
        node = tree.get(page.pk)
        if node is not None and node.home_id != portal.home_id:
            continue
        is_open = node is not None and not page.restricted
        if node is not None:
            found.pages[page.pk] = page
        if page.blueprint_key == PARENT and node is not None:
            found.parent = page
        domain = domain_of(page.blueprint_key, page.title)
        if not domain:
            continue
        there.add(domain)
        above = found.nodes.get(domain, ())
        if is_open and not any(node.path.startswith(one.path) for one in above):
            found.nodes.setdefault(domain, []).append(node)
    found.closed = there - set(found.nodes)
    found.closed |= {key for key, one in domains().items() if one.within in found.closed and key not in found.nodes}
    return found
