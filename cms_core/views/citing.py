"""/cited/<page>/: everything that cites a document, page by page; its own page shows the first of it."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from cms_core.models.entries import Entry, EntryKind
from cms_core.public.citations import citing, values_of
from cms_core.public.entries import entry_values
from cms_core.views.frame import frame
from cms_core.views.public import public

SIZE = 20
# Further back a reader searches; a far page costs the database all before it.
MOST_PAGES = 500


@public
def citing_list(request, pk: int):
    """Only for documents of this host that the public sees."""
    home = request.portal.home_id
    entry = Entry.objects.visible().of_site(home).of_kind(EntryKind.DOCUMENT).filter(pk=pk).first()
    if entry is None:
        raise Http404
    paginator = Paginator(citing(entry), SIZE)
    page = paginator.get_page(request.GET.get("page"))
    if page.number > MOST_PAGES:
        raise Http404
    entries = values_of(page, home)
    url = f"/cited/{pk}/"
    context = frame(request, None) | {
        "page_title": f"引用“{entry.title}”的文件",
        "breadcrumb": [{"title": "首页", "url": "/"}, {"title": entry.title, "url": f"/{entry.address}"}],
        "document": entry_values(entry),
        "entries": entries,
        "total": paginator.count,
        "pagination": {
            "first_url": url if page.number > 1 else None,
            "previous_url": f"{url}?page={page.number - 1}" if page.number > 1 else None,
            "next_url": f"{url}?page={page.number + 1}" if page.has_next() and page.number < MOST_PAGES else None,
            "last_url": None,
            "total": paginator.count,
            "page_number": page.number,
            "page_count": paginator.num_pages,
        },
    }
    response = render(request, "portal/citing.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
