"""Where content stands: its column, the homes above it, and whether the way to it is open to the public."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wagtail.models import Page

from cms_core.catalogue.kinds import containers_below, home_type
from cms_core.catalogue.privacy import Mark, private_among, restricted

COLUMNS = ("pk", "path", "live", "content_type", "columnpage__column_type", "alias_of", "restricted")


@dataclass(frozen=True, slots=True)
class Place:
    """`open`: every page from the site's home down to the column is live, and nothing above the content is private."""

    site_home_id: int
    portal_home_id: int
    column_id: int
    column_type: str
    open: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A page on the way from the root to content."""

    page_id: int
    path: str
    live: bool
    is_home: bool
    column_type: str


def prefixes(path: str) -> Iterator[str]:
    """`path` and the tree paths above it, from the root down."""
    return (path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen))


class Places:
    """Answers for any number of pages with one query, and one more for each length of a chain of aliases."""

    def __init__(self, *querysets):
        """`querysets` hold all pages that will be asked for and everything above them."""
        home = home_type()
        self.steps = {}
        marks = []
        for pages in querysets:
            rows = pages.annotate(restricted=restricted()).order_by()
            for pk, path, live, kind, column_type, alias_of, marked in rows.values_list(*COLUMNS):
                self.steps[path] = Step(pk, path, live, kind == home, column_type or "")
                marks.append(Mark(pk, alias_of, marked))
        self.private = private_among(marks)

    @classmethod
    def of(cls, paths: Iterable[str]):
        """For pages at these tree paths."""
        return cls(Page.objects.filter(path__in={prefix for path in paths for prefix in prefixes(path)}))

    @classmethod
    def below(cls, path: str):
        """For everything at or below `path` that may hold content."""
        return cls(Page.objects.filter(path__in=list(prefixes(path))), containers_below(path))

    def column(self, path: str) -> Place | None:
        """What content directly below the page at `path` gets; None outside every portal."""
        way = [self.steps.get(prefix) for prefix in prefixes(path)]
        if None in way:
            return None
        homes = [number for number, step in enumerate(way) if step.is_home]
        if not homes:
            return None
        is_open = all(step.live for step in way[homes[0] :]) and not any(step.page_id in self.private for step in way)
        column = way[-1]
        return Place(way[homes[0]].page_id, way[homes[-1]].page_id, column.page_id, column.column_type, is_open)
