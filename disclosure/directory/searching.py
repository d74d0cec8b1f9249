"""Words in the directory's own search box: titles and numbers, through the search of the platform."""

from collections import defaultdict
from collections.abc import Mapping

from cms_core.search.analysis.question import ask
from cms_core.search.editors import synonyms
from cms_core.search.engine import engine
from cms_core.search.filters import Filters
from cms_core.search.found import DEEPEST
from disclosure.directory.shelves import Shelf, key_of
from disclosure.models import DirectoryEntry


def places(question, shelves: Mapping[int, Shelf]) -> dict[int, int]:
    """{site: bits} of the entries that have the words; the best thousand where there are more. Raises SearchError."""
    pages = pages_saying(question)
    rows = question.scope.rows(DirectoryEntry.objects.filter(pk__in=pages)).order_by()
    found: dict[int, int] = defaultdict(int)
    for page, site, moment in rows.values_list("pk", "site_number", "published_at"):
        if shelf := shelves.get(site):
            at = shelf.place(key_of(moment, page))
            if at < len(shelf.pages) and shelf.pages[at] == page:
                found[site] |= 1 << at
    return dict(found)


def pages_saying(question) -> list[int]:
    scope = question.scope
    asked = ask(question.text, synonyms.of(scope.portal.home_id))
    numbered = DirectoryEntry.objects.filter(index_number__iexact=question.text, listed=True)
    pages = list(scope.rows(numbered).order_by().values_list("pk", flat=True)[:20])
    if asked:
        filters = Filters(
            site=None if scope.whole else scope.portal.home_id, portal=scope.subsite.home_id if scope.subsite else None
        )
        pages += [hit.page for hit in engine().search(asked, filters, size=DEEPEST, loosen=False).hits]
    return list(dict.fromkeys(pages))
