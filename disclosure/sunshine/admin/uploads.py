"""Spreadsheets in the admin: sent in, looked at with all that is wrong, confirmed; and templates to fill in."""

import tempfile
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from disclosure.models import SunshineRecord, SunshineUpload, UploadKind
from disclosure.sunshine.actions.receive import ConfirmUpload, ReceiveUpload
from disclosure.sunshine.admin.base import OfDomain, OfPortal, domain_url, portal_url, say
from disclosure.sunshine.domains import domains
from disclosure.sunshine.errors import SunshineError
from disclosure.sunshine.workbooks.records import MOST, write_template
from disclosure.sunshine.workbooks.refused import number_of, sheets_of
from disclosure.terms.admin.files import xlsx, xlsx_of
from sites.permissions import PortalAction

SHOWN = 200


class SendCatalogue(OfPortal, View):
    """POST alone. A table holds for the levels below too: whoever administers the portal loads it."""

    http_method_names = ["post"]
    action = PortalAction.ADMINISTER

    def post(self, request, *args, **kwargs):
        domain = request.POST.get("domain", "")
        return receive(
            request, self.portal, UploadKind.CATALOGUE, domain if domain in domains() else "", portal_url(self.portal)
        )


class SendRecords(OfDomain, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if not self.domain.fields:
            raise Http404
        back = domain_url(self.portal, self.domain)
        return receive(request, self.portal, UploadKind.RECORDS, self.domain.key, back)


def receive(request, portal, kind: str, domain: str, back: str):
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, "请选择文件。")
        return redirect(back)
    try:
        upload = ReceiveUpload(portal, file, kind=kind, domain=domain, user=request.user).execute()
    except SunshineError as error:
        say(request, error)
        return redirect(back)
    return redirect(reverse("sunshine_admin_upload", args=[portal.pk, upload.pk]))


class OneUpload(OfPortal, TemplateView):
    """What it would change; POST confirms."""

    template_name = "disclosure/sunshine/upload.html"

    def dispatch(self, request, portal_id, upload_id, *args, **kwargs):
        self.upload = get_object_or_404(SunshineUpload, pk=upload_id, portal=portal_id)
        if self.upload.kind == UploadKind.CATALOGUE:
            self.action = PortalAction.ADMINISTER
        return super().dispatch(request, *args, portal_id=portal_id, **kwargs)

    def get_page_title(self):
        return self.upload.name

    def get(self, request, *args, **kwargs):
        if request.GET.get("format") == "xlsx":
            return self.faults()
        if request.GET.get("format") == "refused" and self.refused:
            return self.refused_rows()
        return super().get(request, *args, **kwargs)

    @property
    def refused(self) -> list[dict]:
        return [one for one in self.upload.refused if one["rows"]]

    def refused_rows(self):
        """To be mended and sent in again as it is."""
        sheets = sheets_of(self.refused, self.upload.faults)
        return xlsx_of(f"{Path(self.upload.name).stem}没有导入的行", sheets)

    def faults(self):
        """All of them, in the order of the file; names are in none (`workbooks.records`)."""
        names = ("sheet", "row", "column", "value", "reason")
        rows = [[fault.get(name, "") for name in names] for fault in self.upload.faults]
        name = f"{Path(self.upload.name).stem}的错误"
        return xlsx(name, ["工作表", "行", "列", "所填的值", "原因"], rows)

    def get_context_data(self, **kwargs):
        upload = self.upload
        is_catalogue = upload.kind == UploadKind.CATALOGUE
        report = upload.report.get("parts", []) if is_catalogue else []
        lengths = {part["domain"]: len(part["rows"]) for part in upload.parts} if is_catalogue else {}
        parts = [
            {**one, "domain_title": domains()[one["domain"]].title, "rows": lengths.get(one["domain"], 0)}
            for one in report
        ]
        return super().get_context_data(
            upload=upload,
            is_catalogue=is_catalogue,
            parts=parts,
            report=upload.report,
            domain=domains().get(upload.domain),
            faults=upload.faults[:SHOWN],
            more_faults=max(0, len(upload.faults) - SHOWN),
            refused=number_of(upload.refused),
            done=said_of(upload) if upload.done_at else "",
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        publish = "publish" in request.POST
        if publish and not self.may_publish:
            raise PermissionDenied
        try:
            upload = ConfirmUpload(
                self.upload, user=request.user, accept_good="accept_good" in request.POST, publish=publish
            ).execute()
        except SunshineError as error:
            say(request, error)
            return redirect(request.path)
        refused = number_of(upload.refused)
        messages.success(request, f"“{upload.name}”：{said_of(upload)}。")
        if refused:
            messages.warning(request, f"有错误的 {refused} 行没有导入。请下载这些行，按“错误原因”改正后重新上传。")
            return redirect(request.path)
        domain = domains().get(upload.domain)
        is_catalogue = upload.kind == UploadKind.CATALOGUE
        return redirect(portal_url(self.portal) if is_catalogue else domain_url(self.portal, domain))


def said_of(upload: SunshineUpload) -> str:
    """What was done, in numbers."""
    if upload.kind == UploadKind.CATALOGUE:
        parts = upload.report.get("parts", [])
        new, changed, gone = (sum(len(one[name]) for one in parts) for name in ("new", "changed", "gone"))
        same = sum(one["same"] for one in parts)
        return f"已导入，新增 {new} 项，变更 {changed} 项，未变 {same} 项，不再列入 {gone} 项"
    report = upload.report
    said = f"已导入，新增 {report['new']} 条，变更 {report['changed']} 条，未变 {report['same']} 条"
    return f"{said}，其中发布 {report['published']} 条" if report.get("published") else said


class Template(OfDomain, View):
    """Empty, or with `records=1` filled with what is there: edited and sent in again it changes those."""

    def get(self, request, *args, **kwargs):
        if not self.domain.fields:
            raise Http404
        records = SunshineRecord.objects.none()
        if request.GET.get("records"):
            records = SunshineRecord.objects.filter(portal=self.portal, domain=self.domain.key)
        with tempfile.TemporaryDirectory(prefix="portal-sunshine-") as folder:
            path = Path(folder) / "book.xlsx"
            write_template(path, self.domain, records.select_related("organisation").order_by("pk")[:MOST])
            # Gone from the disk once it was sent.
            return FileResponse(path.open("rb"), as_attachment=True, filename=f"{self.domain.title}.xlsx")
