"""What a home page shows: its stored sections, filled from the catalogue in a handful of queries.

Sections are read as they are stored (`raw_data`), not through their blocks: choosers would ask the database for each
block type, while the column tree, which every page has, already knows all columns.
"""

from django.utils import timezone

from cms_core.views.home_material import Material
from cms_core.views.home_sections import PRESENTERS

ROW = 12
DEFAULT_SPAN = {"tabs": 6, "picture_news": 6, "covers": 6, "chart": 6}


def home_rows(home, columns, today=None):
    """The rows of a home page: lists of sections whose spans add up to 12; each section has `template` and `span`.

    `columns` is the column tree of the host. Five queries at most, however many sections there are.
    """
    stored = [(kind, value, span_of(kind, value)) for kind, value in stored_sections(home)]
    material = Material(home, columns, today or timezone.localdate())
    for kind, value, _ in stored:
        PRESENTERS[kind].ask(value, material)
    material.fetch()
    rows = []
    for number, row in enumerate(packed(stored)):
        shown = []
        for place, (kind, value, span) in enumerate(row):
            section = PRESENTERS[kind].show(value, material)
            if section:
                shown.append({"span": span, "anchor": f"s{number}-{place}", "kind": kind, **section})
        if shown:
            rows.append(widened(shown))
    return rows


def stored_sections(home):
    for section in home.sections.raw_data:
        if section.get("type") in PRESENTERS and isinstance(section.get("value"), dict):
            yield section["type"], section["value"]


def span_of(kind, value):
    span = str(value.get("span") or DEFAULT_SPAN.get(kind, ROW))
    return int(span) if span in {"4", "6", "8", "12"} else ROW


def packed(stored):
    """Neighbours into rows of at most twelve twelfths."""
    row, used = [], 0
    for section in stored:
        if row and used + section[2] > ROW:
            yield row
            row, used = [], 0
        row.append(section)
        used += section[2]
    if row:
        yield row


def widened(row):
    """An empty section leaves no hole: those that stay share the whole row."""
    total = sum(section["span"] for section in row)
    if total < ROW:
        for section in row:
            section["span"] = section["span"] * ROW // total
    return row
