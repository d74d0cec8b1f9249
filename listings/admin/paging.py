"""Pages of a long table, by number; the filters stay in the addresses."""

from django.core.paginator import Page, Paginator

from listings.admin.base import is_number

ROWS = 50


def page_of(rows, request, *, size: int = ROWS, name: str = "page") -> Page:
    """A number that is no page gives the nearest one. `links` of the page are (text, address or "")."""
    asked = request.GET.get(name, "1")
    page = Paginator(rows, size).get_page(int(asked) if is_number(asked) else 1)
    page.links = links(page, request, name)
    return page


def links(page: Page, request, name: str) -> list[tuple[str, str]]:
    """上一页, the pages around this one, 下一页; nothing where one page is all."""
    if page.paginator.num_pages < 2:
        return []

    def address(number):
        query = request.GET.copy()
        query[name] = str(number)
        return f"?{query.urlencode()}"

    found = [("上一页", address(page.number - 1))] if page.has_previous() else []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1):
        is_link = isinstance(number, int) and number != page.number
        found.append((str(number), address(number) if is_link else ""))
    return [*found, ("下一页", address(page.number + 1))] if page.has_next() else found
