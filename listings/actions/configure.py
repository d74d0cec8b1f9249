"""The lists of a portal: opened, and set up: where they stand, who approves, which fields are shown."""

from django.db import transaction

from listings.actions.events import Event, record
from listings.errors import ListingsError, NotAllowed
from listings.fields import may_be_shown
from listings.kinds import FOUR, ListKind
from listings.models import Listing
from listings.permissions import ListAction, may
from listings.slices import GOVERNMENTS, ensure_listing
from sites.models import Portal, PortalLevel
from sites.permissions import PortalAction, policy

FIELDS = ("column", "approving_body", "shown_fields", "announcing", "announcements")


def kinds_of(portal: Portal) -> tuple[ListKind, ...]:
    """The province keeps the basic catalogue, too."""
    if portal.level not in GOVERNMENTS:
        return ()
    return (*FOUR, ListKind.BASIC) if portal.level == PortalLevel.PROVINCE else FOUR


class OpenListings:
    """All that the portal has not yet; a second time nothing is left to open."""

    def __init__(self, portal: Portal, *, user=None):
        self.portal, self.user = portal, user

    @transaction.atomic
    def execute(self) -> list[Listing]:
        """Raises NotAllowed."""
        if self.user is not None and not policy.user_may(self.user, PortalAction.ADMINISTER, self.portal):
            raise NotAllowed(f"您没有管理“{self.portal.name}”的权限，请由站点管理员开办清单。")
        if not kinds_of(self.portal):
            raise NotAllowed("部门网站和子站不单独开办清单：它们显示本级政府清单中属于自己的部分。")
        there = set(Listing.objects.filter(portal=self.portal).values_list("kind", flat=True))
        opened = [ensure_listing(self.portal, kind) for kind in kinds_of(self.portal) if kind not in there]
        for listing in opened:
            record(listing, Event.OPENED, by=self.user)
        return opened


class ConfigureListing:
    """`values`: of FIELDS."""

    def __init__(self, listing: Listing, *, user=None, **values):
        self.listing, self.user, self.values = listing, user, values

    @transaction.atomic
    def execute(self) -> Listing:
        """Raises NotAllowed or ListingsError."""
        listing = Listing.objects.select_for_update(of=("self",)).select_related("portal__home").get(pk=self.listing.pk)
        if self.user is not None and not may(self.user, ListAction.CONFIGURE, listing):
            raise NotAllowed("您没有设置这张清单的权限，请由站点管理员设置。")
        for name in ("column", "announcements"):
            column = self.values.get(name)
            if column is not None and not column.path.startswith(listing.portal.home.path):
                raise ListingsError("栏目必须是本门户的。")
        unknown = set(self.values.get("shown_fields") or ()) - set(may_be_shown(listing.kind))
        if unknown:
            raise ListingsError(f"没有这些字段：{'、'.join(sorted(unknown))}。")
        changed = [name for name in FIELDS if name in self.values and getattr(listing, name) != self.values[name]]
        for name in changed:
            setattr(listing, name, self.values[name])
        if changed:
            listing.save(update_fields=changed)
            labels = "、".join(str(Listing._meta.get_field(name).verbose_name) for name in changed)
            record(listing, Event.CONFIGURED, labels, by=self.user)
        return listing
