"""Makes one portal whole: pages, site, collection, groups, home sections, in the transaction of whoever calls."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.models import Collection, Page, Site

from cms_core.models import ColumnPage, HomePage
from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from sites.actions.change_state import ChangePortalState
from sites.models import Portal, PortalState
from sites.provisioning.branches import Branches, add_collection
from sites.provisioning.columns import Owners, column_specs, home_sections
from sites.provisioning.errors import ProvisionRefused
from sites.provisioning.groups import GroupWriter
from sites.provisioning.plan import PlannedPortal


class PortalMaker:
    """One for a run. `state` is the portals' first state: into any but 筹建 the life cycle's own action moves them."""

    def __init__(self, *, state: str, today: date, demo: bool = False):
        self.state = PortalState(state)
        self.today = today
        self.demo = demo
        self.groups = GroupWriter()
        self.branches = Branches(self.groups)

    def make(self, planned: PlannedPortal) -> Portal:
        """Raises ProvisionRefused or StateChangeRefused; nothing must be kept of the transaction then."""
        parent = nearest_portal(planned)
        if planned.is_subsite:
            place, above = self.column_for(planned, parent), parent.collection
        else:
            place, above = self.branches.ensure(planned.branches)
        home, ids = self.write_tree(planned, place)
        lay_out_home(home, planned, ids)
        portal = self.add_portal(planned, parent, home, add_collection(above, planned.name, planned.key))
        self.groups.write_for(portal, list(planned.blueprint.groups))
        adopt(portal)
        if self.state != PortalState.PREPARING:
            ChangePortalState(portal, self.state, user=None, today=self.today, reason="建站").execute()
        return portal

    @staticmethod
    def column_for(planned: PlannedPortal, parent: Portal | None) -> Page:
        """The column of the county's portal on which its subsites hang."""
        if parent is None:
            raise ProvisionRefused(f"“{planned.name}”是子站，要挂在县级门户上，请先为其上级政府建站。")
        columns = column_ids(parent.home)
        if planned.column not in columns:
            wanted = planned.column
            raise ProvisionRefused(
                f"上级门户“{parent.name}”没有用来挂子站的栏目（模板中的“{wanted}”），请先对它应用站点模板。"
            )
        return Page.objects.get(pk=columns[planned.column])

    def write_tree(self, planned: PlannedPortal, place: Page) -> tuple[HomePage, dict[str, int]]:
        """The home page, not yet live, with all columns; and the columns' ids by blueprint key."""
        settings = planned.blueprint.settings
        home = HomePage(
            title=planned.name,
            slug=planned.key,
            live=False,
            keywords=settings.get("keywords", "").format_map(planned.words),
            search_description=settings.get("description", "").format_map(planned.words),
        )
        columns = column_specs(planned.blueprint.columns, planned.words, Owners(planned.organisation))
        pages = write_pages(place, [PageSpec(home, columns)])
        return home, {page.blueprint_key: page.pk for page in pages if isinstance(page, ColumnPage)}

    def add_portal(
        self, planned: PlannedPortal, parent: Portal | None, home: HomePage, collection: Collection
    ) -> Portal:
        site = None
        if planned.hostname:
            site = Site.objects.create(hostname=planned.hostname, root_page=home, site_name=planned.name)
        of_blueprint = {
            name: planned.blueprint.settings[name].format_map(planned.words)
            for name in ("undertaker", "hue")
            if name in planned.blueprint.settings
        }
        portal = Portal(
            name=planned.name,
            short_name=planned.short_name,
            key=planned.key,
            level=planned.blueprint.level,
            organisation=planned.organisation,
            site=site,
            home=home,
            collection=collection,
            blueprint=planned.blueprint.name,
            completed_at=timezone.now(),
            state_since=self.today,
            demo=self.demo,
            **{"look": planned.blueprint.look, **of_blueprint, **planned.fields},
        )
        return parent.add_child(instance=portal) if parent else Portal.add_root(instance=portal)


def nearest_portal(planned: PlannedPortal) -> Portal | None:
    """The portal of the nearest organisation above that has one."""
    found = {
        portal.organisation_id: portal
        for portal in Portal.objects.filter(organisation__in=planned.above).select_related("home", "collection")
    }
    return next((found[pk] for pk in reversed(planned.above) if pk in found), None)


def columns_of(home: Page) -> list[ColumnPage]:
    """The columns of one portal in the order of the tree; those of its subsites are not among them."""
    reach = (home.path, home.path + home.alphabet[-1] * home.steplen)
    homes = HomePage.objects.filter(path__range=reach).exclude(pk=home.pk).values_list("path", flat=True)
    subsites = tuple(homes)
    columns = ColumnPage.objects.filter(path__range=reach).order_by("path")
    return [column for column in columns if not column.path.startswith(subsites)]


def column_ids(home: Page) -> dict[str, int]:
    """Those that came from the blueprint, by its key."""
    return {column.blueprint_key: column.pk for column in columns_of(home) if column.blueprint_key}


def lay_out_home(home: HomePage, planned: PlannedPortal, ids: dict[str, int]) -> None:
    """The home page with the sections of the blueprint, complete as it is: nothing waits to be published."""
    field = HomePage._meta.get_field("sections")
    raw = home_sections(planned.blueprint.sections, ids)
    home.sections = StreamValue(field.stream_block, raw, is_lazy=True)
    home.has_unpublished_changes = False
    home.first_published_at = home.last_published_at = timezone.now()
    HomePage.objects.filter(pk=home.pk).update(sections=home.sections)
    Page.objects.filter(pk=home.pk).update(
        has_unpublished_changes=False,
        first_published_at=home.first_published_at,
        last_published_at=home.last_published_at,
    )


def adopt(portal: Portal) -> None:
    """Portals made before the one above them move below it: the site tree follows the organisations."""
    organisation = portal.organisation
    reach = (organisation.path, organisation.path + organisation.alphabet[-1] * organisation.steplen)
    for orphan in Portal.objects.filter(organisation__path__range=reach, depth=portal.depth).exclude(pk=portal.pk):
        orphan.move(Portal.objects.get(pk=portal.pk), "last-child")
