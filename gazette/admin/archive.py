"""The archive of a gazette: its issues by year with their state, what is missing, what is late, what comes next."""

from itertools import groupby

from django.db.models import Count
from django.utils import timezone
from django.views.generic import TemplateView

from gazette.admin.base import LIST, OfGazette
from gazette.checks.gaps import gaps
from gazette.checks.issues import numbered
from gazette.checks.numbering import Numbered, numbering_problems
from gazette.checks.schedule import days_of_month, late_issues, next_issue
from gazette.states import IssueState

IN_THE_MAKING = (IssueState.DRAFTING, IssueState.SUBMITTED, IssueState.APPROVED)
OPEN_YEARS = 2


class Archive(OfGazette, TemplateView):
    template_name = "gazette/admin/archive.html"

    def get_page_title(self):
        return self.gazette.name

    def above(self):
        return []

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items()[:1], LIST, {"url": "", "label": self.gazette.name}]

    def get_context_data(self, **kwargs):
        issues = list(self.gazette.issues.newest().annotate(entry_count=Count("entries")))
        for issue in issues:
            issue.gazette = self.gazette
        rows = [Numbered(one.year, one.number, one.serial, one.publication_day, one.pk) for one in issues]
        found = gaps(rows, self.gazette.first_serial)
        today = timezone.localdate()
        making = {one.pk for one in issues if one.state in IN_THE_MAKING}
        late = late_issues(
            [one.publication_day for one in issues if one.state == IssueState.PUBLISHED and one.publication_day],
            [row for row in rows if row.key in making],
            self.gazette.frequency,
            schedule_of(self.gazette),
            today,
        )
        late_keys = {one.key for one in late if one.key}
        for issue in issues:
            issue.is_late = issue.pk in late_keys
        years = [
            {"year": year, "issues": group, "missing": found.of_year(year), "open": number < OPEN_YEARS}
            for number, (year, group) in enumerate(
                (year, list(group)) for year, group in groupby(issues, key=lambda one: one.year)
            )
        ]
        return super().get_context_data(
            years=years,
            making=[one for one in issues if one.pk in making],
            gaps=found,
            problems=numbering_problems(rows)[:20],
            late=late,
            proposal=proposal(self.gazette, rows, today),
            total=len(issues),
            **kwargs,
        )


def schedule_of(gazette) -> list[int]:
    """Publication days; none where an import left something else there."""
    try:
        return days_of_month(gazette.publication_days)
    except ValueError:
        return []


def proposal(gazette, rows=None, today=None) -> Numbered:
    rows = numbered(gazette.issues.all()) if rows is None else rows
    return next_issue(rows, gazette.first_serial, schedule_of(gazette), today or timezone.localdate())
