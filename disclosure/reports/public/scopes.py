"""Whose reports a page shows: the body of a portal and all that are open below it, in the order of the site tree."""

import datetime
import re
from dataclasses import dataclass, field

from cms_core.models.entries import Entry
from disclosure.models import AnnualReport, ReportVersion
from disclosure.reports.bodies import COLUMN, GOVERNMENTS, due_on, reporting_portals
from sites.models import Portal

YEARS = 5
YEAR_IN_TITLE = re.compile(r"(20\d\d)\s*年")


@dataclass
class Body:
    """`reports`: {year: address}, by the catalogue, so that nothing is told before its time or of a closed column."""

    portal: Portal
    reports: dict[int, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.portal.organisation.name

    @property
    def is_government(self) -> bool:
        return self.portal.organisation.level in GOVERNMENTS and self.portal.organisation.kind == "government"

    def due(self, year: int) -> datetime.date:
        return due_on(self.portal.organisation, year)


def bodies_below(top: Portal, first_year: int) -> list[Body]:
    """Itself and what is below it; three queries. Old reports that are plain articles count by their title."""
    portals = reporting_portals(top).select_related("organisation", "home", "site")
    found = {portal.home_id: Body(portal) for portal in portals if portal.is_open}
    entries = Entry.objects.visible().filter(column__columnpage__blueprint_key=COLUMN, portal_home__in=list(found))
    entries = entries.filter(published_at__year__gte=first_year).order_by("published_at", "page")
    known = dict(AnnualReport.objects.filter(page__isnull=False, year__gte=first_year).values_list("page", "year"))
    for page, home, title, address in entries.values_list("page", "portal_home", "title", "address"):
        year = known.get(page) or year_in(title)
        if year:
            body = found[home]
            if page in known or year not in body.reports:
                body.reports[year] = f"{body.portal.base_url}/{address}"
    return list(found.values())


def year_in(title: str) -> int | None:
    found = YEAR_IN_TITLE.search(title)
    return int(found[1]) if found else None


def contents_of(portals, year: int) -> dict[int, tuple[AnnualReport, dict]]:
    """{organisation: (report, tables as JSON)} of what the public reads for that year; two queries."""
    found = AnnualReport.objects.filter(portal__in=portals, year=year, withdrawn_at=None, page__entry__visible=True)
    found = found.exclude(published_on=None).select_related("page")
    reports = {report.pk: report for report in found}
    versions = ReportVersion.objects.filter(report__in=reports).order_by("number")
    tables = dict(versions.values_list("report", "content__tables"))  # the newest comes last
    return {report.organisation_id: (report, tables[pk]) for pk, report in reports.items() if pk in tables}
