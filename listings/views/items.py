"""/lists/power/17.html: an item, for ever: one that has left the list says so."""

from django.shortcuts import render

from cms_core.views.errors import gone
from listings.public.access import of_item
from listings.public.history import history_of
from listings.public.item_page import TEMPLATE, item_context, versions_of


@of_item
def item_page(request, item, scope, column):
    versions = versions_of(item)
    if not versions:
        # Approved once and revoked before its day: it was announced, and never came into force.
        return gone(request, history_of(item, {})[1])
    context = item_context(request, item, versions, scope, column)
    response = render(request, TEMPLATE, context)
    if not context["day"].is_today or context["refusal"]:
        response["X-Robots-Tag"] = "noindex, follow"
    return response
