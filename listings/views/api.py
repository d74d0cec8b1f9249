"""/api/lists/…: the lists for programs, read-only; described by /api/lists/openapi.json."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from listings.data import api, openapi
from listings.data.asked import asked_of, number_of
from listings.data.catalogue import lists_of
from listings.data.errors import BadQuestion
from listings.data.parameters import check_names
from listings.models import Item
from listings.public.paging import FORM
from listings.values import MODELS
from listings.views.answers import as_json, open_data

OFTEN = "PORTAL_LISTS_API_PER_MINUTE"
LARGEST = 10**18 - 1


def size_of(request) -> int:
    return number_of("size", request.GET.get("size", str(api.SIZE)), api.MOST)


@open_data(OFTEN)
def lists(request):
    check_names(request.GET, "lists")
    return as_json(lists_of(request.portal, request.GET))


@open_data(OFTEN)
def items(request, kind):
    check_names(request.GET, "items")
    asked, cursor = asked_of(request, kind), request.GET.get("cursor", "")
    found = FORM.fullmatch(cursor) if cursor else None
    if cursor and (found is None or found[1] != "a"):
        raise BadQuestion("cursor", "cursor 请原样使用上一页 next 中的值。")
    return as_json(api.page(asked, cursor, size_of(request)))


@open_data(OFTEN)
def item(request, kind, number):
    check_names(request.GET, "item")
    asked = asked_of(request, kind)
    found = api.item(asked, number_of("id", number, LARGEST))
    if found is None:
        raise Http404("这个事项这一天不在这张清单的记录中。")
    return as_json(found)


@open_data(OFTEN)
def item_history(request, kind, number):
    check_names(request.GET, "history")
    asked = asked_of(request, kind)
    items = Item.objects.select_related("listing").filter(listing__in=asked.listings)
    found = get_object_or_404(items, pk=number_of("id", number, LARGEST))
    told = api.history(found)
    if not told["periods"] or not concerns(asked, found):
        raise Http404("这张清单没有这个事项。")
    return as_json(told)


def concerns(asked, item) -> bool:
    """A department's host tells only of what is, or once was, the department's."""
    if asked.scope.bodies is None:
        return True
    return MODELS[asked.kind].objects.filter(item=item, organisation__in=asked.scope.bodies).exists()


@open_data(OFTEN)
def adjustments(request, kind):
    check_names(request.GET, "adjustments")
    asked, cursor = asked_of(request, kind), request.GET.get("cursor", "")
    before = number_of("cursor", cursor, LARGEST) if cursor else None
    return as_json(api.adjustments(asked, before, size_of(request)))


@open_data(OFTEN)
def description(request):
    check_names(request.GET, "description")
    return as_json(openapi.description(request.portal))
