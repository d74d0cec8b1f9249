"""The preview: how far the check is, then what would change, and the one button that makes a draft of it."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import JsonResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cms_core.models import Organisation
from listings.errors import ListingsError
from listings.models import Outcome, UploadState
from listings.workbooks.actions.confirm import ConfirmUpload
from listings.workbooks.actions.map import MapUpload
from listings.workbooks.admin.base import OfUpload, adjustment_url, say
from listings.workbooks.bodies import Bodies
from listings.workbooks.fields import columns_of
from listings.workbooks.plan import Plan
from listings.workbooks.shown import Shown

A_PAGE = 50
CONFIRMABLE = (UploadState.READY, UploadState.DONE)


class Preview(OfUpload, TemplateView):
    page_title = "导入预览"

    def get(self, request, *args, **kwargs):
        if self.upload.state == UploadState.MAPPING:
            return self.go()
        return super().get(request, *args, **kwargs)

    def get_template_names(self):
        ready = self.upload.state in CONFIRMABLE
        return ["listings/workbooks/preview.html" if ready else "listings/workbooks/progress.html"]

    def get_context_data(self, **kwargs):
        if self.upload.state not in CONFIRMABLE:
            return super().get_context_data(silent=self.upload.is_silent(), step="check", **kwargs)
        counts, asked = self.upload.counts, self.request.GET
        outcome = asked.get("show", "")
        outcome = outcome if outcome in Outcome.values else first_of(counts)
        page = Paginator(self.rows(outcome), A_PAGE).get_page(asked.get("page"))
        names = self.names()
        shown = Shown(self.listing.kind, Bodies(self.listing))
        query = asked.copy()
        query.pop("page", None)
        return super().get_context_data(
            tabs=[(one.value, one.label, counts.get(one.value, 0)) for one in Outcome],
            outcome=outcome,
            step="preview",
            page=page,
            rows=[shown.row(row, names) for row in page],
            query=query.urlencode(),
            filters={"q": asked.get("q", ""), "body": asked.get("body", "")},
            bodies=sorted(names.items(), key=lambda pair: pair[1]),
            gone=[(key, names.get(key, key), count) for key, count in counts.get("gone_by_body", {}).items()],
            unknown=sum(len(words) for words in counts.get("unknown", {}).values()),
            left_out=self.left_out(),
            adjustment_url=adjustment_url(self.upload.adjustment) if self.upload.adjustment else "",
            changes=counts.get("new", 0) + counts.get("changed", 0),
            **kwargs,
        )

    def rows(self, outcome: str):
        rows = self.upload.rows.filter(outcome=outcome)
        if body := self.request.GET.get("body"):
            rows = rows.filter(body=body)
        if text := self.request.GET.get("q", "").strip():
            rows = rows.filter(Q(name__icontains=text) | Q(code__icontains=text))
        return rows

    def names(self) -> dict[str, str]:
        keys = {*self.upload.counts.get("bodies", []), *self.upload.counts.get("gone_by_body", {})}
        return dict(Organisation.objects.filter(key__in=keys).values_list("key", "name"))

    def left_out(self) -> list[str]:
        plan = Plan.of(self.upload.plan)
        known = {place for place, name in plan.columns.items() if name in columns_of(self.listing.kind)}
        return [header for place, header in enumerate(self.upload.headers) if header and place not in known]


def first_of(counts: dict) -> str:
    """What the editor should look at first."""
    order = (Outcome.REFUSED, Outcome.CHANGED, Outcome.NEW, Outcome.GONE, Outcome.SAME)
    return next((one.value for one in order if counts.get(one.value)), Outcome.NEW.value)


class Progress(OfUpload, View):
    def get(self, request, *args, **kwargs):
        upload = self.upload
        return JsonResponse(
            {
                "over": upload.state != UploadState.CHECKING,
                "stage": upload.stage,
                "done": upload.done,
                "silent": upload.is_silent(),
            }
        )


class Confirm(OfUpload, View):
    """POST alone."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        run = request.POST.get("run", "")
        before = self.upload.adjustment_id
        confirming = ConfirmUpload(
            self.upload,
            user=request.user,
            run=int(run) if run.isascii() and run.isdigit() and len(run) < 10 else None,
            accept_good="accept_good" in request.POST,
            gone=request.POST.getlist("gone"),
        )
        try:
            adjustment = confirming.execute()
        except ListingsError as error:
            say(request, error)
            return redirect("listings_upload", self.listing.pk, self.upload.pk)
        if before is None:
            messages.success(
                request,
                f"已生成调整草稿，共 {adjustment.lines.count()} 项。请补齐依据、批准文号和说明后送审；"
                "清单现在没有变动。",
            )
        return redirect(adjustment_url(adjustment))


class Recheck(OfUpload, View):
    """POST alone: the same once more, against the list as it is now."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            MapUpload(self.upload, Plan.of(self.upload.plan), user=request.user).execute()
        except ListingsError as error:
            say(request, error)
        return redirect("listings_upload", self.listing.pk, self.upload.pk)
