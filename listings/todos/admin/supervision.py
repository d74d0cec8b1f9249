"""下级落实情况: how much each list below has still to do; and what was published late, on one's own lists too."""

import datetime

from django.conf import settings
from django.views.generic import TemplateView

from listings.admin.paging import page_of
from listings.downloads import FORMATS, as_file
from listings.errors import ListingsError
from listings.levels.timeliness import late
from listings.todos.admin.base import OfReader
from listings.todos.queries import by_listing
from listings.values import date

BY_LISTING = ("清单", "待办", "其中超期", "已办结", "不需办理", "最早期限")
LATE = ("清单", "调整", "依据", "依据生效", "批准公布", "工作日", "超出")


class Supervision(OfReader, TemplateView):
    page_title = "下级落实情况"
    template_name = "listings/todos/supervision.html"
    tab = "supervision"

    def get(self, request, *args, **kwargs):
        self.rows = by_listing(self.below, self.today)
        if self.asked_format in FORMATS:
            name = f"下级落实情况{self.today:%Y%m%d}"
            return as_file(self.asked_format, name, BY_LISTING, map(cells_of_list, self.rows))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        totals = {name: sum(getattr(row, name) for row in self.rows) for name in ("open", "overdue", "done")}
        return super().get_context_data(
            page=page_of(self.rows, self.request), totals=totals, has_below=bool(self.below), **kwargs
        )


class Timeliness(OfReader, TemplateView):
    """Of one's own lists and those below; without days, the last year."""

    page_title = "公开及时性"
    template_name = "listings/todos/timeliness.html"
    tab = "timeliness"

    def get(self, request, *args, **kwargs):
        self.until = asked_day(request.GET.get("until", "")) or self.today
        self.since = asked_day(request.GET.get("since", "")) or self.until - datetime.timedelta(days=365)
        self.rows = late([*self.own, *self.below], self.since, self.until)
        if self.asked_format in FORMATS:
            name = f"超期公开的调整{self.since:%Y%m%d}-{self.until:%Y%m%d}"
            return as_file(self.asked_format, name, LATE, map(cells_of_late, self.rows))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page=page_of(self.rows, self.request),
            since=self.since,
            until=self.until,
            term=settings.PORTAL_LISTING_DAYS,
            query=self.request.GET.urlencode(),
            **kwargs,
        )


def asked_day(text: str) -> datetime.date | None:
    """None for what is no day of this century or the last."""
    try:
        day = datetime.date.fromisoformat(date("日期", text[:20])) if text.strip() else None
    except (ListingsError, ValueError):
        return None
    return day if day and 1949 <= day.year <= 2199 else None


def cells_of_list(row) -> list:
    return [str(row.listing), row.open, row.overdue, row.done, row.dismissed, row.oldest]


def cells_of_late(row) -> list:
    adjustment = row.adjustment
    return [
        str(adjustment.listing),
        adjustment.title,
        adjustment.basis,
        row.begin,
        row.published,
        row.working_days,
        row.late_by,
    ]
