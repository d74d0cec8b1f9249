"""The duty of the annual report: that of the year before, by the day of 条例第四十九条 (`reports.bodies.due_on`)."""

from collections.abc import Iterator

from disclosure.reports.bodies import due_on
from disclosure.reports.published import published
from disclosure.terms.duty import DutyKind, DutyState, Status
from disclosure.terms.ground import Ground
from disclosure.terms.rules import rules, working_days_over
from sites.models import PortalState

SILENT = (PortalState.PREPARING, PortalState.ARCHIVED)


def of_reports(ground: Ground) -> Iterator[DutyState]:
    """Two queries; what counts as published is said in `reports.published`."""
    year = ground.on.year - 1
    done = published(ground.portals, year)
    for portal in ground.portals:
        if portal.state in SILENT or portal.completed_at is None:
            continue
        due, report = due_on(portal.organisation, year), done.get(portal.organisation_id, {}).get(year)
        last = report.on if report else None
        status, over = standing(due, last, ground.on)
        yield DutyState(
            portal.pk,
            DutyKind.REPORT,
            status,
            f"{year} 年政府信息公开工作年度报告",
            term=f"{due.year} 年 {due.month} 月 {due.day} 日前",
            due=due,
            last=last,
            over=over,
            name="annual_reports_admin",
        )


def standing(due, last, on) -> tuple[Status, int]:
    if last is not None:
        return (Status.DONE_LATE, working_days_over(due, last)) if last > due else (Status.IN_TIME, 0)
    if on > due:
        return Status.LATE, working_days_over(due, on)
    soon = (due - on).days <= rules()["report_soon_days"]
    return (Status.SOON if soon else Status.IN_TIME), 0
