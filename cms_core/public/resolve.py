"""What stands at an address of a portal (docs/architecture.md, "Addresses"): a page, a feed, 301, 410 or nothing."""

import re
from dataclasses import dataclass

from django.http import Http404

from cms_core.catalogue.addresses import Gone, Moved, resolve_content, resolve_moved
from cms_core.catalogue.columns import MODELS
from cms_core.catalogue.kinds import content_models
from cms_core.models.entries import Entry
from cms_core.public.flags import flags_of
from cms_core.public.place import columns_of, node_of

CONTENT = re.compile(r"[a-z]{1,12}/\d{1,4}/\d{1,2}/\d{1,9}\.html", re.ASCII)
FEED = re.compile(r"(?P<path>(?:[^/]+/)*)feed\.(?P<format>atom|rss)")
MAX_LENGTH = 1000


@dataclass(frozen=True)
class Feed:
    page: object
    format: str


def resolve(request, path: str):
    """The page at `path`, or a Moved, Gone or Feed; raises Http404. A page costs one query besides the column tree."""
    if len(path) > MAX_LENGTH or "\x00" in path or path.startswith("/"):
        raise Http404
    if not path:
        return home_of(request.portal)
    if CONTENT.fullmatch(path):
        return content_at(request, path)
    feed = FEED.fullmatch(path)
    if feed and (not feed["path"] or columns_of(request, request.portal).find(feed["path"])):
        return Feed(column_at(request, feed["path"]), feed["format"])
    return column_at(request, path)


def home_of(portal):
    if not portal.home.live:
        raise Http404
    return portal.home


def content_at(request, address):
    """The article or document at `address`, in one query where it is here; asked further only where it is not."""
    kind, _, _, number = address.removesuffix(".html").split("/")
    home, number = request.portal.home, int(number)
    for model in (model for model in content_models() if model.address_kind == kind):
        here = model.objects.filter(pk=number, live=True, entry__site_home=home.pk, entry__address=address)
        page = here.select_related("entry", "picture", *model.shown_with).annotate(**flags_of(model)).first()
        # A column above it that is closed closes it too; whether it is private, Wagtail's hook asks.
        node = page and node_of(columns_of(request, request.portal), page, home)
        if node:
            return at_home(page, node)
    answer = resolve_content(home, address)
    if isinstance(answer, Moved | Gone):
        return answer
    return elsewhere(home, number, address)


def elsewhere(home, number: int, address: str):
    """301 for a number that exists with another year, month or kind in its address (standards 1.3, U4)."""
    right = Entry.objects.visible().of_site(home.pk).filter(pk=number).values_list("address", flat=True).first()
    if not right or right == address:
        raise Http404
    return Moved(f"/{right}")


def column_at(request, path: str):
    """The column, topic or subsite home at `path`; 301 where only the last slash is missing or the column moved."""
    if not path:
        return home_of(request.portal)
    columns = columns_of(request, request.portal)
    node = columns.find(path)
    if node is not None:
        return page_of(node)
    node = columns.find(f"{path}/")
    return moved(request, path) if node is None else Moved(node.url)


def page_of(node):
    page = MODELS[node.kind].objects.filter(pk=node.id, live=True).first()
    if page is None:
        raise Http404
    return at_home(page, node)


def at_home(page, node):
    """`page`, told whose it is: spares `request.portal.for_page` the query for subsites."""
    page.portal_home_id = node.home_id
    return page


def moved(request, path):
    url = resolve_moved(request.portal.home, path)
    if url is None:
        raise Http404
    return Moved(url)
