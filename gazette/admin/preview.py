"""预览: the whole issue as readers will see it, entry by entry, before its time and for those with rights alone.

A sealed issue shows its standard texts; of a draft each text is made as it would be sealed now, and not kept.
"""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.generic import View

from gazette.actions.seal import erratum_html
from gazette.admin.base import OfIssue
from gazette.admin.files import private, safe_type
from gazette.errors import GazetteError
from gazette.files import media_type_of
from gazette.models import EntryKind
from gazette.permissions import GazetteAction
from gazette.public.access import SOURCE
from gazette.public.addresses import PublicAddresses
from gazette.public.entry_page import TEMPLATE as ENTRY
from gazette.public.entry_page import entry_context
from gazette.public.issue_page import TEMPLATE as ISSUE
from gazette.public.issue_page import issue_context
from gazette.texts.freeze import freeze_page


class PreviewAddresses(PublicAddresses):
    is_public = False

    def issue(self, issue):
        return reverse("gazette_admin_preview", args=[issue.pk])

    def entry(self, entry):
        return reverse("gazette_admin_preview_entry", args=[entry.issue_id, entry.pk])

    def files_of_issue(self, issue):
        return f"{self.issue(issue)}files/"

    def files_of_entry(self, entry):
        return f"{self.entry(entry)}files/"

    def cover(self, issue):
        return f"{self.issue(issue)}cover/"


PREVIEW = PreviewAddresses()


class Preview(OfIssue, View):
    action = GazetteAction.SEE

    def get(self, request, *args, **kwargs):
        return unseen(render(request, ISSUE, issue_context(request, self.issue, PREVIEW)))


class PreviewEntry(OfIssue, View):
    action = GazetteAction.SEE

    def get(self, request, entry_id, *args, **kwargs):
        entry = self.find(entry_id)
        try:
            as_it_would_be(entry)
        except GazetteError as error:
            return unseen(render(request, "gazette/admin/preview_refused.html", {"entry": entry, "error": error}))
        return unseen(render(request, ENTRY, entry_context(request, entry, PREVIEW)))

    def find(self, entry_id):
        entries = self.issue.entries.select_related("part", "corrects__issue__gazette__portal__site", *SOURCE)
        entry = get_object_or_404(entries, pk=entry_id)
        entry.issue = self.issue
        return entry


class PreviewFile(PreviewEntry):
    """A picture or attachment of an entry: stored when it is sealed, else as it lies in the library."""

    def get(self, request, entry_id, name, *args, **kwargs):
        entry = self.find(entry_id)
        stored = entry.files.filter(name=name).first()
        try:
            if stored:
                content, media_type = stored.file.storage.open(stored.file.name, "rb"), stored.media_type
            else:
                files = [] if self.issue.is_sealed or entry.page is None else freeze_page(entry.page).files
                file = next((one for one in files if one.name == name), None)
                if file is None:
                    raise Http404
                content, media_type = file.open(), media_type_of(name)
        except (GazetteError, OSError) as error:
            raise Http404 from error
        return private(FileResponse(content, content_type=safe_type(media_type)), name)


class PreviewCover(OfIssue, View):
    action = GazetteAction.SEE

    def get(self, request, *args, **kwargs):
        file = self.issue.files.filter(entry=None, kind="cover").first()
        if file is None or not file.file.storage.exists(file.file.name):
            raise Http404
        content = file.file.storage.open(file.file.name, "rb")
        return private(FileResponse(content, content_type=safe_type(file.media_type)), file.name)


def as_it_would_be(entry) -> None:
    """Fills in what sealing would, on the instance alone."""
    if entry.issue.is_sealed:
        return
    entry.number = place_of_entry(entry)
    if entry.kind == EntryKind.ERRATUM:
        entry.html = erratum_html(entry)
    elif entry.page is not None:
        frozen = freeze_page(entry.page)
        entry.title, entry.document_number, entry.facts = frozen.title, frozen.document_number, frozen.facts
        entry.html = "" if entry.kind == EntryKind.REFERENCE or entry.issue.contents_only else frozen.html
    elif entry.kind != EntryKind.REFERENCE:
        raise GazetteError("原文已被删除，没有可以刊登的文本。请移出，或改选另一篇。")


def place_of_entry(entry) -> int:
    order = entry.issue.entries.order_by("part__order", "position", "pk").values_list("pk", flat=True)
    return list(order).index(entry.pk) + 1


def unseen(response):
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response
