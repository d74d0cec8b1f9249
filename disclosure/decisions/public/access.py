"""Who may see what: only what is public today, of open portals, within the column that it belongs to."""

from functools import wraps

from django.http import Http404, HttpResponsePermanentRedirect
from django.utils import timezone

from cms_core.views.errors import error
from cms_core.views.public import public
from cms_core.views.serve import through_hooks
from disclosure.decisions.kinds import KINDS
from disclosure.decisions.public.addresses import decision_path
from disclosure.decisions.public.frames import column_of
from disclosure.decisions.public.scopes import scope_of
from disclosure.decisions.tables import model_of
from sites.models import PortalLevel


def of_list(show):
    """`show(request, scope, column, **arguments)`."""

    @public
    @wraps(show)
    def answer(request, place, **arguments):
        scope = scope_of(request.portal, KINDS[place], request.GET)
        return within(request, scope, lambda column: show(request, scope, column, **arguments))

    return answer


def of_decision(show):
    """`show(request, decision, scope, column)`; 301 to its own host, 410 with words for what is over, else 404."""

    @public
    @wraps(show)
    def answer(request, place, number):
        kind = KINDS[place]
        related = ("organisation", "portal__organisation", "portal__site", "portal__home")
        decision = model_of(kind).objects.filter(pk=int(number)).select_related(*related).first()
        if decision is None or not decision.published_on:
            raise Http404
        portal = decision.portal
        host = portal.host_portal if portal.level == PortalLevel.SUBSITE else portal
        if host is None:
            raise Http404
        if host.pk != request.portal.pk:
            return HttpResponsePermanentRedirect(f"{host.base_url}{decision_path(kind, decision.pk)}")
        owner = request.portal if portal.pk == request.portal.pk else portal
        scope = scope_of(request.portal, kind, owner=owner)
        if not decision.is_public(timezone.localdate()):
            return error(request, 410, what_became(decision))
        return within(request, scope, lambda column: show(request, decision, scope, column))

    return answer


def what_became(decision) -> str:
    """Says neither whom it concerned nor what it was about."""
    kind = decision.KIND.label
    if decision.withdrawn_at:
        return f"这条{kind}信息已由公示机关按规定撤下，不再公示。您可以查看其他公示中的{kind}信息。"
    until = decision.published_until
    if until < timezone.localdate():
        day = f"{until.year}年{until.month}月{until.day}日"
        return f"这条{kind}信息的公示期已于{day}届满，不再公示。您可以查看其他公示中的{kind}信息。"
    return f"这条{kind}信息目前不在公示期内。"


def within(request, scope, show):
    """As for a page of its column: behind its password where it has one."""
    column = column_of(request, scope)
    return show(None) if column is None else through_hooks(request, column, lambda *_: show(column))
