"""/lists/power/adjustments/ and one of them; drafts and what is in review are not there."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render

from cms_core.views.public import public
from listings.kinds import ListKind
from listings.public.access import is_shown, of_list, portal_of_listing, within_column
from listings.public.adjustments_page import LIST, ONE, adjustment_context, adjustments_context, find
from listings.public.scopes import Scope


@of_list
def adjustments(request, scope, column):
    return render(request, LIST, adjustments_context(request, scope, column))


@public
def adjustment(request, kind, number):
    """On the host of its list's portal; 301 from any other."""
    found = find(kind, int(number))
    home = portal_of_listing(found.listing) if found else None
    if home is None or not is_shown(request, found.listing, home):
        raise Http404
    if home.pk != request.portal.pk:
        return HttpResponsePermanentRedirect(f"{home.base_url}{request.get_full_path()}")
    scope = Scope(ListKind(kind), request.portal, found.listing, of_subsite=found.listing.portal_id != home.pk)

    def show(column):
        return render(request, ONE, adjustment_context(request, scope, column, found))

    return within_column(request, scope, show)
