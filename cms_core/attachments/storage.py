"""Where attachments lie: outside of the media directory, so that only the view that checks who asks hands them out."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class AttachmentStorage(FileSystemStorage):
    """Has no addresses of its own."""

    def url(self, name):
        raise NotImplementedError("Attachments are served by cms_core.views.attachments.")


def attachment_storage():
    """Called by the field, so that the path is never written into a migration."""
    return AttachmentStorage(location=settings.ATTACHMENT_ROOT)
