"""Whose reports a page shows: the body of a portal and all that are open below it, in the order of the site tree."""

import datetime
from dataclasses import dataclass, field

from disclosure.models import AnnualReport, ReportVersion
from disclosure.reports.bodies import GOVERNMENTS, due_on, reporting_portals
from disclosure.reports.published import published
from sites.models import Portal

YEARS = 5


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
    """Itself and what is below it, a body with two portals once; three queries."""
    portals = [one for one in reporting_portals(top).select_related("organisation", "home", "site") if one.is_open]
    there = published(portals, first_year)
    found: dict[int, Body] = {}
    for portal in portals:
        reports = {year: one.url for year, one in there.get(portal.organisation_id, {}).items()}
        found.setdefault(portal.organisation_id, Body(portal, reports))
    return list(found.values())


def contents_of(portals, year: int) -> dict[int, tuple[AnnualReport, dict]]:
    """{organisation: (report, tables as JSON)} of what the public reads for that year; two queries."""
    found = AnnualReport.objects.filter(portal__in=portals, year=year, withdrawn_at=None, page__entry__visible=True)
    found = found.exclude(published_on=None).select_related("page")
    reports = {report.pk: report for report in found}
    versions = ReportVersion.objects.filter(report__in=reports).order_by("number")
    tables = dict(versions.values_list("report", "content__tables"))  # the newest comes last
    return {report.organisation_id: (report, tables[pk]) for pk, report in reports.items() if pk in tables}
