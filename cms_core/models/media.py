"""Pictures and attachments: Wagtail's images and documents, of our own class from the first migration on."""

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as StockDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as StockImage


class Picture(AbstractImage):
    """An image; `description` is its alternative text, `source` who took it."""

    source = models.CharField("图片来源", max_length=60, blank=True)

    admin_form_fields = (*StockImage.admin_form_fields, "source")

    class Meta(AbstractImage.Meta):
        verbose_name = "图片"
        verbose_name_plural = "图片"


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]


class Attachment(AbstractDocument):
    """An attached file; `content_kind` is what its content shows it to be (doc, wps, ofd, ceb, …)."""

    content_kind = models.CharField("文件类型", max_length=8, blank=True, editable=False)

    admin_form_fields = StockDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "附件"
        verbose_name_plural = "附件"
