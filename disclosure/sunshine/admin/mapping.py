"""The columns of an imported 阳光工程网 to the rows: looked at first, then bound, as often as one likes."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages

from cms_core.models import ColumnPage
from disclosure.models import RowColumn
from disclosure.sunshine.actions.map_old import MapOldColumns
from disclosure.sunshine.admin.base import OfPortal, portal_url, say
from disclosure.sunshine.domains import domains
from disclosure.sunshine.errors import SunshineError
from disclosure.sunshine.slices import rows_for


class MapColumns(OfPortal, TemplateView):
    """`under` is the title of the column below which the old site stands; POST binds what has the name of a row."""

    page_title = "对应旧阳光工程栏目"
    template_name = "disclosure/sunshine/mapping.html"

    def get_context_data(self, **kwargs):
        under = self.request.GET.get("under", "").strip()[:100]
        try:
            report = self.mapped(under, dry_run=True)
        except SunshineError as error:
            say(self.request, error)
            under, report = "", self.mapped("", dry_run=True)
        bound = set(RowColumn.objects.filter(portal=self.portal).values_list("row", flat=True))
        matched = {row for row, _ in report["matched"]}
        left = [
            {
                "title": f"{domains()[row.table.domain].title}：{row.title}",
                "url": reverse("sunshine_admin_row", args=[self.portal.pk, row.table.domain, row.pk]),
            }
            for row in rows_for(self.portal)
            if row.pk not in bound and row.title not in matched
        ]
        above = ColumnPage.objects.filter(path__startswith=self.portal.home.path, numchild__gt=0).order_by("path")
        return super().get_context_data(
            report=report,
            left=left,
            under=under,
            choices=list(dict.fromkeys(above.values_list("title", flat=True))),
            back=portal_url(self.portal),
            **kwargs,
        )

    def mapped(self, under: str, *, dry_run: bool) -> dict:
        return MapOldColumns(self.portal, {"under": under, "by_title": True}, dry_run=dry_run).execute()

    def post(self, request, *args, **kwargs):
        under = request.POST.get("under", "").strip()[:100]
        try:
            report = self.mapped(under, dry_run=False)
        except SunshineError as error:
            say(request, error)
        else:
            messages.success(request, f"已对应 {len(report['matched'])} 处；原有的对应不变。")
        return redirect(request.get_full_path())
