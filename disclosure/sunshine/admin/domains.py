"""One domain of a portal: its rows with the columns that fill them, and its records."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cms_core.models import ColumnPage
from disclosure.models import RecordState, RowColumn, SunshineRecord
from disclosure.sunshine.actions.bind import BindRow
from disclosure.sunshine.actions.records import PublishRecords, WithdrawRecords
from disclosure.sunshine.admin.base import OfDomain, domain_url, numbers, say
from disclosure.sunshine.errors import SunshineError
from disclosure.sunshine.places import COLUMN_TYPE
from disclosure.sunshine.slices import rows_for

SIZE = 50


class OneDomain(OfDomain, TemplateView):
    template_name = "disclosure/sunshine/domain.html"

    def get_page_title(self):
        return self.domain.title

    def above(self):
        return super().above()[:-1]

    def get_context_data(self, **kwargs):
        rows = rows_for(self.portal, self.domain.key)
        columns: dict[int, list] = {}
        bound = RowColumn.objects.filter(portal=self.portal, row__in=[row.pk for row in rows])
        for one in bound.select_related("column"):
            one.column.words = one.words
            columns.setdefault(one.row_id, []).append(one.column)
        records = SunshineRecord.objects.filter(portal=self.portal, domain=self.domain.key)
        asked, state = self.request.GET.get("q", "").strip()[:60], self.request.GET.get("state", "")
        if asked:
            records = records.filter(title__icontains=asked)
        if state in RecordState.values:
            records = records.filter(state=state)
        page = Paginator(records.select_related("organisation").order_by("-pk"), SIZE).get_page(
            self.request.GET.get("page")
        )
        return super().get_context_data(
            rows=[(row, columns.get(row.pk, [])) for row in rows],
            page=page,
            asked=asked,
            state=state,
            states=RecordState.choices,
            public_url=f"{self.portal.base_url}{self.domain.path}",
            **kwargs,
        )


class BindOneRow(OfDomain, TemplateView):
    """The columns of type 重点领域 to tick, and any other one to add."""

    template_name = "disclosure/sunshine/bind.html"

    def dispatch(self, request, portal_id, domain, row_id, *args, **kwargs):
        self.row_id = row_id
        return super().dispatch(request, *args, portal_id=portal_id, domain=domain, **kwargs)

    def get_page_title(self):
        return f"栏目：{self.row.title}"

    @property
    def row(self):
        if not hasattr(self, "_row"):
            self._row = next((one for one in rows_for(self.portal, self.domain.key) if one.pk == self.row_id), None)
            if self._row is None:
                raise Http404
        return self._row

    def get_context_data(self, **kwargs):
        chosen = dict(RowColumn.objects.filter(row=self.row, portal=self.portal).values_list("column", "words"))
        columns = list(ColumnPage.objects.filter(path__startswith=self.portal.home.path).order_by("path"))
        for one in columns:
            one.chosen, one.words = one.pk in chosen, chosen.get(one.pk, "")
            one.indent = one.depth - self.portal.home.depth - 1
        first = [one for one in columns if one.column_type == COLUMN_TYPE or one.chosen]
        return super().get_context_data(
            row=self.row, first=first, others=[one for one in columns if one not in first], **kwargs
        )

    def post(self, request, *args, **kwargs):
        try:
            columns = numbers(request.POST.getlist("column"))
            words = {one: request.POST.get(f"words-{one}", "") for one in columns}
            count = BindRow(self.row, self.portal, columns, words).execute()
        except SunshineError as error:
            say(request, error)
        else:
            messages.success(request, f"“{self.row.title}”现有 {count} 个栏目。")
        return redirect(domain_url(self.portal, self.domain))


class ChangeStates(OfDomain, View):
    """POST alone: publishes or withdraws the ticked records."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if not self.may_publish:
            raise PermissionDenied
        wanted = numbers(request.POST.getlist("record"))
        records = SunshineRecord.objects.filter(portal=self.portal, domain=self.domain.key, pk__in=wanted)
        withdraw = request.POST.get("do") == "withdraw"
        count = (WithdrawRecords if withdraw else PublishRecords)(records, user=request.user).execute()
        if wanted:
            messages.success(request, f"已{'撤下' if withdraw else '发布'} {count} 条记录。")
        else:
            messages.warning(request, "没有勾选记录。")
        return redirect(domain_url(self.portal, self.domain))
