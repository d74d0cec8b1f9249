"""Reports for tests: a county's government with two departments, its column of reports, and reports that are right."""

import datetime

from cms_core.models.organisations import Level, OrganisationKind
from disclosure.models import AnnualReport
from disclosure.reports.actions.edit import EnterFigure, SaveTexts
from disclosure.reports.actions.make import MakeReport
from disclosure.reports.actions.publish import PublishReport
from disclosure.reports.actions.review import Approve, Submit
from disclosure.reports.bodies import COLUMN
from tests.factories import make_column, make_organisation, make_portal

YEAR = 2025
NOW = datetime.datetime(2026, 1, 20, 2, tzinfo=datetime.UTC)
FEES = ("2", "fees", "amount")
TEXTS = {
    "overview": "<p>（一）主动公开。全年主动公开信息 <b>1200</b> 条。</p>",
    "problems": "<p>解读形式还不够多样，下一步增加图解。</p>",
    "others": "<p>本年度没有收取信息处理费。</p>",
}


def make_government(key="tonglu", **fields):
    """(portal, [government, two departments]); a town of another government below it counts for nobody here."""
    portal = make_portal(key, **fields)
    own = portal.organisation
    departments = [
        make_organisation(f"{key}县{name}", parent=own, kind=OrganisationKind.DEPARTMENT, level=Level.COUNTY)
        for name in ("财政局", "教育局")
    ]
    return portal, [own, *departments]


def make_reports_column(portal):
    return make_column(
        portal.home,
        "政府信息公开年报",
        slug=f"reports-{portal.key}",
        column_type="信息公开年报",
        blueprint_key=COLUMN,
    )


def make_draft(portal=None, year: int = YEAR, **fields) -> AnnualReport:
    """Right in every respect: it could be submitted."""
    if portal is None:
        portal, _ = make_government()
        make_reports_column(portal)
    report = MakeReport(portal, year, now=NOW, **fields).execute()
    EnterFigure(report, FEES, "12.5", now=NOW).execute()
    return SaveTexts(report, TEXTS, now=NOW).execute()


def make_approved(portal=None, year: int = YEAR) -> AnnualReport:
    report = Submit(make_draft(portal, year), now=NOW).execute()
    return Approve(report, now=NOW).execute()


def make_published(portal=None, year: int = YEAR, *, pdf: bool = False) -> AnnualReport:
    """Without its PDF, which takes a second, unless it is what the test is about."""
    return PublishReport(make_approved(portal, year), now=NOW, pdf=pdf).execute()
