"""Workbooks that are handed out: templates, the list of a day, refused rows, the difference."""

import tempfile
from pathlib import Path

from django.http import FileResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import View
from wagtail.admin import messages

from listings.errors import ListingsError
from listings.workbooks.admin.base import OfListing, OfUpload, day_of, say, uploads_url
from listings.workbooks.export import write_csv, write_own
from listings.workbooks.rejects import rejects_name, write_rejects
from listings.workbooks.shown import write_difference
from listings.workbooks.template import write_list, write_template

FORMATS = {"xlsx": (write_list, "xlsx"), "csv": (write_csv, "csv"), "own": (write_own, "xlsx")}


def answer(write, name: str) -> FileResponse:
    """Written to a file that is gone from the disk once it was sent."""
    with tempfile.TemporaryDirectory(prefix="portal-list-") as folder:
        path = Path(folder) / "book"
        write(path)
        return FileResponse(path.open("rb"), as_attachment=True, filename=name)


class Template(OfListing, View):
    def get(self, request, *args, **kwargs):
        return answer(lambda path: write_template(path, self.listing), f"{self.listing.get_kind_display()}模板.xlsx")


class Download(OfListing, View):
    def get(self, request, *args, **kwargs):
        day = day_of(request.GET.get("on", "")) or timezone.localdate()
        write, ending = FORMATS.get(request.GET.get("format"), FORMATS["xlsx"])
        return answer(lambda path: write(path, self.listing, day), f"{self.listing}{day:%Y%m%d}.{ending}")


class Rejects(OfUpload, View):
    def get(self, request, *args, **kwargs):
        if not self.upload.file:
            messages.error(request, "这次导入的文件已清理，请重新上传。")
            return redirect(uploads_url(self.listing))
        try:
            return answer(lambda path: write_rejects(path, self.upload), rejects_name(self.upload))
        except ListingsError as error:
            say(request, error)
            return self.go()


class Difference(OfUpload, View):
    def get(self, request, *args, **kwargs):
        stem = self.upload.name.rpartition(".")[0] or self.upload.name
        return answer(lambda path: write_difference(path, self.upload), f"{stem}-差别.xlsx")
