"""/disclosure/directory/: the list, the card of an entry, and the information as one file to keep."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from wagtail.models import Page

from cms_core.public.meta import comma_separated
from cms_core.views.errors import error
from cms_core.views.public import public
from cms_core.views.serve import through_hooks
from disclosure.directory.public import card_page, list_page
from disclosure.directory.public.frames import directory_frame, within_column
from disclosure.directory.public.rows import card_path, download_path
from disclosure.directory.questions import Question
from disclosure.directory.scopes import Scope, scope_of
from disclosure.models import DirectoryEntry
from disclosure.platform.frame import PATH
from sites.models import Portal

DOWNLOAD = "disclosure/download.html"
LEFT = "《{title}》已不在政府信息公开目录中：发布单位撤下了它，或者改变了它的公开方式。您可以搜索标题，或申请公开。"


@public
def directory(request):
    scope = scope_of(request.portal, request.GET)
    question = Question.of(request.GET, scope)

    def show(column):
        filled = list_page.list_context(question)
        path = question.but(cursor="").url(PATH)
        context = directory_frame(
            request, question, column, title=filled["heading"], path="" if question.is_filtered else path
        )
        response = render(request, list_page.TEMPLATE, context | filled)
        if question.is_filtered or question.cursor:
            # One list for search engines: of its many views the first page.
            response["X-Robots-Tag"] = "noindex, follow"
        return response

    return within_column(request, scope, show)


@public
def card(request, number):
    answer = find(request, int(number), card_path)
    return (
        answer
        if isinstance(answer, HttpResponse)
        else through_hooks(request, answer[1], lambda *_: show_card(request, *answer))
    )


@public
def download(request, number):
    answer = find(request, int(number), download_path)
    return (
        answer
        if isinstance(answer, HttpResponse)
        else through_hooks(request, answer[1], lambda *_: as_file(request, *answer))
    )


def find(request, number: int, path):
    """The row and its page; else an answer: 301 to `path(number)` of the host where it is listed, 410 for what left."""
    row = DirectoryEntry.objects.filter(pk=number).first()
    if row is None:
        raise Http404
    if not row.listed:
        # On another host nobody was ever told of it.
        if row.site_number != request.portal.home_id:
            raise Http404
        return error(request, 410, LEFT.format(title=row.title))
    if row.site_number != request.portal.home_id:
        portal = Portal.objects.filter(home=row.site_number).select_related("site").first()
        if portal is None:
            raise Http404
        # One that is offline for some days says so itself.
        return HttpResponsePermanentRedirect(f"{portal.base_url}{path(row.pk)}")
    page = Page.objects.filter(pk=number, live=True).first()
    if page is None:
        raise Http404
    return row, page.specific


def show_card(request, row, page):
    """Its elements, kept at an address for ever; no second find beside the page itself (rel=canonical, no sitemap)."""
    portal = request.portal
    below = next((one for one in portal.subsites if one.home_id == row.portal_number), None)
    question = Question(Scope(portal, below))
    values = card_page.card_values(row, page, portal)
    tags = [
        ("ArticleTitle", row.title),
        ("Keywords", comma_separated(page.keywords)),
        ("Url", f"{portal.base_url}{values['own_url']}"),
    ]
    return within_column(
        request,
        question.scope,
        lambda column: render(
            request,
            card_page.TEMPLATE,
            directory_frame(
                request, question, column, title=f"{row.title} - 目录信息", path=values["own_url"],
                of=values["page_url"], crumbs=[("目录信息", values["own_url"])], tags=[tag for tag in tags if tag[1]],
            ) | values,
        ),
    )  # fmt: skip


def as_file(request, row, page):
    """One file that needs nothing else: elements and text, with links and pictures by their absolute addresses."""
    values = card_page.card_values(row, page, request.portal)
    body = render_to_string(DOWNLOAD, {**values, "page": page, "portal": request.portal}, request)
    root = request.portal.base_url
    for name in ("href", "src"):
        body = body.replace(f'{name}="/', f'{name}="{root}/')
    response = HttpResponse(body)
    response["Content-Disposition"] = content_disposition_header(True, f"{row.title[:60]}.html")
    response["X-Robots-Tag"] = "noindex"
    return response
