"""What can be read from a body without rendering it: its text, its headings, its pictures."""

from cms_core.blocks.body_parts import Heading
from cms_core.html.text import tidy


def anchor_of(part, number: int) -> str:
    """The id of a part in the page: that of the stored block, so that links to it outlive edits before it."""
    return f"h-{part.id[:8]}" if part.id else f"h-{number}"


def outline_of(body) -> list[Heading]:
    """The headings of a body in their order, for a table of contents."""
    return [
        heading
        for number, part in enumerate(body, 1)
        for heading in part.block.headings_in(part.value, anchor_of(part, number))
    ]


def plain_text_of(body) -> str:
    """The words of a body, a line for each paragraph; what search, summaries and descriptions are made of."""
    return tidy("\n".join(part.block.text_in(part.value) for part in body))


def pictures_of(body) -> list:
    """All pictures of a body in their order."""
    return [picture for part in body for picture in part.block.pictures_in(part.value)]
