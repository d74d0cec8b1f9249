"""Says whether a tree is whole: paths, depths, child counts, and for pages addresses, slugs and the rows of their type.

One pass in the order of the paths, so that a tree of a quarter of a million pages takes seconds; treebeard's own
`find_problems` asks two queries a node and knows nothing of addresses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from treebeard.mp_tree import MP_Node
from wagtail.models import Page


@dataclass(frozen=True)
class Difference:
    """`kind` is for programs, `message` for people; `model` and `pk` say which row."""

    kind: str
    model: str
    pk: int
    message: str

    def as_dict(self) -> dict:
        return asdict(self)


@dataclass
class Above:
    """A node on the way from the root to the one looked at, with what has been seen below it so far."""

    pk: int
    path: str
    numchild: int
    name: str
    url_path: str
    children: int = 0
    slugs: set[str] = field(default_factory=set)


def check_pages() -> Iterator[Difference]:
    """Everything about the page tree."""
    yield from check_nodes(Page)
    yield from check_types()


def check_nodes(model: type[MP_Node]) -> Iterator[Difference]:
    """The tree of `model`; for pages `url_path` and slugs too."""
    of_pages = model is Page
    names = ("pk", "path", "depth", "numchild", "title" if of_pages else "pk")
    names += ("slug", "url_path") if of_pages else ("pk", "pk")
    way: list[Above] = []
    label = model._meta.label
    for pk, path, depth, numchild, name, slug, url_path in (
        model.objects.order_by("path").values_list(*names).iterator(chunk_size=5000)
    ):
        while way and not path.startswith(way[-1].path):
            yield from count_of(way.pop(), label)
        node = Above(pk, path, numchild, str(name), url_path if of_pages else "")
        yield from Look(label, node, depth, way, model).problems(slug if of_pages else None)
        if way:
            way[-1].children += len(path) == len(way[-1].path) + model.steplen
        way.append(node)
    while way:
        yield from count_of(way.pop(), label)


def count_of(node: Above, label: str) -> Iterator[Difference]:
    if node.numchild != node.children:
        message = f"“{node.name}”记有 {node.numchild} 个下级，实有 {node.children} 个。"
        yield Difference("numchild", label, node.pk, message)


@dataclass
class Look:
    """One node under the nodes above it."""

    label: str
    node: Above
    depth: int
    way: list[Above]
    model: type[MP_Node]

    def problems(self, slug: str | None) -> Iterator[Difference]:
        node, step = self.node, self.model.steplen
        if len(node.path) % step or not set(node.path) <= set(self.model.alphabet):
            yield self.say("path", f"“{node.name}”的路径“{node.path}”写法不对。")
        if self.depth != len(node.path) // step:
            yield self.say("depth", f"“{node.name}”记为第 {self.depth} 层，按路径应为第 {len(node.path) // step} 层。")
        parent = self.way[-1] if self.way and self.way[-1].path == node.path[:-step] else None
        if parent is None and len(node.path) > step:
            yield self.say("orphan", f"“{node.name}”的上级不存在。")
        if slug is not None and parent is not None:
            yield from self.problems_of_address(parent, slug)

    def problems_of_address(self, parent: Above, slug: str) -> Iterator[Difference]:
        node = self.node
        if node.url_path != f"{parent.url_path}{slug}/":
            yield self.say("url_path", f"“{node.name}”的地址为“{node.url_path}”，应为“{parent.url_path}{slug}/”。")
        if slug in parent.slugs:
            yield self.say("slug", f"“{node.name}”的路径“{slug}”与同级页面重复。")
        parent.slugs.add(slug)

    def say(self, kind: str, message: str) -> Difference:
        return Difference(kind, self.label, self.node.pk, message)


def check_types() -> Iterator[Difference]:
    """Each page has the row of its own type, and no row of a type belongs to a page of another."""
    known = []
    for model in apps.get_models():
        if not issubclass(model, Page) or model is Page:
            continue
        kind = ContentType.objects.get_for_model(model)
        known.append(kind.pk)
        own = Exists(model._base_manager.filter(pk=OuterRef("pk")))
        for pk, title in Page.objects.filter(~own, content_type=kind).values_list("pk", "title"):
            yield Difference("type", "wagtailcore.Page", pk, f"“{title}”缺少{model._meta.verbose_name}的数据行。")
        others = model._base_manager.exclude(content_type=kind).values_list("pk", "title")
        for pk, title in others:
            message = f"“{title}”不是{model._meta.verbose_name}，却有它的数据行。"
            yield Difference("type", "wagtailcore.Page", pk, message)
    for pk, title in Page.objects.filter(depth__gt=1).exclude(content_type__in=known).values_list("pk", "title"):
        yield Difference("type", "wagtailcore.Page", pk, f"“{title}”没有页面类型。")
