"""待关联的解读: articles whose text names the document they explain; one click links the two."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from cms_core.admin.portal_homes import may_somewhere, pages_to, portal_titles
from cms_core.admin.validity_proposals import run_hooks
from cms_core.models.citations import Citation, CitationKind
from cms_core.models.pages.article import ArticlePage
from cms_core.readings.link import AlreadyLinked, LinkReading, proposed_links

PAGE = 30


def links_for(user, *actions):
    return proposed_links(None if user.is_superuser else pages_to(user, *actions))


def reading_links(request):
    if not may_somewhere(request.user, "add", "change", "publish"):
        raise PermissionDenied
    rows = links_for(request.user, "change", "publish").select_related("source", "target")
    page = Paginator(rows.order_by("-source__entry__published_at", "order"), PAGE).get_page(request.GET.get("p"))
    portals = portal_titles({row.source_id for row in page} | {row.target_id for row in page})
    found = [
        {"row": row, "portal": portals.get(row.source_id, ""), "target_portal": portals.get(row.target_id, "")}
        for row in page
    ]
    return TemplateResponse(request, "cms_core/admin/reading_links.html", {"page": page, "rows": found})


@require_POST
def link_reading(request, pk: int):
    citations = Citation.objects.filter(kind=CitationKind.INTERPRET).select_related("source")
    if not request.user.is_superuser:
        citations = citations.filter(source__in=pages_to(request.user, "publish").order_by().values("pk"))
    citation = get_object_or_404(citations, pk=pk)
    answer = run_hooks(request, citation.source)
    if answer is not None:
        return answer
    try:
        article = LinkReading(citation, request.user).execute()
    except AlreadyLinked as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"已关联：“{article.title}”与“{article.interprets.title}”互相链接。")
    return redirect("reading_links")


def tell(request, page) -> None:
    """On the article's edit page: it names a document and is not linked to it."""
    if request.method != "GET" or not isinstance(page, ArticlePage) or page.interprets_id or not page.live:
        return
    if request.resolver_match is None or request.resolver_match.url_name != "edit":
        return
    found = proposed_links().filter(source=page.pk).select_related("target").first()
    if found is not None:
        button = messages.button(reverse("reading_links"), "去关联")
        messages.info(request, f"正文解读的是“{found.target.title}”，还没有与它互相链接。", buttons=[button])
