"""Keep a file that does not come from a form: of an import, of a command, of the demo."""

import hashlib
from typing import BinaryIO

from django.core.files import File

from cms_core.attachments.names import clean_name
from cms_core.models.media import Attachment


def store_attachment(
    file: BinaryIO, name: str, collection, *, title: str = "", user=None, legacy: bool = False
) -> tuple[Attachment, tuple[str, ...]]:
    """The attachment of this content in `collection`, made if there is none yet, and the dangers tolerated by `legacy`.

    Raises `AttachmentRefused` with every reason when the file is not one that may be published.
    """
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    if known := Attachment.objects.same_content(digest).filter(collection=collection).first():
        return known, ()
    name = clean_name(name)
    attachment = Attachment(title=title or name.rpartition(".")[0], collection=collection, uploaded_by_user=user)
    attachment.file = File(file, name=name)
    checked = attachment.take_facts_of_file(legacy=legacy)
    attachment.facts_taken = True
    attachment.save()
    return attachment, checked.dangers
