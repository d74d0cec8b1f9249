"""Which reports the public can read: one rule for the desk, the summary of all bodies and the overdue lists.

A report made here counts for its year from its first publication; an article in the column 政府信息公开年报 for the
year that its title names, when it was published after that year. Both by the catalogue: only while the
public can open them.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from cms_core.models.entries import Entry
from disclosure.models import AnnualReport
from disclosure.reports.bodies import COLUMN
from sites.models import Portal

YEAR_IN_TITLE = re.compile(r"(?<!\d)(20\d\d)\s*年"), re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True)
class Published:
    """`made_here`: with figures; else an article that somebody wrote or imported."""

    portal: Portal
    address: str
    on: datetime.date
    made_here: bool

    @property
    def url(self) -> str:
        return f"{self.portal.base_url}/{self.address}"


def published(portals: Iterable[Portal], first_year: int) -> dict[int, dict[int, Published]]:
    """{organisation: {year: what stands for it}} on these portals since `first_year`; two queries.

    Of several the one made here, else the earliest.
    """
    by_home = {portal.home_id: portal for portal in portals}
    made = AnnualReport.objects.filter(portal__in=by_home.values(), page__isnull=False, year__gte=first_year)
    known = {page: (year, on) for page, year, on in made.order_by().values_list("page", "year", "published_on")}
    entries = Entry.objects.visible().filter(column__columnpage__blueprint_key=COLUMN, portal_home__in=by_home)
    entries = entries.filter(published_at__year__gte=first_year).order_by("published_at", "page")
    found: dict[int, dict[int, Published]] = defaultdict(dict)
    for page, home, title, address, moment in entries.values_list(
        "page", "portal_home", "title", "address", "published_at"
    ):
        portal, day = by_home[home], timezone.localtime(moment).date()
        of_body = found[portal.organisation_id]
        if page in known:
            year, on = known[page]
            of_body[year] = Published(portal, address, on or day, made_here=True)
        elif (year := year_in(title)) and first_year <= year < day.year and year not in of_body:
            of_body[year] = Published(portal, address, day, made_here=False)
    return dict(found)


def year_in(title: str) -> int | None:
    for pattern in YEAR_IN_TITLE:
        if found := pattern.search(title):
            return int(found[1])
    return None
