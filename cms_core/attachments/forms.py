"""The upload form of attachments (single, multiple and in the chooser): a file is taken once in each collection."""

import hashlib

from django.utils import timezone
from wagtail.documents.forms import BaseDocumentForm

from cms_core.preferred_collection import PreferredCollectionMixin


class AttachmentForm(PreferredCollectionMixin, BaseDocumentForm):
    def clean(self):
        cleaned = super().clean()
        file, collection = cleaned.get("file"), cleaned.get("collection")
        if file and collection and "file" in self.changed_data:
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            same = type(self.instance).objects.same_content(digest).filter(collection=collection)
            if known := same.exclude(pk=self.instance.pk).first():
                day = timezone.localtime(known.created_at)
                self.add_error(
                    "file",
                    f"这个文件已经上传过：“{known.title}”（{day.year}年{day.month}月{day.day}日）。"
                    "请直接选用它；在版块里可以另写显示名称。",
                )
        return cleaned
