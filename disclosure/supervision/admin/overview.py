"""公开监督: the figures of every body in the office's area, now or in a month that was kept; in the tree's order."""

from django.utils import timezone
from django.views.generic import TemplateView

from disclosure.supervision.admin.areas import Areas
from disclosure.supervision.admin.base import HOME, OfOffice
from disclosure.supervision.coverage import coverage
from disclosure.supervision.indicators import INDICATORS, complete, report_of, total_of
from disclosure.supervision.months import figures_in, months
from disclosure.supervision.permissions import portals_for
from disclosure.terms.admin.files import xlsx
from disclosure.terms.admin.sorting import Sorting


class Overview(OfOffice, TemplateView):
    page_title = "公开监督"
    template_name = "disclosure/supervision/overview.html"
    above = (HOME,)

    def get(self, request, *args, **kwargs):
        portals = list(portals_for(request.user).select_related("home", "organisation", "site"))
        self.areas = Areas(portals, request.GET.get("area", ""))
        self.today, self.months = timezone.localdate(), months()
        self.month = next((one for one in self.months if f"{one:%Y-%m}" == request.GET.get("month")), None)
        chosen = self.areas.chosen
        found = figures_in(chosen, self.month) if self.month else coverage(chosen, self.today)
        self.rows = [{"portal": one, "figures": complete(found[one.pk])} for one in chosen if one.pk in found]
        self.sorting = Sorting(
            request.GET.get("sort", ""), [one.key for one in INDICATORS], {"area": self.areas.key, "month": self.said}
        )
        by_key = {one.key: one for one in INDICATORS}
        self.rows = self.sorting.sorted(self.rows, lambda row, key: by_key[key].number(row["figures"]))
        if request.GET.get("format") == "xlsx":
            return self.workbook()
        return super().get(request, *args, **kwargs)

    @property
    def said(self) -> str:
        return f"{self.month:%Y-%m}" if self.month else ""

    def workbook(self):
        """Shares with the two numbers that they are made of."""
        headers = ["门户", "级别"]
        for one in INDICATORS:
            headers += [f"{one.title}（%）", f"{one.title}（数）"] if one.of else [one.title]
        lines = []
        for row in self.rows:
            line = [row["portal"].name, row["portal"].get_level_display()]
            for one in INDICATORS:
                line += [one.number(row["figures"]), *([one.detail(row["figures"])] if one.of else [])]
            lines.append([*line, report_of(row["figures"])])
        return xlsx(f"公开监督{self.said or self.today.isoformat()}", [*headers, "年度报告"], lines)

    def get_context_data(self, **kwargs):
        total = total_of([row["figures"] for row in self.rows])
        return super().get_context_data(
            heads=[(self.sorting.head(one.key, one.title), one.says) for one in INDICATORS],
            rows=[
                {"portal": row["portal"], "cells": cells_of(row["figures"]), "report": report_of(row["figures"])}
                for row in self.rows
            ],
            totals=cells_of(total),
            areas=self.areas,
            months=[(f"{one:%Y-%m}", f"{one.year}年{one.month}月", one == self.month) for one in self.months],
            month=self.month,
            today=self.today,
            query=self.request.GET.urlencode(),
            **kwargs,
        )


def cells_of(figures: dict) -> list[dict]:
    return [{"shown": one.shown(figures), "detail": one.detail(figures), "key": one.key} for one in INDICATORS]
