"""封面和扫描版 of an issue: upload, look at, remove; and what the preview shows, for those with rights alone."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, View
from wagtail.admin import messages

from cms_core.attachments.names import content_disposition
from gazette.actions.issue_files import KINDS, AddIssueFile, RemoveIssueFile
from gazette.admin.base import OfIssue, say
from gazette.admin.forms import FileForm
from gazette.errors import GazetteError
from gazette.files import open_file
from gazette.models import FileKind
from gazette.permissions import GazetteAction

# Whatever was uploaded runs nowhere.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; sandbox"
SHOWN = ("image/jpeg", "image/png", "image/webp")


class IssueFiles(OfIssue, FormView):
    page_title = "封面和扫描版"
    form_class = FileForm
    template_name = "gazette/admin/files.html"

    def get_context_data(self, **kwargs):
        files = self.issue.files.filter(entry=None, kind__in=KINDS)
        by_kind = [(kind, [one for one in files if one.kind == kind]) for kind in KINDS]
        return super().get_context_data(by_kind=by_kind, **kwargs)

    def form_valid(self, form):
        kind = self.request.POST.get("kind")
        if kind not in KINDS:
            raise Http404
        try:
            stored = AddIssueFile(self.issue, kind, form.cleaned_data["file"], user=self.request.user).execute()
        except GazetteError as error:
            say(self.request, error)
        else:
            messages.success(self.request, f"已上传{FileKind(kind).label}“{stored.name}”。")
        return redirect("gazette_admin_files", self.issue.pk)

    def form_invalid(self, form):
        for reason in form.errors.get("file", ()):
            messages.error(self.request, reason)
        return redirect("gazette_admin_files", self.issue.pk)


class IssueFileRemove(OfIssue, View):
    http_method_names = ["post"]

    def post(self, request, file_id, *args, **kwargs):
        file = get_object_or_404(self.issue.files.select_related("issue__gazette__column"), pk=file_id)
        try:
            RemoveIssueFile(file, user=request.user).execute()
        except GazetteError as error:
            say(request, error)
        else:
            messages.success(request, f"已删除“{file.name}”。")
        return redirect("gazette_admin_files", self.issue.pk)


class IssueFileShown(OfIssue, View):
    """A stored file by its number, or by `name` (of the entry `entry_id`, where one is given)."""

    action = GazetteAction.SEE

    def get(self, request, file_id=None, entry_id=None, name=None, *args, **kwargs):
        files = self.issue.files.all()
        wanted = {"pk": file_id} if file_id else {"entry": entry_id, "name": name}
        file = get_object_or_404(files, **wanted)
        try:
            return private(FileResponse(open_file(file), content_type=safe_type(file.media_type)), file.name)
        except GazetteError as error:
            raise Http404(str(error)) from error


def safe_type(media_type: str) -> str:
    return media_type if media_type in {*SHOWN, "application/pdf"} else "application/octet-stream"


def private(response, name):
    """Of an issue that may not be public yet: kept by nobody, found by no search engine."""
    response["Content-Disposition"] = content_disposition(name, inline=response["Content-Type"] in SHOWN)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["X-Content-Type-Options"] = "nosniff"
    return response
