"""What a page of a list covers: a portal's own list, a department's part of it, or all lists of the province."""

from dataclasses import dataclass, field
from functools import cached_property

from django.http import Http404

from cms_core.models import Organisation
from listings.kinds import ListKind
from listings.models import Listing
from listings.openness import open_among
from listings.slices import Slice, slice_of
from sites.models import PortalLevel

WHOLE = "all"


@dataclass
class Scope:
    """`whole`: of the province. Then `lists` are all that the public may see, by id, and `listing` one chosen of them.

    `body`: a department's portal shows what is its own and of the bodies below it.
    """

    kind: ListKind
    portal: object
    listing: Listing | None
    body: Organisation | None = None
    whole: bool = False
    lists: dict[int, Listing] = field(default_factory=dict)
    # Whether some list of the province may not be seen: then the sums over all of it cannot be used.
    some_hidden: bool = False
    of_subsite: bool = False
    _roots: dict[int, str] = field(default_factory=dict)

    def rows(self, found):
        """Of a queryset of `Listed`."""
        found = Slice(self.kind, self.listing, self.body).rows(found)
        return found.filter(listing__in=self.lists) if self.some_hidden and not self.listing else found

    def part(self, found):
        """Of a queryset of `Listed` that has items of its lists only."""
        return Slice(self.kind, None, self.body).part(found)

    @property
    def counted(self):
        """As `counts` takes it."""
        if self.listing:
            return self.listing
        return list(self.lists) if self.some_hidden else None

    @cached_property
    def bodies(self) -> list[int] | None:
        """Ids of the bodies that a department's portal shows; None for no limit. One query."""
        return ids_below(self.body) if self.body else None

    @property
    def filters(self) -> dict:
        """As `counts` takes them."""
        return {"organisation": self.bodies} if self.body else {}

    @property
    def of(self) -> Listing:
        """The list whose column and fields the page has."""
        return self.listing or next(iter(self.lists.values()))

    @property
    def owner(self) -> str:
        """Whose list it is, for headings."""
        if self.whole and not self.listing:
            return "全省"
        return self.body.display_name if self.body else self.listing.portal.short_name

    @property
    def heading(self) -> str:
        return f"{self.owner}{self.kind.label}"

    @property
    def parameters(self) -> dict:
        """What links must carry to stay here."""
        found = {"scope": WHOLE} if self.whole else {}
        if self.listing and (self.whole or self.of_subsite):
            found["listing"] = self.listing.portal.key
        return found

    def root_of(self, listing_id: int) -> str:
        """The host of an item's own list, where that is another than this one."""
        if listing_id not in self._roots:
            listing = self.lists.get(listing_id) or self.listing
            own = listing.portal_id == self.portal.pk or listing.portal.base_url == self.portal.base_url
            self._roots[listing_id] = "" if own else listing.portal.base_url
        return self._roots[listing_id]


def ids_below(body: Organisation) -> list[int]:
    """Of the body and all below it."""
    if body.numchild == 0:
        return [body.pk]
    top = body.path
    reach = (top, top + body.alphabet[-1] * body.steplen)
    return list(Organisation.objects.filter(path__range=reach).order_by().values_list("pk", flat=True))


def scope_of(portal, kind: str, query=None) -> Scope:
    """Of the pages of `portal`. Raises Http404 where there is no such list, or it is not public."""
    kind, query = ListKind(kind), query or {}
    if query.get("scope") == WHOLE and portal.level == PortalLevel.PROVINCE:
        return whole_province(portal, kind, query.get("listing", ""))
    asked = query.get("listing", "")
    below = next((one for one in portal.subsites if one.key == asked), None) if asked and asked != portal.key else None
    found = slice_of(below or portal, kind)
    if found is None or not is_open(found.listing):
        raise Http404
    return Scope(kind, portal, found.listing, found.body, of_subsite=below is not None)


def whole_province(portal, kind: ListKind, asked: str) -> Scope:
    known = Listing.objects.filter(kind=kind, length__gt=0).order_by("portal__path")
    known = list(known.select_related("portal__organisation", "portal__site", "portal__home", "column"))
    lists = {one.pk: one for one in open_among(known)}
    if not lists:
        raise Http404
    chosen = next((one for one in lists.values() if one.portal.key == asked), None)
    return Scope(kind, portal, chosen, whole=True, lists=lists, some_hidden=len(lists) < len(known))


def is_open(listing: Listing) -> bool:
    """Whether pages of it answer now: those of a portal that is offline do not, wherever it is listed. One query."""
    return listing.portal.is_open and bool(open_among([listing]))
