"""The drafts of all bodies that report, by one command or one button; each in a transaction of its own."""

from django.utils import timezone

from disclosure.models import AnnualReport, ReportState
from disclosure.reports.actions.make import MakeReport, Recount
from disclosure.reports.bodies import reporting_portals
from disclosure.reports.permissions import ReportAction, may


class MakeAllReports:
    """At or below `top`, and of those where `user` may; stopped in the middle, it goes on where it was."""

    def __init__(self, year: int, *, top=None, user=None, recount: bool = False, now=None):
        self.year, self.top, self.user, self.recount = year, top, user, recount
        self.now = now or timezone.now()

    def execute(self) -> dict[str, int]:
        """{made, there, recounted}."""
        found = {"made": 0, "there": 0, "recounted": 0}
        portals = list(reporting_portals(self.top))
        there = {
            report.organisation_id: report
            for report in AnnualReport.objects.filter(
                year=self.year, organisation__in={one.organisation_id for one in portals}
            )
        }
        for portal in portals:
            if self.user is not None and not may(self.user, ReportAction.EDIT, portal):
                continue
            report = there.get(portal.organisation_id)
            if report is None:
                making = MakeReport(portal, self.year, user=self.user, now=self.now)
                there[portal.organisation_id] = making.execute()
                found["made" if making.made else "there"] += 1
                continue
            found["there"] += 1
            if self.recount and report.state == ReportState.DRAFT:
                Recount(report, user=self.user, now=self.now).execute()
                found["recounted"] += 1
        return found
