"""The columns of one host name as a tree in memory: menus, breadcrumbs, sidebars, addresses and site maps ask it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, OuterRef, Q, Subquery, Sum, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Length
from wagtail.models import Page

from cms_core.catalogue.kept import conditions
from cms_core.models.entries import EntryCount
from cms_core.models.pages.column import ColumnPage
from cms_core.models.pages.home import HomePage
from cms_core.models.pages.topic import TopicPage

COLUMN, TOPIC, HOME = "column", "topic", "home"
MODELS = {COLUMN: ColumnPage, TOPIC: TopicPage, HOME: HomePage}
# A stored body without any block is "[]".
NO_BODY = 2
BODIES = {f"{name}_body": Length(Cast(f"{name}page__body", TextField())) for name in (COLUMN, TOPIC)}
# Read with the columns: a query of its own would cost every page of the portal one more.
COUNTS = EntryCount.objects.filter(column=OuterRef("pk")).order_by().values("column").annotate(sum=Sum("count"))
FACTS = {**BODIES, "entry_count": Coalesce(Subquery(COUNTS.values("sum")), 0)}
FIELDS = (
    *("pk", "title", "url_path", "path", "depth", "show_in_menus"),
    *("columnpage__column_type", "columnpage__list_style", "columnpage__description", "topicpage__summary"),
    *("columnpage__update_days", "columnpage__blueprint_key", "holds_more", *FACTS),
    *("columnpage__keywords", "topicpage__keywords", "homepage__keywords"),
)


@cache
def rows():
    """Built once: half of the time of a small tree went into building its query."""
    more = Case(*(When(Q(each), then=Value(True)) for each in conditions()), default=Value(False))
    pages = Page.objects.filter(live=True).annotate(**FACTS, holds_more=more)
    return pages.order_by("path").values_list("content_type", *FIELDS)


@dataclass(slots=True, eq=False)
class ColumnNode:
    """A column, a topic or the home of a subsite. `url` is its path on the host, `path` its place in the page tree.

    `key` is that of its blueprint; `holds_more`: a room above keeps something for it (`cms_core.catalogue.kept`).
    """

    id: int
    kind: str
    title: str
    url: str
    path: str
    depth: int
    in_menus: bool
    column_type: str
    list_style: str
    description: str
    keywords: str
    update_days: int | None
    key: str
    holds_more: bool
    has_body: bool
    entry_count: int
    home_id: int
    parent: ColumnNode | None = field(repr=False)
    tree: ColumnTree = field(repr=False)
    children: list[ColumnNode] = field(default_factory=list, repr=False)

    @property
    def is_home(self) -> bool:
        return self.kind == HOME

    is_subsite_home = is_home

    @property
    def is_empty(self) -> bool:
        """Nothing in it nor below it: 暂不能更新的栏目不得展示 (standards 1.2, L8). A subsite is never empty."""
        return self.tree.is_empty(self)

    def family(self) -> Iterator[ColumnNode]:
        """Itself and what stands below it in the same portal: subsites publish for themselves."""
        yield self
        for child in self.children:
            if not child.is_home:
                yield from child.family()

    def family_ids(self) -> list[int]:
        """What `listing.Listing` merges: itself and the columns below it that have entries."""
        return [node.id for node in self.family() if node is self or node.entry_count]


class ColumnTree:
    """The open columns: live ones on a live way down from the home. `roots` are those directly below it."""

    def __init__(self, site_home: Page, rows):
        self.site_home_id = site_home.pk
        self.nodes: list[ColumnNode] = []
        self.roots: list[ColumnNode] = []
        self._by_id: dict[int, ColumnNode] = {}
        self._by_path: dict[str, ColumnNode] = {}
        self._by_url: dict[str, ColumnNode] = {}
        self._empty: dict[int, bool] = {}
        for row in rows:
            self._add(site_home, *row)

    @classmethod
    def of(cls, site_home: Page) -> ColumnTree:
        """Of a host's home; a subsite's nodes are in its county's tree. One query, whatever the columns hold."""
        stored = ContentType.objects.get_for_models(*MODELS.values())
        types = {stored[model].pk: kind for kind, model in MODELS.items()}
        found = rows().filter(column_place__site_home=site_home.pk)
        return cls(site_home, ((types[kind], *rest) for kind, *rest in found if kind in types))

    def _add(self, site_home, kind, pk, title, url_path, path, depth, in_menus, *facts):
        column_type, style, description, introduction, days, key, more, *facts = facts
        column_body, topic_body, count, *keywords = facts
        above = path[: -Page.steplen]
        parent = self._by_path.get(above)
        if parent is None and above != site_home.path:
            return  # below a column that is not open
        node = ColumnNode(
            id=pk,
            kind=kind,
            title=title,
            url="/" + url_path[len(site_home.url_path) :],
            path=path,
            depth=depth,
            in_menus=in_menus,
            column_type=column_type or "",
            list_style=style or "",
            description=description or introduction or "",
            keywords=next(filter(None, keywords), ""),
            update_days=days,
            key=key or "",
            holds_more=bool(more),
            has_body=(column_body or topic_body or 0) > NO_BODY,
            entry_count=count,
            home_id=pk if kind == HOME else parent.home_id if parent else site_home.pk,
            parent=parent,
            tree=self,
        )
        (parent.children if parent else self.roots).append(node)
        self.nodes.append(node)
        self._by_id[pk] = self._by_path[path] = self._by_url[node.url] = node

    def get(self, page_id: int) -> ColumnNode | None:
        return self._by_id.get(page_id)

    def at(self, path: str) -> ColumnNode | None:
        """The node at this place in the page tree."""
        return self._by_path.get(path)

    def find(self, url: str) -> ColumnNode | None:
        """The node at this path of the host, `zhengwu-gongkai/zhengce-wenjian/`, with or without the first slash."""
        return self._by_url.get("/" + url.lstrip("/"))

    def descendant_ids(self, node: ColumnNode) -> list[int]:
        """The same, asked of the tree."""
        return node.family_ids()

    def count(self, node: ColumnNode) -> int:
        """How many visible entries the node has itself, without those below it."""
        return node.entry_count

    def is_empty(self, node: ColumnNode) -> bool:
        if node.id not in self._empty:
            filled = node.is_home or node.has_body or node.holds_more or self.count(node)
            self._empty[node.id] = not (filled or any(not self.is_empty(child) for child in node.children))
        return self._empty[node.id]
