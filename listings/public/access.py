"""Who may see what of the lists: only what is approved, of open portals, where the list's column is open.

A view gets its scope or its item from here; a list behind a password is behind it here too.
"""

from functools import wraps

from django.http import Http404, HttpResponsePermanentRedirect

from cms_core.models import ColumnPage
from cms_core.public.place import columns_of
from cms_core.views.public import public
from cms_core.views.serve import through_hooks
from listings.kinds import ListKind
from listings.models import Item
from listings.openness import open_among, standing_of
from listings.public.scopes import Scope, is_open, scope_of
from listings.slices import COLUMN_KEYS
from sites.models import PortalLevel


def of_list(show):
    """`show(request, scope, column, **arguments)`; `column` is the page in whose frame it stands, or None."""

    @public
    @wraps(show)
    def answer(request, kind, **arguments):
        if kind not in ListKind.values:
            raise Http404
        scope = scope_of(request.portal, kind, request.GET)
        return within_column(request, scope, lambda column: show(request, scope, column, **arguments))

    return answer


def of_item(show):
    """`show(request, item, scope, column)`; 301 on the host of another portal, 404 for what never was public."""

    @public
    @wraps(show)
    def answer(request, kind, number, **arguments):
        item = find_item(kind, int(number))
        listing = item.listing
        home = portal_of_listing(listing)
        if home is None or not is_shown(request, listing, home):
            raise Http404
        if home.pk != request.portal.pk:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{home.base_url}{item.path}{f'?{query}' if query else ''}")
        scope = Scope(ListKind(kind), request.portal, listing, of_subsite=listing.portal_id != request.portal.pk)
        return within_column(request, scope, lambda column: show(request, item, scope, column, **arguments))

    return answer


def is_shown(request, listing, home) -> bool:
    """On its own host the tree of columns, which every page has, says whether its column is open."""
    if home.pk != request.portal.pk:
        return bool(open_among([listing]))
    if listing.portal_id != home.pk:
        return is_open(listing)
    if standing_of(home.home.path, listing.column and listing.column.path) == home.home.path:
        return True
    return columns_of(request, request.portal).get(listing.column_id) is not None


def find_item(kind: str, number: int) -> Item:
    """An item of which something was approved: the row of one that was revoked before its day stays, without any."""
    items = Item.objects.filter(listing__kind=kind, pk=number)
    wanted = ("listing__portal__site", "listing__portal__home", "listing__portal__organisation", "listing__column")
    item = items.select_related(*wanted).first()
    if item is None:
        raise Http404
    return item


def portal_of_listing(listing):
    """The portal on whose host the list is: a subsite's answers on its county's."""
    return listing.portal.host_portal if listing.portal.level == PortalLevel.SUBSITE else listing.portal


def within_column(request, scope: Scope, show):
    """As for a page of its column: behind its password where it has one."""
    column = column_of(request, scope)
    if column is None:
        return show(None)
    return through_hooks(request, column, lambda *_: show(column))


def column_of(request, scope: Scope) -> ColumnPage | None:
    """The column of the list on this host; a department's own by the key of the blueprint."""
    columns, listing = columns_of(request, request.portal), scope.listing
    if listing and listing.column and columns.get(listing.column_id):
        return listing.column
    key = next(key for key, kind in COLUMN_KEYS.items() if kind == scope.kind)
    node = next((node for node in columns.nodes if node.key == key), None)
    return ColumnPage.objects.filter(pk=node.id).first() if node else None
