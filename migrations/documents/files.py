"""Files that an old page names: attached when they lie at hand, else named at the end of the text."""

import html

from cms_core.attachments.errors import AttachmentRefused
from cms_core.attachments.store import store_attachment
from cms_core.models import Attachment


def attach(draft, names, directory, portal, notes, kept: list) -> None:
    """Adds to `draft.body`, and attachments to `kept`. What may not be published is told in `notes` and left out."""
    stored, absent = [], []
    for name in names:
        path = directory / name if directory and "/" not in name and "\\" not in name else None
        if path is None or not path.is_file():
            absent.append(name)
            continue
        try:
            with path.open("rb") as file:
                attachment, dangers = store_attachment(
                    file, name, portal.collection, title=name.rpartition(".")[0], legacy=True
                )
        except AttachmentRefused as error:
            notes.append(f"附件“{name}”未收入：{' '.join(error.messages)}")
            absent.append(name)
            continue
        kept.append(attachment)
        notes += [f"附件“{name}”：{danger}" for danger in dangers]
        stored.append({"file": attachment.pk, "name": name})
    if stored:
        draft.body.append({"type": "attachments", "value": {"title": "", "files": stored}})
    if absent:
        listed = "".join(f"<p>附件：{html.escape(name, quote=False)}</p>" for name in absent)
        draft.body.append({"type": "text", "value": listed})
        notes.append(f"附件只有文件名，没有文件：{'、'.join(absent)}。可用 --files 指定附件所在目录后再导入。")


def remove_unkept(attachments) -> None:
    """The files of attachments whose rows are gone: a transaction that is rolled back leaves its files on the disk."""
    for attachment in attachments:
        if not Attachment.objects.filter(file=attachment.file.name).exists():
            attachment.file.storage.delete(attachment.file.name)
