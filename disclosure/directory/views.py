"""/disclosure/directory/: the list, the card of an entry, and the information as one file to keep."""

from urllib.parse import urljoin

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
from disclosure.directory.public.frames import columns_for, directory_frame, within_column
from disclosure.directory.public.rows import card_path, download_path
from disclosure.directory.questions import Question
from disclosure.directory.scopes import Scope, scope_of
from disclosure.directory.wrong import KNOWN
from disclosure.models import DirectoryEntry
from disclosure.platform.frame import PATH
from sites.models import Portal

DOWNLOAD = "disclosure/download.html"
LEFT = "《{title}》已不在政府信息公开目录中：发布单位撤下了它，或者改变了它的公开方式。您可以搜索标题，或申请公开。"


@public
def directory(request):
    question = Question.of(request.GET, scope_of(request.portal, request.GET))

    def show(column):
        filled = list_page.list_context(question, request.GET) | {"item_columns": columns_for(request, question)}
        path = question.but(cursor="").url(PATH)
        context = directory_frame(
            request, question, column, title=filled["heading"], path="" if question.is_filtered else path
        )
        response = render(request, list_page.TEMPLATE, context | filled)
        if question.is_filtered or question.cursor or filled["said"]:
            # One list for search engines: of its many views the first page.
            response["X-Robots-Tag"] = "noindex, follow"
        return response

    return within_column(request, question.scope, show)


@public
def card(request, number):
    question = asked_with(request)
    answer = find(request, int(number), card_path, question)
    return (
        answer
        if isinstance(answer, HttpResponse)
        else through_hooks(request, answer[1], lambda *_: show_card(request, *answer, question))
    )


@public
def download(request, number):
    answer = find(request, int(number), download_path)
    return (
        answer
        if isinstance(answer, HttpResponse)
        else through_hooks(request, answer[1], lambda *_: as_file(request, *answer))
    )


def asked_with(request) -> Question | None:
    """The question of the list from which somebody comes; None for the card at its own address."""
    if not request.GET.keys() & {*KNOWN, "cursor"}:
        return None
    return Question.of(request.GET, scope_of(request.portal, request.GET))


def find(request, number: int, path, question: Question | None = None):
    """The row, its page, and its portal where that is on another host whose entries the question's list shows.

    Else an answer: 301 to `path(number)` of the host where it is listed, 410 for what left.
    """
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
        if not (question and question.scope.covers(row.site_number) and portal.is_open):
            return HttpResponsePermanentRedirect(f"{portal.base_url}{path(row.pk)}")
    else:
        portal = request.portal
    page = Page.objects.filter(pk=number, live=True).first()
    if page is None:
        raise Http404
    return row, page.specific, portal


def show_card(request, row, page, portal, question: Question | None):
    """Its elements, kept at an address for ever; no second find beside the page itself (rel=canonical, no sitemap).

    In the frame of the list from which the reader comes, else in that of its own portal.
    """
    if question is None:
        below = next((one for one in portal.subsites if one.home_id == row.portal_number), None)
        question = Question(Scope(portal, below))
    values = card_page.card_values(row, page, portal, "" if portal.pk == request.portal.pk else portal.base_url)
    tags = [
        ("ArticleTitle", row.title),
        ("Keywords", comma_separated(page.keywords)),
        ("Url", urljoin(f"{portal.base_url}/", values["own_url"])),
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


def as_file(request, row, page, portal):
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
