"""/sunshine/…: thin views; what is shown is said in `public`."""

import hashlib

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import http_date

from cms_core.feeds.answer import MAX_AGE
from cms_core.open_data.answers import ATOM, CSV, JSON, XLSX, open_data, streamed
from cms_core.views.errors import gone
from cms_core.views.public import public
from disclosure.models import DomainCount, RecordState
from disclosure.sunshine.domains import domains
from disclosure.sunshine.public import counties_page, domain_page, home_page, record_page
from disclosure.sunshine.public.feed import atom, newest
from disclosure.sunshine.public.files import WRITERS, Told
from disclosure.sunshine.public.frames import within
from disclosure.sunshine.public.questions import Question
from disclosure.sunshine.public.scopes import Scope, scope_of

OFTEN = "PORTAL_SUNSHINE_DOWNLOADS_PER_MINUTE"
MEDIA_TYPES = {"csv": CSV, "xlsx": XLSX, "json": JSON}


@public
def home(request):
    scope = scope_of(request)

    def show(column):
        context = home_page.home_context(request, scope, column)
        if not context["tiles"] and column is None:
            if not context["counties_url"]:
                raise Http404
            # A province without a Sunshine of its own shows that of its governments.
            return redirect(context["counties_url"])
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
        if context["question"].is_filtered or context["question"].cursor:
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


@open_data(OFTEN)
def data(request, key, form):
    """What the page's filters leave, as a file; 304 while nothing of the domain has changed."""
    scope, domain = scope_of(request), table_of(key)
    told = Told(scope, domain, Question.of(request.GET))

    def answer(column):
        counted = DomainCount.objects.filter(portal=scope.portal.pk, domain=key).first()
        state = f"{form} {told.question.url('')} {counted and (counted.count, counted.changed_at)}"
        return streamed(
            request,
            lambda: WRITERS[form](told),
            media_type=MEDIA_TYPES[form],
            name=f"{told.title}.{form}",
            etag=f'"{hashlib.blake2b(state.encode(), digest_size=16).hexdigest()}"',
            modified=counted and counted.changed_at,
        )

    return within(request, scope, domain, answer)


@public
def feed(request, key):
    scope, domain = scope_of(request), table_of(key)

    def answer(column):
        rows = newest(scope, domain)
        response = HttpResponse(atom(scope, domain, rows), content_type=ATOM)
        response["Cache-Control"] = f"public, max-age={MAX_AGE}"
        if rows:
            response["Last-Modified"] = http_date(max(row.updated_at for row in rows).timestamp())
        return response

    return within(request, scope, domain, answer)


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


def table_of(key: str):
    """404 for a domain without records."""
    domain = domain_of(key)
    if not domain.fields:
        raise Http404
    return domain
