"""Numbered pages of results: the first, the last, and those around the one that is read."""

from cms_core.search.reading.choices import PAGES, SIZE, Choices

AROUND = 2


def pages_in(total: int) -> int:
    return min(-(-total // SIZE), PAGES)


def paging(choices: Choices, total: int) -> dict:
    """`pages` are (number, address, whether it is this one), None where some are left out."""
    last = pages_in(total)

    def link(number):
        return choices.but(page=number).address()

    near = {1, last, *range(choices.page - AROUND, choices.page + AROUND + 1)}
    numbers = sorted(number for number in near if 1 <= number <= last)
    pages, before = [], 0
    for number in numbers:
        if number == before + 2:
            pages.append((before + 1, link(before + 1), False))  # one page takes no more room than the dots
        elif number > before + 1:
            pages.append(None)
        pages.append((number, link(number), number == choices.page))
        before = number
    return {
        "pages": pages if last > 1 else [],
        "previous_url": link(choices.page - 1) if choices.page > 1 else None,
        "next_url": link(choices.page + 1) if choices.page < last else None,
        "page": choices.page,
        "last": last,
    }
