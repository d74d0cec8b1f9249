"""Closed: the page that asks before an action on many things names whatever ids it is given, other portals' too."""

from django.apps import apps
from django.http import Http404
from wagtail.admin.views.bulk_action import index as stock
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from sites.tenancy.visible import visible


def bulk_action(request, app_label, model_name, action):
    """Wagtail's view, with only those ids that the user may know of; 404 when none is left."""
    if not request.user.is_superuser:
        kept = permitted_ids(request, app_label, model_name, action)
        request.GET = request.GET.copy()
        request.GET.setlist("id", [str(pk) for pk in kept])
    return stock(request, app_label, model_name, action)


def permitted_ids(request, app_label, model_name, action):
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    view = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if view is None:
        raise Http404
    asked = request.GET.getlist("id")
    if "all" in asked:
        parent = request.GET.get("childOf")
        if parent and not visible(request.user, model).filter(pk=number(parent)).exists():
            raise Http404
        asked = list(view(request, model).get_all_objects_in_listing_query(parent))
    wanted = [number(pk) for pk in asked]
    kept = list(visible(request.user, model).filter(pk__in=wanted).values_list("pk", flat=True))
    if not kept:
        raise Http404
    return kept


def number(value):
    try:
        return int(value)
    except (TypeError, ValueError) as error:
        raise Http404 from error
