"""One line: made or mended in its form; moved, removed and many removed at once from the workbench."""

from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import FormView, View
from wagtail.admin import messages

from listings.actions.lines import AddLines, EditLine, MoveLine, RemoveLines
from listings.admin.base import UNCLEAR, OfAdjustment, adjustment_url, is_number, number, numbers, say
from listings.admin.effects import effects_of
from listings.admin.line_forms import LineForm
from listings.admin.paging import ROWS
from listings.admin.workbench import in_words
from listings.checks import of_lines
from listings.errors import ListingsError, NotAllowed
from listings.history.days import version_of
from listings.models import AdjustmentLine, Item
from listings.states import AdjustmentState, LineKind
from listings.values import plain_values

# What a part of a split item has of it until it is filled in: all but what must be its own.
NOT_OF_THE_WHOLE = ("code", "inner_code")


class LineFormView(OfAdjustment, FormView):
    """`self.line` is that of the database, or one that is not saved yet."""

    template_name = "listings/admin/line_form.html"
    form_class = LineForm

    def get(self, request, *args, **kwargs):
        if self.adjustment.state != AdjustmentState.DRAFT:
            messages.warning(request, "只有草稿可以修改；送审中的请先退回或收回。")
            return redirect(adjustment_url(self.adjustment))
        return super().get(request, *args, **kwargs)

    @property
    def day(self):
        return self.adjustment.effective_day or timezone.localdate()

    def get_form_kwargs(self):
        self.line = self.get_line()
        self.line.adjustment = self.adjustment
        (self.effect,) = effects_of(self.adjustment, [self.line]) if self.line.pk else (None,)
        before = self.effect.before.values if self.effect and self.effect.before else {}
        return super().get_form_kwargs() | {
            "line": self.line, "listing": self.listing, "day": self.day, "before": before, "user": self.request.user,
        }  # fmt: skip

    def form_valid(self, form):
        try:
            line = self.save(form.fields_of_line())
        except ListingsError as error:
            for reason in error.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        if "again" in self.request.POST:
            messages.success(self.request, "已保存，请填写下一项。")
            return redirect(self.request.get_full_path())
        place = self.adjustment.lines.filter(order__lt=line.order).count() + 1
        messages.success(self.request, f"第 {place} 项已保存。")
        return redirect(f"{adjustment_url(self.adjustment)}?page={(place - 1) // ROWS + 1}#line-{place}")

    def form_invalid(self, form):
        messages.error(self.request, "没有保存，请改正标出的错误。")
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        form = kwargs.get("form") or self.get_form()
        kwargs["form"] = form
        return super().get_context_data(
            line=self.line, effect=self.effect, groups=form.shown_groups(), further=form.further(),
            faults=self.faults(form), **kwargs,
        )  # fmt: skip

    def faults(self, form) -> list[str]:
        """What a saved line lacks; said once more where it is mended."""
        if form.is_bound or not self.line.pk:
            return []
        return [in_words(self.listing.kind, fault).reason for fault in of_lines(self.listing, [self.line])]


class NewLine(LineFormView):
    """新增; with `from` a part of the item that the adjustment splits."""

    def get_page_title(self):
        return "加入拆分出的事项" if self.whole else "新增事项"

    @property
    def whole(self) -> Item | None:
        asked = self.request.GET.get("from", "")
        if not is_number(asked):
            return None
        split = self.adjustment.lines.filter(kind=LineKind.SPLIT).values("item")
        return get_object_or_404(Item.objects.select_related("listing").filter(pk__in=split), pk=int(asked))

    def get_line(self):
        whole = self.whole
        version = whole and version_of(whole, self.day)
        values = plain_values(version) if version else {}
        values = {name: value for name, value in values.items() if name not in NOT_OF_THE_WHOLE}
        return AdjustmentLine(kind=LineKind.ADD, partner=whole, values=values)

    def save(self, fields):
        line = {"kind": LineKind.ADD, "partner": self.line.partner, **fields}
        adding = AddLines(self.adjustment, [line], user=self.request.user, revision=self.revision())
        return adding.execute()[0]


class EditOneLine(LineFormView):
    def get_page_title(self):
        return f"{self.line.get_kind_display()}：{self.effect.name}"

    def get_line(self):
        found = self.adjustment.lines.select_related("item", "partner")
        return get_object_or_404(found, pk=self.kwargs["line_id"])

    def save(self, fields):
        editing = EditLine(
            self.adjustment, self.line.pk, fields=fields, user=self.request.user, revision=self.revision()
        )
        return editing.execute()[0]


class ArrangeLines(OfAdjustment, View):
    """The one form of the workbench: a button with its verb and line, or the lines that are ticked."""

    http_method_names = ["get", "post"]

    def get(self, request, *args, **kwargs):
        return redirect(adjustment_url(self.adjustment))

    def post(self, request, *args, **kwargs):
        verb, *words = request.POST.get("do", "").split(":")
        anchor = "#lines"
        try:
            action = self.action_for(verb, [number(word) for word in words])
            touched = action.execute()
        except ListingsError as error:
            say(request, error)
        else:
            if verb == "remove":
                messages.success(request, f"已移出 {len(touched)} 项。")
            else:
                anchor = f"#line-{self.adjustment.lines.filter(order__lt=touched[0].order).count() + 1}"
        page = request.POST.get("page", "")
        return redirect(f"{adjustment_url(self.adjustment)}{f'?page={page}' if is_number(page) else ''}{anchor}")

    def action_for(self, verb, ids):
        who = {"user": self.request.user, "revision": self.revision()}
        match verb, ids:
            case "up" | "down", [line, place]:
                return MoveLine(self.adjustment, line, place=place - 1 if verb == "up" else place + 1, **who)
            case "remove", []:
                return RemoveLines(self.adjustment, numbers(self.request.POST.getlist("line")), **who)
            case "remove", [line]:
                return RemoveLines(self.adjustment, [line], **who)
        raise NotAllowed(UNCLEAR)
