"""Saying what the columns of an upload mean: proposed by their headers, corrected by the editor, remembered."""

from pathlib import Path

from django.shortcuts import redirect
from django.views.generic import TemplateView, View
from openpyxl.utils import get_column_letter

from listings.errors import ListingsError
from listings.values import required_of
from listings.workbooks.actions.map import ChooseSheet, MapUpload
from listings.workbooks.admin.base import OfUpload, day_of, say
from listings.workbooks.bodies import Bodies
from listings.workbooks.fields import choices_of, columns_of, is_required, label_of
from listings.workbooks.look import look_at
from listings.workbooks.plan import Plan

SPARE = 2
MOST_BODIES = 400


class Columns(OfUpload, TemplateView):
    page_title = "对应列"
    template_name = "listings/workbooks/columns.html"

    def get(self, request, *args, **kwargs):
        if self.upload.adjustment_id:
            return redirect("listings_upload", self.listing.pk, self.upload.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        plan = kwargs.pop("plan", None) or Plan.of(self.upload.plan)
        look = self.look()
        fields = columns_of(self.listing.kind)
        rows = [
            {
                "place": place,
                "letter": get_column_letter(place + 1),
                "header": header,
                "samples": look.samples(place),
                "field": plan.columns.get(place, ""),
            }
            for place, header in enumerate(self.upload.headers)
        ]
        labels = {name: label_of(self.listing.kind, name) for name in fields}
        return super().get_context_data(
            rows=[row for row in rows if row["header"] or row["samples"]],
            unmapped=[row for row in rows if row["header"] and not row["field"]],
            required=[(name, label) for name, label in labels.items() if is_required(fields[name])],
            optional=[(name, label) for name, label in labels.items() if not is_required(fields[name])],
            fixed=self.fixed_rows(plan),
            bodies=[name for _, name in dict.fromkeys((k, n) for k, n, _, _ in Bodies(self.listing).names())][
                :MOST_BODIES
            ],
            look=look,
            step="columns",
            preview=look.rows[:8],
            plan=plan,
            **kwargs,
        )

    def look(self):
        return look_at(
            self.listing.kind,
            Path(self.upload.file.path),
            name=self.upload.name,
            sheet=self.upload.sheet,
            header_row=self.upload.header_row,
        )

    def fixed_rows(self, plan: Plan) -> list[dict]:
        """Required fields that no column has come first, then what was fixed, then room for more."""
        kind, named = self.listing.kind, set(plan.columns.values())
        names = [name for name in required_of(kind) if name not in named]
        names += [name for name in plan.fixed if name not in names and name not in named]
        rows = [{"field": name, "value": plan.fixed.get(name, ""), "list": self.list_of(name)} for name in names]
        return rows + [{"field": "", "value": "", "list": ""}] * SPARE

    def list_of(self, name: str) -> list[str] | str:
        return (
            "bodies"
            if name == "organisation"
            else [label for _, label in choices_of(columns_of(self.listing.kind)[name])]
        )

    def post(self, request, *args, **kwargs):
        plan = self.plan_of(request.POST)
        try:
            MapUpload(self.upload, plan, day=day_of(request.POST.get("day", "")), user=request.user).execute()
        except ListingsError as error:
            say(request, error)
            return self.render_to_response(self.get_context_data(plan=plan))
        return redirect("listings_upload", self.listing.pk, self.upload.pk)

    def plan_of(self, sent) -> Plan:
        plan, fields = Plan.of(self.upload.plan), columns_of(self.listing.kind)
        places = range(len(self.upload.headers))
        plan.columns = {place: name for place in places if (name := sent.get(f"column-{place}", "")) in fields}
        pairs = zip(sent.getlist("fixed-field"), sent.getlist("fixed-value"), strict=False)
        plan.fixed = {name: value.strip() for name, value in pairs if name in fields and value.strip()}
        plan.keep_blank, plan.whole = "keep_blank" in sent, "whole" in sent
        return plan


class Sheet(OfUpload, View):
    """POST alone: another sheet, another row of headers."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        row = request.POST.get("header_row", "")
        number = int(row) if row.isascii() and row.isdigit() and len(row) < 7 else 0
        sheet = request.POST.get("sheet", self.upload.sheet)
        try:
            same = sheet == self.upload.sheet
            ChooseSheet(self.upload, sheet=sheet, header_row=number if same else 0, user=request.user).execute()
        except ListingsError as error:
            say(request, error)
        return redirect("listings_upload_columns", self.listing.pk, self.upload.pk)
