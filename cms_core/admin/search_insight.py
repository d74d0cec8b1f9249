"""检索分析: what readers of a portal look for, in numbers; as a page and as a table to take away."""

import csv

from django.http import HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView, View

from cms_core.admin.search_base import ALL, OfSearch
from cms_core.admin.without_reading import as_text
from cms_core.search.editors.reports import EXPORTED, PERIODS, Report, percent
from cms_core.search.editors.rights import KEEP, SEE, homes_for, may_for_all
from cms_core.search.editors.writing import settle

ALL_TOGETHER = "全部门户合计"
# The drawing's own units.
WIDTH, HEIGHT, GAP = 720, 160, 0.25


class OfInsight(OfSearch):
    actions = SEE
    page_title = "检索分析"
    header_icon = "view"

    @property
    def place(self):
        """A home page of the user's, or ALL; what the address names of another's is not there for him."""
        return self.chosen or self.nearest or (ALL if self.for_all else None)

    def report(self) -> Report:
        asked = self.request.GET.get("days", "")
        days = int(asked) if asked in {str(period) for period in PERIODS} else PERIODS[1]
        home = None if self.place == ALL else self.place.pk
        return Report(home, days, timezone.localdate())


class Insight(OfInsight, TemplateView):
    template_name = "cms_core/admin/search/insight.html"

    def get_context_data(self, **kwargs):
        settle()
        report = self.report()
        chosen = ALL if report.home is None else str(report.home)
        return super().get_context_data(
            report=report,
            portals=[(value, ALL_TOGETHER if value == ALL else title) for value, title in self.choices()],
            portal=ALL_TOGETHER if report.home is None else self.place.title,
            chosen=chosen,
            periods=PERIODS,
            chart=chart(report.by_day),
            share_without=percent(report.without, report.total),
            keeps=self.keeps(report.home),
            **kwargs,
        )

    def keeps(self, home: int | None) -> bool:
        """Whether to offer what mends a question: to those who may."""
        if home is None:
            return may_for_all(self.request.user)
        return homes_for(self.request.user, KEEP).filter(pk=home).exists()


def chart(by_day) -> dict:
    """Bars for each day: searches, and among them those without results; numbers only, the template draws."""
    most = max((count for _, count, _ in by_day), default=0)
    step = WIDTH / len(by_day)
    bars = [
        {
            "day": day,
            "count": count,
            "none": none,
            "x": round(number * step + step * GAP / 2, 2),
            "y": round(HEIGHT - HEIGHT * count / most, 2) if most else HEIGHT,
            "height": round(HEIGHT * count / most, 2) if most else 0,
            "none_y": round(HEIGHT - HEIGHT * none / most, 2) if most else HEIGHT,
            "none_height": round(HEIGHT * none / most, 2) if most else 0,
        }
        for number, (day, count, none) in enumerate(by_day)
    ]
    return {"bars": bars, "most": most, "width": WIDTH, "height": HEIGHT, "bar": round(step * (1 - GAP), 2)}


class InsightExport(OfInsight, View):
    """CSV of the questions; no cell becomes a formula."""

    def get(self, request):
        settle()
        report = self.report()
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        name = f"search-{report.first}-{report.today}"
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        response.write("\ufeff")  # or Excel in Chinese takes it for GBK
        table = csv.writer(response)
        table.writerow(["检索词", "次数", "没有结果", "结果少（1–3 条）", "点击", "最近一天"])
        for row in report.questions(EXPORTED):
            numbers = [row[name] for name in ("total", "none", "few", "clicks")]
            table.writerow([as_text(row["question"]), *numbers, row["last"]])
        return response
