"""A letter as PDF in the measures of GB/T 9704-2012, set by typst."""

import datetime
from pathlib import Path

from cms_core.catalogue.years import BEIJING
from cms_core.typesetting import run
from cms_core.typesetting.characters import for_print
from cms_core.typesetting.fonts import fonts_for
from disclosure.applications.letters import scratch
from disclosure.applications.letters.content import Content

TEMPLATES = Path(__file__).with_name("typst")
FIXED = "—0123456789 草稿："
SECONDS, MEGABYTES = 30, 1024


def pdf_of(content: Content, on: datetime.date, *, draft: bool = False) -> bytes:
    """The same content and day give the same bytes. Raises TypesettingFailed, CharactersMissing."""
    with scratch.directory() as directory:
        texts = {
            "title": for_print(content.title),
            "number": for_print(content.number),
            "addressee": for_print(content.addressee),
            "paragraphs": [for_print(line) for line in content.paragraphs],
            "signature": [for_print(line) for line in content.signature.splitlines() if line.strip()],
            "day": for_print(content.day),
        }
        fonts = fonts_for(
            FIXED + "".join(value if isinstance(value, str) else "".join(value) for value in texts.values())
        )
        run.fill(directory, TEMPLATES, {**texts, "draft": draft, "fonts": fonts.as_data()}, fonts)
        moment = datetime.datetime.combine(on, datetime.time(), BEIJING)
        run.typeset(directory, moment, output="letter.pdf", seconds=SECONDS, megabytes=MEGABYTES)
        return (directory / "letter.pdf").read_bytes()
