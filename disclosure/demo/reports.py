"""Annual reports of the demo: last year's of some bodies published, one still a draft that does not add up.

Applications of a year in which the demo did not exist are corrections with that reason; nothing else is counted.
"""

import datetime

from django.db import transaction

from cms_core.catalogue.years import BEIJING
from cms_core.models import ArticlePage
from cms_core.models.entries import Entry
from disclosure.models import AnnualReport, ReportCorrection, ReportFigure
from disclosure.reports.actions.edit import EnterFigure, SaveTexts
from disclosure.reports.actions.make import MakeReport
from disclosure.reports.actions.publish import PublishReport
from disclosure.reports.actions.review import Approve, Submit
from disclosure.reports.bodies import COLUMN, due_on
from disclosure.reports.drafting import drafts
from disclosure.reports.figures import figures_of, tables
from sites.models import Portal

PUBLISHED = ("zj", "zj-czt", "zj-jyt", "hangzhou", "tonglu")
DRAFTED = "deqing"
REASON = "平台启用前受理的申请，按纸质登记簿补计（演示数据）"
# Row of table three → natural persons, companies, law firms; 一 + 二 = 三（七） + 四 in each.
NUMBERS = {
    "1": (46, 9, 4),
    "2": (3, 1, 0),
    "3.1": (21, 5, 2),
    "3.2": (4, 1, 0),
    "3.3.4": (2, 0, 0),
    "3.3.6": (1, 0, 0),
    "3.4.1": (12, 2, 1),
    "3.4.2": (2, 0, 0),
    "3.5.1": (2, 0, 0),
    "3.6.1": (1, 0, 0),
    "4": (4, 2, 1),
}
COLUMNS = ("person", "business", "legal")
REVIEWS = {("reconsideration", "upheld"): 2, ("direct", "upheld"): 1}
FEES = ("2", "fees", "amount")
PROBLEMS = "<p>政策解读的形式还不够丰富，个别事项更新不够及时。下一步将增加图解，按月核对更新情况。（演示数据）</p>"
OTHERS = "<p>依据《政府信息公开信息处理费管理办法》，本年度没有收取信息处理费。（演示数据）</p>"


class LoadDemoReports:
    """`execute` answers how many it made; a body that has one is left alone."""

    def __init__(self, today: datetime.date, say=lambda line: None):
        self.today, self.say, self.year = today, say, today.year - 1

    @transaction.atomic
    def execute(self) -> int:
        made = 0
        portals = Portal.objects.filter(demo=True, key__in=(*PUBLISHED, DRAFTED)).select_related("organisation", "home")
        for place, portal in enumerate(portals.order_by("path")):
            if AnnualReport.objects.filter(organisation=portal.organisation, year=self.year).exists():
                continue
            report = self.draft(portal, factor=1 if place else 4)
            if portal.key != DRAFTED:
                self.publish(report, portal, pdf=place == 0)
            made += 1
        if made:
            self.say(f"  政府信息公开工作年度报告 {made} 份（演示数据）")
        return made

    def draft(self, portal, factor: int) -> AnnualReport:
        report = MakeReport(portal, self.year).execute()
        amounts = {
            ("3", row, column): number * factor
            for row, numbers in NUMBERS.items()
            for column, number in zip(COLUMNS, numbers, strict=True)
        }
        amounts |= {("4", *key): number * factor for key, number in REVIEWS.items()}
        if portal.key == DRAFTED:
            amounts["3", "1", "person"] += 1  # received, and in none of the results
        rows = {(row.table, row.row, row.column): row for row in ReportFigure.objects.filter(report=report)}
        ReportCorrection.objects.bulk_create(
            ReportCorrection(figure=rows[key], amount=number, reason=REASON, at=self.moment(portal))
            for key, number in amounts.items()
            if number
        )
        report = EnterFigure(report, FEES, "86.40").execute()
        texts = drafts(report, tables(figures_of(report)))
        overview = texts["overview"].replace(
            f"{self.year}年……（请补充）", "完善目录和标识，按季抽查更新情况，全年没有责任追究情形。（演示数据）"
        )
        return SaveTexts(report, {**texts, "overview": overview, "problems": PROBLEMS, "others": OTHERS}).execute()

    def moment(self, portal) -> datetime.datetime:
        """Eleven days before the last one, never in the future."""
        day = min(due_on(portal.organisation, self.year) - datetime.timedelta(days=11), self.today)
        return datetime.datetime.combine(day, datetime.time(9), BEIJING)

    def publish(self, report, portal, *, pdf: bool) -> None:
        """In the place of the article that the demo has of that year."""
        found = Entry.objects.filter(
            portal_home=portal.home_id,
            column__columnpage__blueprint_key=COLUMN,
            title__contains=f"{self.year}年",
        ).first()
        page = ArticlePage.objects.filter(pk=found.page_id).first() if found else None
        Approve(Submit(report).execute()).execute()
        moment = page.published_at if page else self.moment(portal)
        PublishReport(report, page=page, published_at=moment, pdf=pdf).execute()
