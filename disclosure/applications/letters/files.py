"""PDF and DOCX of a letter, sealed; made after it was sent, or when first asked for."""

import logging
import secrets

from django.core.files.base import ContentFile

from cms_core.typesetting.errors import TypesettingFailed
from disclosure.applications.letters.content import Content
from disclosure.applications.letters.docx import docx_of
from disclosure.applications.letters.pdf import pdf_of
from disclosure.models import Letter
from disclosure.sealing import SealsError

PDF, DOCX = "pdf", "docx"
MAKERS = {PDF: pdf_of, DOCX: docx_of}
MEDIA_TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
logger = logging.getLogger(__name__)


def open_file(letter: Letter, form: str):
    """An open file of a letter that was sent. Raises TypesettingFailed, SealsError, FileNotFoundError (erased)."""
    if not letter.is_sent or not letter.content:
        raise FileNotFoundError
    if not getattr(letter, form) or not getattr(letter, form).storage.exists(getattr(letter, form).name):
        make(letter, form)
    return getattr(letter, form).open("rb")


def make(letter: Letter, form: str) -> None:
    """Two at once make the same; the one whose name is written last is kept, the other is swept away later."""
    body = MAKERS[form](Content.of(letter.content.open()), letter.sent_on)
    column = Letter._meta.get_field(form)
    name = column.storage.save(column.generate_filename(letter, secrets.token_hex(8)), ContentFile(body))
    Letter.objects.filter(pk=letter.pk).update(**{form: name})
    setattr(letter, form, name)


def make_quietly(pk: int) -> None:
    """The letter is sent already: whatever is in the way is told to who downloads it, not here."""
    letter = Letter.objects.get(pk=pk)
    for form in MAKERS:
        try:
            open_file(letter, form).close()
        except (TypesettingFailed, SealsError, OSError) as error:
            # Of the error its kind alone: what it says may quote the text.
            logger.warning("%s of letter %s was not made: %s", form, pk, type(error).__name__)


def file_name(letter: Letter, form: str) -> str:
    """Without who it is for."""
    return f"{letter.number or '草稿'}.{form}"
