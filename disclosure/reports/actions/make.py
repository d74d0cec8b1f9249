"""Making the draft of a body's report: its cells counted, its texts begun; and counting them anew."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from disclosure.models import AnnualReport, ReportFigure
from disclosure.reports.actions.base import NO_RIGHT, OnFigures
from disclosure.reports.counting import count
from disclosure.reports.drafting import drafts
from disclosure.reports.errors import NotAllowed
from disclosure.reports.figures import figures_of, tables
from disclosure.reports.form import cells
from disclosure.reports.permissions import ReportAction, may

FIRST_YEAR = 2008  # 条例 in force from 1 May 2008


class MakeReport:
    """One that is there already is returned as it is: drafts are counted anew by `Recount`."""

    def __init__(self, portal, year: int, *, organisation=None, user=None, now=None):
        self.portal, self.year, self.user = portal, year, user
        self.organisation = organisation or portal.organisation
        self.now = now or timezone.now()
        self.made = False

    def execute(self) -> AnnualReport:
        """Raises NotAllowed."""
        if self.user is not None and not may(self.user, ReportAction.EDIT, self.portal):
            raise NotAllowed(NO_RIGHT[ReportAction.EDIT])
        this_year = timezone.localdate(self.now).year
        if not FIRST_YEAR <= self.year <= this_year:
            raise NotAllowed(f"年度应为 {FIRST_YEAR} 年（条例施行）到 {this_year} 年。")
        if found := self.found():
            return found
        try:
            with transaction.atomic():
                return self.make()
        except IntegrityError:  # somebody made it in the same moment
            return AnnualReport.objects.get(organisation=self.organisation, year=self.year)

    def found(self) -> AnnualReport | None:
        return AnnualReport.objects.filter(organisation=self.organisation, year=self.year).first()

    def make(self) -> AnnualReport:
        report = AnnualReport.objects.create(organisation=self.organisation, portal=self.portal, year=self.year)
        count_into(report, self.now)
        for name, text in drafts(report, tables(figures_of(report))).items():
            setattr(report, name, text)
        report.save()
        log(report, "disclosure.report.make", user=self.user)
        self.made = True
        return report


def count_into(report: AnnualReport, now) -> int:
    """How many counted figures are others than before. Corrections and what was entered stay."""
    there = {(row.table, row.row, row.column): row for row in report.figures.all()}
    counted = count(report.organisation, report.year)
    new, changed = [], []
    for key in cells():
        row = there.get(key)
        if row is None:
            table, code, column = key
            new.append(ReportFigure(report=report, table=table, row=code, column=column, counted=counted.get(key)))
        elif key in counted and row.counted != counted[key]:
            row.counted = counted[key]
            changed.append(row)
    ReportFigure.objects.bulk_create(new)
    ReportFigure.objects.bulk_update(changed, ["counted"], batch_size=200)
    report.counted_at = now
    return len(changed)


class Recount(OnFigures):
    verb = "recount"
    changed = 0

    def change_figures(self, report):
        self.changed = count_into(report, self.now)
        return {"changed": self.changed}
