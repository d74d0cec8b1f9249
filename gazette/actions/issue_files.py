"""封面和扫描版 of an issue: taken in when they are what they say, and taken away, while the issue is being made."""

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from PIL import Image, UnidentifiedImageError

from cms_core.attachments.checks import check_attachment
from cms_core.attachments.errors import AttachmentRefused
from gazette.actions.events import Event, record
from gazette.actions.issue_lock import refuse_others, take_turn
from gazette.errors import GazetteError
from gazette.files import delete_files, store_file
from gazette.models import FileKind, IssueFile

SCANS = {"pdf", "ceb", "cebx", "ofd"}
COVERS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
KINDS = (FileKind.COVER, FileKind.SCAN)


class AddIssueFile:
    """`file` has `name`, `size` and is open; a new cover takes the place of the old one."""

    def __init__(self, issue, kind, file, *, user):
        self.issue, self.kind, self.file, self.user = issue, FileKind(kind), file, user

    @transaction.atomic
    def execute(self) -> IssueFile:
        refuse_others(self.user, self.issue.gazette)
        if self.kind not in KINDS:
            raise GazetteError("只能上传封面和扫描版。")
        take_turn(self.issue, None)
        name = self.cover_name() if self.kind == FileKind.COVER else self.scan_name()
        self.file.seek(0)
        if self.kind == FileKind.COVER:
            delete_files(self.issue.files.filter(entry=None, kind=FileKind.COVER))
        stored = store_file(self.issue, self.kind, name, self.file)
        record(self.issue, Event.FILED, f"上传{self.kind.label}“{stored.name}”", by=self.user)
        return stored

    def scan_name(self) -> str:
        try:
            checked = check_attachment(self.file, self.file.name)
        except AttachmentRefused as error:
            raise GazetteError(*error.reasons) from None
        if checked.kind.key not in SCANS:
            raise GazetteError("扫描版请上传 PDF、CEB、CEBX 或 OFD 文件。")
        return self.file.name

    def cover_name(self) -> str:
        """Named by what it is, whatever it was called."""
        limit = settings.PORTAL_PICTURE_MB << 20
        if self.file.size > limit:
            raise GazetteError(
                f"封面大小为{filesizeformat(self.file.size)}，超过上限{filesizeformat(limit)}，请压缩后再传。"
            )
        try:
            with Image.open(self.file) as picture:
                kind, pixels = COVERS.get(picture.format), picture.width * picture.height
                if kind and pixels <= settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                    # All of it: `verify` does not notice a JPEG that was cut off.
                    picture.load()
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            raise GazetteError("封面不是可以读取的图片，请上传 JPG、PNG 或 WebP。") from None
        if kind is None:
            raise GazetteError("封面请上传 JPG、PNG 或 WebP 图片。")
        if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise GazetteError("封面的像素太多，请缩小后再传。")
        return f"cover.{kind}"


class RemoveIssueFile:
    def __init__(self, file: IssueFile, *, user):
        self.file, self.user = file, user

    @transaction.atomic
    def execute(self) -> None:
        issue = self.file.issue
        refuse_others(self.user, issue.gazette)
        if self.file.kind not in KINDS or self.file.entry_id:
            raise GazetteError("只能删除封面和扫描版。")
        take_turn(issue, None)
        delete_files(IssueFile.objects.filter(pk=self.file.pk))
        record(issue, Event.FILED, f"删除{self.file.get_kind_display()}“{self.file.name}”", by=self.user)
