"""The page of a list's workbooks: send one in, take one out, and what was sent before."""

import datetime

from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from listings.errors import ListingsError
from listings.models import ColumnMapping, Upload
from listings.workbooks.actions.confirm import DiscardUpload
from listings.workbooks.actions.receive import ReceiveUpload
from listings.workbooks.admin.base import OfListing, OfUpload, day_of, say, uploads_url

SHOWN = 20


class Uploads(OfListing, TemplateView):
    page_title = "Excel 导入导出"
    template_name = "listings/workbooks/uploads.html"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        return super().get_context_data(
            uploads=Upload.objects.filter(listing=self.listing).select_related("by")[:SHOWN],
            tomorrow=today + datetime.timedelta(days=1),
            today=today,
            has_own=ColumnMapping.objects.filter(listing=self.listing).exclude(headers=[]).exists(),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        file, day = request.FILES.get("file"), day_of(request.POST.get("day", ""))
        if file is None or day is None:
            messages.error(request, "请选择文件，并填写生效日期。")
            return redirect(uploads_url(self.listing))
        try:
            upload = ReceiveUpload(self.listing, file, day=day, user=request.user).execute()
        except ListingsError as error:
            say(request, error)
            return redirect(uploads_url(self.listing))
        return redirect("listings_upload_columns", self.listing.pk, upload.pk)


class Discard(OfUpload, View):
    """POST alone."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            DiscardUpload(self.upload, user=request.user).execute()
        except ListingsError as error:
            say(request, error)
        else:
            messages.success(request, f"已删除“{self.upload.name}”的导入记录，清单没有变动。")
        return redirect(uploads_url(self.listing))
