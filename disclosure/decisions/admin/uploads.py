"""Tables in and out: sending one in, its difference, the one button that takes it in, what is handed out."""

import io

from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from disclosure.decisions.actions.confirm import ConfirmUpload, DiscardUpload
from disclosure.decisions.actions.receive import MOST_ROWS, ReceiveUpload, RecheckUpload
from disclosure.decisions.admin.base import OfPortal, OfUpload, say
from disclosure.decisions.admin.shown import shown_row
from disclosure.decisions.errors import DecisionError
from disclosure.decisions.tables import model_of
from disclosure.decisions.workbooks.rejects import rejects_name, write_rejects
from disclosure.decisions.workbooks.templates import write_export, write_template
from disclosure.models.decisions import DecisionUpload, RowOutcome, UploadState

A_PAGE = 50
SHOWN = 20
# Reading takes seconds: it must not hold the lock that others write under.
unlocked = method_decorator(transaction.non_atomic_requests, name="dispatch")


@unlocked
class Uploads(OfPortal, TemplateView):
    page_title = "Excel 导入导出"
    template_name = "disclosure/decisions/uploads.html"

    def get_context_data(self, **kwargs):
        found = DecisionUpload.objects.filter(portal=self.portal, kind=self.kind).select_related("by")
        return super().get_context_data(uploads=found[:SHOWN], most=MOST_ROWS, **kwargs)

    def post(self, request, *args, **kwargs):
        file = request.FILES.get("file")
        if file is None:
            messages.error(request, "请选择文件。")
            return redirect("decisions_admin_uploads", self.portal.pk, self.place)
        try:
            upload = ReceiveUpload(self.portal, self.kind, file, user=request.user).execute()
        except DecisionError as error:
            say(request, error)
            return redirect("decisions_admin_uploads", self.portal.pk, self.place)
        return redirect("decisions_admin_upload", self.portal.pk, self.place, upload.pk)


class Preview(OfUpload, TemplateView):
    page_title = "导入预览"
    template_name = "disclosure/decisions/preview.html"

    def get_context_data(self, **kwargs):
        counts, asked = self.upload.counts, self.request.GET
        outcome = asked.get("show", "")
        outcome = outcome if outcome in RowOutcome.values else first_of(counts)
        page = Paginator(self.upload.rows.filter(outcome=outcome), A_PAGE).get_page(asked.get("page"))
        return super().get_context_data(
            tabs=[(one.value, one.label, counts.get(one.value, 0)) for one in RowOutcome],
            outcome=outcome,
            page=page,
            rows=[shown_row(self.kind, row) for row in page],
            left_out=counts.get("left_out", []),
            done=self.upload.state == UploadState.DONE,
            changes=counts.get("new", 0) + counts.get("changed", 0),
            total=sum(counts.get(one.value, 0) for one in RowOutcome),
            **kwargs,
        )


def first_of(counts: dict) -> str:
    """What the editor should look at first."""
    order = (RowOutcome.REFUSED, RowOutcome.CHANGED, RowOutcome.NEW, RowOutcome.SAME)
    return next((one.value for one in order if counts.get(one.value)), RowOutcome.NEW.value)


class Confirm(OfUpload, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        run, publish = request.POST.get("run", ""), request.POST.get("publish") == "1"
        confirming = ConfirmUpload(
            self.upload,
            user=request.user,
            run=int(run) if run.isascii() and run.isdecimal() and len(run) < 10 else None,
            accept_good="accept_good" in request.POST,
            publish=publish,
        )
        try:
            confirming.execute()
        except DecisionError as error:
            say(request, error)
        else:
            counts = self.upload.counts
            told = "并公示" if publish else "，待公示"
            messages.success(request, f"已收录{told}：新增 {counts['new']} 件，变更 {counts['changed']} 件。")
        return redirect("decisions_admin_upload", self.portal.pk, self.place, self.upload.pk)


@unlocked
class Recheck(OfUpload, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            RecheckUpload(self.upload, user=request.user).execute()
        except DecisionError as error:
            say(request, error)
        return redirect("decisions_admin_upload", self.portal.pk, self.place, self.upload.pk)


class Discard(OfUpload, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            DiscardUpload(self.upload, user=request.user).execute()
        except DecisionError as error:
            say(request, error)
        else:
            messages.success(request, f"已删除“{self.upload.name}”的导入记录；已收录的信息不受影响。")
        return redirect("decisions_admin_uploads", self.portal.pk, self.place)


def answer(write, name: str) -> FileResponse:
    """Made in memory: it may hold names and numbers of persons, and a disk would keep them in clear."""
    target = io.BytesIO()
    write(target)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=name)


class Rejects(OfUpload, View):
    def get(self, request, *args, **kwargs):
        return answer(lambda target: write_rejects(target, self.upload), rejects_name(self.upload))


class Template(OfPortal, View):
    def get(self, request, *args, **kwargs):
        return answer(lambda target: write_template(target, self.kind), f"{self.kind.label}公示模板.xlsx")


class Export(OfPortal, View):
    def get(self, request, *args, **kwargs):
        rows = model_of(self.kind).objects.filter(portal=self.portal).newest()
        year = request.GET.get("year", "")
        if year.isascii() and year.isdecimal() and len(year) == 4:
            rows = rows.filter(decided_on__year=int(year))
        return answer(lambda target: write_export(target, self.kind, rows), f"{self.portal.name}{self.kind.label}.xlsx")
