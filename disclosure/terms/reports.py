"""The duty of the annual report: that of the year before, by the day of 条例第四十九条 (`reports.bodies.due_on`)."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from cms_core.models import Entry
from disclosure.models import AnnualReport
from disclosure.reports.bodies import COLUMN, due_on
from disclosure.terms.duty import DutyKind, DutyState, Status
from disclosure.terms.ground import Ground
from disclosure.terms.rules import rules, working_days_over
from sites.models import PortalState

SILENT = (PortalState.PREPARING, PortalState.ARCHIVED)


def of_reports(ground: Ground) -> Iterator[DutyState]:
    """One query for reports that were made here, one for articles that stand in the column 政府信息公开年报."""
    year = ground.on.year - 1
    done = published(ground, year)
    for portal in ground.portals:
        if portal.state in SILENT or portal.completed_at is None:
            continue
        due, last = due_on(portal.organisation, year), done.get(portal.pk)
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


def published(ground: Ground, year: int) -> dict[int, datetime.date]:
    """{portal: day}. A report that was not made here counts when its title names the year."""
    begin = timezone.make_aware(datetime.datetime(year + 1, 1, 1))
    articles = Entry.objects.visible().filter(
        portal_home__in=ground.by_home,
        column__columnpage__blueprint_key=COLUMN,
        published_at__gte=begin,
        title__contains=str(year),
    )
    found = {
        ground.by_home[home].pk: timezone.localtime(moment).date()
        for home, moment in articles.order_by("-published_at").values_list("portal_home", "published_at")
    }
    reports = AnnualReport.objects.filter(
        portal__in=ground.by_pk, year=year, page__isnull=False, withdrawn_at=None, published_on__isnull=False
    )
    return found | dict(reports.values_list("portal", "published_on"))


def standing(due, last, on) -> tuple[Status, int]:
    if last is not None:
        return (Status.DONE_LATE, working_days_over(due, last)) if last > due else (Status.IN_TIME, 0)
    if on > due:
        return Status.LATE, working_days_over(due, on)
    soon = (due - on).days <= rules()["report_soon_days"]
    return (Status.SOON if soon else Status.IN_TIME), 0
