"""/sunshine/…: thin views; what is shown is said in `public`."""

from django.http import Http404
from django.shortcuts import render

from cms_core.views.errors import gone
from cms_core.views.public import public
from disclosure.models import RecordState
from disclosure.sunshine.domains import domains
from disclosure.sunshine.public import counties_page, domain_page, home_page, record_page
from disclosure.sunshine.public.frames import within
from disclosure.sunshine.public.scopes import Scope, scope_of


@public
def home(request):
    scope = scope_of(request)

    def show(column):
        context = home_page.home_context(request, scope, column)
        if not context["tiles"] and column is None and not context["counties_url"]:
            raise Http404
        return render(request, home_page.TEMPLATE, context)

    return within(request, scope, None, show)


@public
def domain(request, key):
    scope, domain = scope_of(request), domain_of(key)

    def show(column):
        context = domain_page.domain_context(request, scope, column, domain)
        if context["nothing"] and context["node"] is None:
            raise Http404
        response = render(request, domain_page.TEMPLATE, context)
        if context["question"].is_filtered or context["question"].page > 1:
            response["X-Robots-Tag"] = "noindex, follow"
        return response

    return within(request, scope, domain, show)


@public
def record(request, key, number):
    domain, site = domain_of(key), scope_of(request)
    found = record_page.find_record(site, key, int(number))
    portal = next(one for one in (site.site_portal, *site.site_portal.subsites) if one.pk == found.portal_id)
    scope = Scope(portal, site.site_portal, site.tree)
    if not portal.is_open:
        raise Http404

    def show(column):
        if found.state == RecordState.WITHDRAWN:
            return gone(request)
        return render(request, record_page.TEMPLATE, record_page.record_context(request, scope, column, domain, found))

    return within(request, scope, domain, show)


@public
def counties(request):
    scope = scope_of(request)
    return within(
        request,
        scope,
        None,
        lambda column: render(request, counties_page.TEMPLATE, counties_page.counties_context(request, scope, column)),
    )


def domain_of(key: str):
    if key not in domains():
        raise Http404
    return domains()[key]
