"""An archived portal is read, not edited: its content stays as it was when it was archived (section 1.5)."""

from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from sites.models import Portal, PortalState
from sites.permissions import PortalAction, policy

SAID = "“{name}”已归档，不再更新。如须恢复更新，请由平台管理员重新开通。"


def closed_portal(user, page):
    """The archived portal in which `page` stands, if it is one in which `user` may no longer work; one query."""
    portal = Portal.objects.of_page(page)
    if portal is None or portal.state != PortalState.ARCHIVED:
        return None
    return None if policy.user_may(user, PortalAction.WRITE, portal) else portal


def turn_back(request, portal):
    messages.error(request, SAID.format(name=portal.name))
    return redirect("wagtailadmin_explore", portal.home.pk)


def guard(hook):
    @hooks.register(hook)
    def refuse(request, page, *args):
        if portal := closed_portal(request.user, page):
            return turn_back(request, portal)

    return refuse


GUARDED = ("create", "edit", "publish", "unpublish", "delete", "copy", "convert_alias")
guards = [guard(f"before_{verb}_page") for verb in GUARDED]


@hooks.register("before_move_page")
def refuse_move(request, page, destination):
    if portal := closed_portal(request.user, page) or closed_portal(request.user, destination):
        return turn_back(request, portal)


@hooks.register("before_bulk_action")
def refuse_bulk(request, action_type, objects, action):
    if not objects or not isinstance(objects[0], Page):
        return None
    pages = [*objects]
    if destination := getattr(action, "destination_page", None):
        pages.append(destination)
    for page in pages:
        if portal := closed_portal(request.user, page):
            return turn_back(request, portal)
    return None
