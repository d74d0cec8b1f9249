"""The portal an editor is working on, so that an uploaded picture lands in that portal's collection.

Wagtail offers a list of collections to whoever may use several. The portal of the page opened last is what the editor
means nearly always; an upload chooser is opened from that page.
"""

from __future__ import annotations

from wagtail import hooks

from sites.models import Portal

SESSION_KEY = "working_collection"
STEP = 4


class WorkingPortalMiddleware:
    """Hands the remembered collection to the upload forms, which know the user but not the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith("/admin/") and SESSION_KEY in request.session:
            request.user.preferred_collection_id = request.session[SESSION_KEY]
        return self.get_response(request)


def remember(request, page) -> None:
    """Keep the collection of the deepest portal in which `page` stands."""
    prefixes = [page.path[:end] for end in range(STEP, len(page.path) + 1, STEP)]
    portals = Portal.objects.filter(home__path__in=prefixes, collection__isnull=False)
    collection = portals.order_by("-home__path").values_list("collection", flat=True).first()
    if collection and request.session.get(SESSION_KEY) != collection:
        request.session[SESSION_KEY] = collection


@hooks.register("before_edit_page")
def remember_edited(request, page):
    remember(request, page)


@hooks.register("before_create_page")
def remember_parent(request, parent_page, page_class):
    remember(request, parent_page)
