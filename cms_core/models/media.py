"""Pictures and attachments: Wagtail's images and documents, of our own class from the first migration on."""

import hashlib
import re

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.documents.models import Document as StockDocument
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField, get_upload_to
from wagtail.images.models import Image as StockImage

from cms_core.attachments.checks import check_attachment, ending_of
from cms_core.attachments.kinds import kinds, label_of
from cms_core.attachments.names import clean_name, content_disposition, storage_path
from cms_core.attachments.storage import attachment_storage

FILE_NAME = re.compile(
    r"(?i)\s*((img|dsc|dscn|pic|image|photo|screenshot|mmexport|微信图片|图片|照片|截图)?[\s_\-()（）.\d]*"
    r"|.*\.(jpe?g|png|gif|webp))\s*"
)


class Picture(AbstractImage):
    """An image; `description` is its alternative text (GB/T 37668: 图片须有替代文字), `source` who took it."""

    # Wagtail's own field with an index: who asks for a file is asked whose it is.
    file = WagtailImageField("文件", upload_to=get_upload_to, width_field="width", height_field="height", db_index=True)
    description = models.CharField(
        "图片说明",
        max_length=255,
        help_text="一句话说清图上有什么，供看不见图片的读者收听，如“与会人员在会场合影”。",
        error_messages={"blank": "请填写图片说明：读屏软件会把它读给看不见图片的人听。"},
    )
    source = models.CharField("图片来源", max_length=60, blank=True, help_text="摄影者或供图单位。")

    admin_form_fields = (*StockImage.admin_form_fields, "source")

    class Meta(AbstractImage.Meta):
        verbose_name = "图片"
        verbose_name_plural = "图片"

    def clean(self):
        super().clean()
        if self.description and FILE_NAME.fullmatch(self.description):
            raise ValidationError({"description": f"“{self.description}”像是文件名，请写图上有什么。"})


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]

    def get_upload_to(self, filename):
        """Below the picture's number: so that who asks for the file can be told whose it is without a search."""
        return f"images/{self.image_id}/{self.file.field.storage.get_valid_name(filename)}"


def validate_content(file):
    """Field validator: an upload must be what its name says (`check_attachment`); stored files passed before."""
    if not getattr(file, "_committed", False):
        check_attachment(file.file, file.name)


class AttachmentQuerySet(DocumentQuerySet):
    def same_content(self, sha256: str):
        return self.filter(sha256=sha256) if sha256 else self.none()


class Attachment(AbstractDocument):
    """An attached file. `name` is what readers see and save it as; on disk it lies under a random name."""

    file = models.FileField(
        "文件", upload_to=storage_path, storage=attachment_storage, max_length=120, validators=[validate_content]
    )
    name = models.CharField("文件名", max_length=160, blank=True, editable=False)
    content_kind = models.CharField("文件类型", max_length=8, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    objects = AttachmentQuerySet.as_manager()

    admin_form_fields = StockDocument.admin_form_fields
    facts_taken = False

    class Meta(AbstractDocument.Meta):
        verbose_name = "附件"
        verbose_name_plural = "附件"

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed and not self.facts_taken:
            self.take_facts_of_file()
        super().save(*args, **kwargs)

    def take_facts_of_file(self, *, legacy: bool = False):
        """Everything that is known from the file itself; raises `AttachmentRefused` with every reason against it."""
        if self.file._committed:
            # A delayed upload was stored before its form was complete: the sender's name survives in the title only.
            ending = self.file_extension.lower()
            name = clean_name(self.title if ending_of(self.title) == ending else f"{self.title}.{ending}")
        else:
            name = clean_name(self.file.name)
        checked = check_attachment(self.file.file, name, legacy=legacy)
        self.content_kind = checked.kind.key
        self.name = name
        self.file.open()
        self.sha256 = hashlib.file_digest(self.file, "sha256").hexdigest()
        self.file.seek(0)
        super()._set_document_file_metadata()
        return checked

    def _set_document_file_metadata(self):
        """Wagtail's forms call this when a new file was given, on a delayed upload after it was stored."""
        self.take_facts_of_file()

    @property
    def filename(self):
        return self.name or super().filename

    @property
    def url(self):
        return reverse("wagtaildocs_serve", args=[self.pk, self.filename])

    @property
    def kind_label(self):
        return label_of(self.content_kind or self.file_extension.lower())

    @property
    def content_type(self):
        kind = kinds().get(self.content_kind)
        return kind.media_type if kind else "application/octet-stream"

    @property
    def is_inline(self):
        """Shown in the browser: PDF (every browser has a reader) and video with its captions; all else is saved."""
        return self.content_kind in {"pdf", "mp4", "vtt"}

    @property
    def content_disposition(self):
        return content_disposition(self.filename, inline=self.is_inline)
