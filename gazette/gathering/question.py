"""What a reader asks of the gathered page, and the page of the catalogue that answers it."""

from dataclasses import dataclass

from cms_core.catalogue.cursor import Cursor
from cms_core.catalogue.window import Window, window
from cms_core.catalogue.years import parse_year, year_of
from cms_core.models import Entry
from gazette.gathering.sources import Source, Sources
from sites.models import PortalLevel

SIZE = 20


@dataclass(frozen=True)
class Question:
    """Unknown values fall back to the widest: an old link gets a page, never an error."""

    column_type: str
    level: str = ""
    portal: str = ""
    year: int | None = None
    cursor: Cursor | None = None

    @classmethod
    def of(cls, query, sources: Sources):
        types = sources.column_types
        asked, portal = query.get("type", ""), query.get("portal", "")
        return cls(
            column_type=asked if asked in types else next(iter(types), ""),
            level=query.get("level") if query.get("level") in PortalLevel.values else "",
            portal=portal if any(one.key == portal for one in sources.portals) else "",
            year=parse_year(query.get("year", "")),
            cursor=Cursor.parse(query.get("cursor", "")),
        )

    def parameters(self, **changes) -> dict:
        """For the address of the same question, changed; the first page unless `cursor` is given."""
        own = {"type": self.column_type, "level": self.level, "portal": self.portal, "year": self.year or ""}
        return {name: value for name, value in {**own, **changes}.items() if value}


def chosen(question: Question, sources: Sources) -> list[Source]:
    return [
        one
        for one in sources.portals
        if (not question.portal or one.key == question.portal) and (not question.level or one.level == question.level)
    ]


def ask(question: Question, sources: Sources) -> Window:
    """Two queries at most, down the index of the column type."""
    if not question.column_type:
        return Window([])
    found = Entry.objects.visible().of_type(question.column_type)
    if question.year:
        found = found.of_year(question.year)
    if question.portal or question.level or not sources.are_everything:
        found = found.filter(site_home__in=[one.home_id for one in chosen(question, sources)])
    return window(found, question.cursor, SIZE)


def years_of(column_type: str) -> list[int]:
    """From the newest to the oldest that has anything; two looks into the index."""
    found = Entry.objects.visible().of_type(column_type)
    ends = [found.newest().first(), found.order_by("published_at", "page").first()]
    if None in ends:
        return []
    newest, oldest = (year_of(one.published_at) for one in ends)
    return list(range(newest, oldest - 1, -1))
