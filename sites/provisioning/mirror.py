"""Says whether the site tree, the page tree, the hosts and the collections mirror each other (docs/architecture.md)."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.models import Collection, Page, Site

from cms_core.models import BranchPage, ColumnPage, HomePage
from cms_core.tree.check import Difference, check_nodes, check_pages
from sites.models import Portal

LABEL = Portal._meta.label


def check_trees() -> list[Difference]:
    """All differences of all trees; none is what is expected."""
    return [*check_pages(), *check_nodes(Collection), *check_nodes(Portal), *Mirror().differences()]


class Mirror:
    """Everything is read in six queries, whatever the number of portals."""

    def __init__(self):
        self.portals = list(Portal.objects.select_related("home", "site", "collection", "organisation"))
        self.by_path = {portal.path: portal for portal in self.portals}
        self.by_organisation = {portal.organisation.path: portal for portal in self.portals}
        self.homes = {portal.home.path: portal for portal in self.portals}
        self.branches = set(BranchPage.objects.values_list("path", flat=True))
        places = {path[: -Page.steplen] for path in self.homes}
        self.columns = set(ColumnPage.objects.filter(path__in=places).values_list("path", flat=True))

    def differences(self) -> Iterator[Difference]:
        for portal in self.portals:
            yield from self.of_pages(portal)
            yield from self.of_site(portal)
            yield from self.of_tree(portal)
            yield from self.of_collection(portal)
        yield from self.strays()

    def parent(self, portal: Portal) -> Portal | None:
        return self.by_path.get(portal.path[: -Portal.steplen])

    def of_pages(self, portal: Portal) -> Iterator[Difference]:
        """One prefix a portal, and nothing of another below it except its subsites."""
        home = portal.home
        place = home.path[: -Page.steplen]
        around = [self.homes[home.path[:end]] for end in range(4, len(home.path), 4) if home.path[:end] in self.homes]
        if portal.is_subsite:
            if not around or around[-1] != self.parent(portal):
                yield say("subsite", portal, f"子站“{portal}”的首页不在其上级门户的页面之下。")
            if place not in self.columns:
                yield say("subsite", portal, f"子站“{portal}”的首页不在栏目之下。")
            return
        if around:
            yield say("prefix", portal, f"“{portal}”的首页在“{around[-1]}”的页面之下。")
        if place not in self.branches:
            yield say("branch", portal, f"“{portal}”的首页不在分支页面之下。")
        parent = self.parent(portal)
        if parent and not parent.is_subsite and not home.path.startswith(parent.home.path[: -Page.steplen]):
            yield say("branch", portal, f"“{portal}”的首页不在上级门户“{parent}”所在的分支之下。")

    def of_site(self, portal: Portal) -> Iterator[Difference]:
        if portal.is_subsite != (portal.site is None):
            said = "是子站，不应有自己的域名" if portal.is_subsite else "没有域名"
            yield say("site", portal, f"“{portal}”{said}。")
        if portal.site and portal.site.root_page_id != portal.home_id:
            yield say("site", portal, f"域名“{portal.site.hostname}”指向的不是“{portal}”的首页。")
        if portal.completed_at is None:
            yield say("unfinished", portal, f"“{portal}”尚未建完，请重新执行建站。")

    def of_tree(self, portal: Portal) -> Iterator[Difference]:
        """The parent is the portal of the nearest organisation above that has one."""
        path = portal.organisation.path
        step = portal.organisation.steplen
        ends = range(len(path) - step, 0, -step)
        wanted = next((self.by_organisation[path[:end]] for end in ends if path[:end] in self.by_organisation), None)
        if wanted != self.parent(portal):
            yield say("parent", portal, f"“{portal}”在站点树中应属“{wanted}”，现属“{self.parent(portal)}”。")

    def of_collection(self, portal: Portal) -> Iterator[Difference]:
        if portal.collection is None:
            yield say("collection", portal, f"“{portal}”没有文件集。")
            return
        parent = self.parent(portal)
        if parent is None or parent.collection is None:
            return
        own, above = portal.collection.path, parent.collection.path
        place = above if portal.is_subsite else above[: -Collection.steplen]
        if not own.startswith(place):
            yield say("collection", portal, f"“{portal}”的文件集不在上级门户“{parent}”的文件集所在之处。")

    def strays(self) -> Iterator[Difference]:
        for pk, title in HomePage.objects.filter(portal=None).values_list("pk", "title"):
            yield Difference("stray", HomePage._meta.label, pk, f"首页“{title}”不属于任何门户。")
        for pk, hostname in Site.objects.filter(portal=None).values_list("pk", "hostname"):
            yield Difference("stray", Site._meta.label, pk, f"域名“{hostname}”不属于任何门户。")


def say(kind: str, portal: Portal, message: str) -> Difference:
    return Difference(kind, LABEL, portal.pk, message)
