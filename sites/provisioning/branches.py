"""Branch pages, their collections and the groups that look after a whole region; each is made when it is missing."""

from functools import cached_property

from django.contrib.auth.models import Group
from wagtail.models import Collection, Page

from cms_core.models import BranchPage
from cms_core.tree.bulk import write_pages
from cms_core.tree.slots import children_of
from cms_core.tree.specs import PageSpec
from sites.blueprints.model import GroupRule
from sites.provisioning.groups import GroupWriter
from sites.provisioning.plan import Branch

EVERY_PAGE_ACTION = ("add", "bulk_delete", "change", "lock", "publish", "unlock")
EVERY_FILE_ACTION = ("add", "change", "choose")
REGIONAL = GroupRule(
    role="region",
    name="区域管理员",
    pages=EVERY_PAGE_ACTION,
    images=EVERY_FILE_ACTION,
    documents=EVERY_FILE_ACTION,
    permissions=(
        "wagtailadmin.access_admin",
        "gov_sites.change_portal",
        "gov_sites.open_portal",
        "gov_sites.provision_portal",
    ),
)


class Branches:
    """One for a run; what it has found it remembers, until `forget` after a transaction that was rolled back."""

    def __init__(self, writer: GroupWriter):
        self.writer = writer
        self.known: dict[tuple[str, ...], tuple[BranchPage, Collection]] = {}

    @cached_property
    def root(self) -> Page:
        return Page.objects.get(depth=1)

    def forget(self) -> None:
        self.known.clear()

    def ensure(self, branches: tuple[Branch, ...]) -> tuple[Page, Collection]:
        """The deepest of `branches`, from the root down, with its collection."""
        page, collection = self.root, Collection.get_first_root_node()
        way: tuple[str, ...] = ()
        for branch in branches:
            way = (*way, branch.slug)
            if way not in self.known:
                self.known[way] = self._make(page, collection, branch)
            page, collection = self.known[way]
        return page, collection

    def _make(self, parent: Page, above: Collection, branch: Branch) -> tuple[Page, Collection]:
        page = BranchPage.objects.filter(pk__in=children_of(parent).filter(slug=branch.slug).values("pk")).first()
        if page is None:
            spec = PageSpec(BranchPage(title=branch.title, slug=branch.slug, live=False))
            page = write_pages(parent, [spec])[0]
        collection = ensure_collection(above, branch.title)
        name = f"{branch.region}{REGIONAL.name}"
        if not Group.objects.filter(name=name).exists():
            self.writer.write([(name, REGIONAL)], page, collection)
        return page, collection


def ensure_collection(above: Collection, name: str) -> Collection:
    """The collection `name` directly below `above`, made when missing."""
    above = Collection.objects.get(pk=above.pk)
    return above.get_children().filter(name=name).first() or above.add_child(name=name)


def add_collection(above: Collection, name: str, key: str) -> Collection:
    """A new collection; where another has the name (a branch, a portal called the same) the key tells them apart."""
    above = Collection.objects.get(pk=above.pk)
    taken = above.get_children().filter(name=name).exists()
    return above.add_child(name=f"{name}（{key}）" if taken else name)
