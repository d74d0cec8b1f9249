"""公开时限 of all portals that somebody works on or watches over: counts per kind, sortable, as XLSX and on paper."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from disclosure.supervision.admin.areas import Areas
from disclosure.supervision.permissions import portals_with_duties
from disclosure.terms import duties_of, tally, timeliness
from disclosure.terms.admin.files import xlsx
from disclosure.terms.admin.one_portal import HOME
from disclosure.terms.admin.sorting import Sorting
from disclosure.terms.duty import DutyKind, Status

NUMBERS = (Status.LATE, Status.EMPTY, Status.SOON)


class DueOfAll(WagtailAdminTemplateMixin, TemplateView):
    page_title = "公开时限"
    header_icon = "time"
    template_name = "disclosure/terms/all_portals.html"

    def get(self, request, *args, **kwargs):
        portals = list(portals_with_duties(request.user).select_related("home", "organisation", "site"))
        if not portals:
            raise PermissionDenied
        if len(portals) == 1:
            return redirect("disclosure_due_portal", portals[0].pk)
        self.areas = Areas(portals, request.GET.get("area", ""))
        self.rows = rows_of(self.areas.chosen, timezone.localdate())
        keys = [*NUMBERS, "share", *DutyKind.values]
        self.sorting = Sorting(request.GET.get("sort", ""), keys, {"area": self.areas.key})
        self.rows = self.sorting.sorted(self.rows, lambda row, key: row["values"][key])
        if request.GET.get("format") == "xlsx":
            headers = ["门户", "级别", *(one.label for one in NUMBERS), "按时公开率（%）", *DutyKind.labels]
            lines = [
                [row["portal"].name, row["portal"].get_level_display(), *row["values"].values()] for row in self.rows
            ]
            return xlsx(f"公开时限{timezone.localdate():%Y%m%d}", headers, lines)
        return self.render_to_response(self.get_context_data())

    def get_breadcrumbs_items(self):
        return [HOME, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        head = self.sorting.head
        totals = Counter()
        for row in self.rows:
            totals.update({key: value or 0 for key, value in row["values"].items() if key != "share"})
        return super().get_context_data(
            rows=self.rows,
            heads=[*(head(one.value, one.label) for one in NUMBERS), head("share", "按时公开率")],
            kind_heads=[head(kind.value, kind.label) for kind in DutyKind],
            totals=[*(totals[one] for one in NUMBERS), share_of_all(self.rows)],
            kind_totals=[totals[kind] for kind in DutyKind],
            areas=self.areas,
            query=self.request.GET.urlencode(),
            today=timezone.localdate(),
            **kwargs,
        )


def rows_of(portals, on) -> list[dict]:
    """In the order of the portals; `values` stand in the order of the columns."""
    counted = tally(duties_of(portals, on))
    rows = []
    for portal in portals:
        kinds = counted.get(portal.pk, {})
        numbers = sum((kinds[kind] for kind in kinds), Counter())
        timely, all_of_them = timeliness(kinds)
        values = {status.value: numbers[status] for status in NUMBERS}
        values["share"] = percent(timely, all_of_them)
        for kind in DutyKind:
            own = kinds.get(kind, Counter())
            values[kind.value] = own[Status.LATE] + own[Status.EMPTY]
        url = reverse("disclosure_due_portal", args=[portal.pk])
        cells = [
            {"number": values[kind.value], "url": f"{url}?kind={kind.value}", "is_any": bool(values[kind.value])}
            for kind in DutyKind
        ]
        rows.append({"portal": portal, "url": url, "values": values, "cells": cells, "timely": (timely, all_of_them)})
    return rows


def percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def share_of_all(rows) -> float | None:
    return percent(sum(row["timely"][0] for row in rows), sum(row["timely"][1] for row in rows))
