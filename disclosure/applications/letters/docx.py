"""A letter as a Word document, GB/T 9704-2012, for who takes it into the office's own system."""

import datetime
import io
import re
from unicodedata import east_asian_width

from disclosure.applications.letters.content import Content

SIZE = 16  # 三号, in points
FANGSONG, TITLE = "仿宋_GB2312", "方正小标宋简体"
# What XML cannot hold.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def docx_of(content: Content, on: datetime.date, *, draft: bool = False) -> bytes:
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)

    def paragraph(text: str, *, size=SIZE, font=FANGSONG, align=None, indent=0.0, right=0.0):
        made = document.add_paragraph()
        run = made.add_run(UNFIT.sub("", text))
        run.font.size, run.font.name = Pt(size), font
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
        form = made.paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28.95 if size == SIZE else 35)
        form.space_before = form.space_after = Pt(0)
        form.first_line_indent, form.right_indent = Pt(indent), Pt(right)
        form.alignment = align
        return made

    centre, end = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    paragraph(f"{'【草稿】' if draft else ''}{content.title}", size=22, font=TITLE, align=centre)
    if content.number:
        paragraph(content.number, align=centre)
    paragraph("")
    if content.addressee:
        paragraph(f"{content.addressee}：")
    for line in content.paragraphs:
        paragraph(line, indent=32, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    paragraph("")
    lines = [*content.signature.splitlines(), content.day]
    for line, right in zip(lines, under_a_seal(lines), strict=True):
        paragraph(line, align=end, right=right).paragraph_format.keep_with_next = line is not lines[-1]
    described(document, content, on)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def under_a_seal(lines: list[str]) -> list[float]:
    """How far each line of the 落款 stays from the right: the body centred over the day, the day four characters in."""
    widths = [sum(SIZE if east_asian_width(char) in "WFA" else SIZE / 2 for char in line) for line in lines]
    centre = max(4 * SIZE + widths[-1] / 2, max(widths) / 2)
    return [centre - width / 2 for width in widths]


def described(document, content: Content, on: datetime.date) -> None:
    """The body that wrote it, and nobody's user name."""
    about = document.core_properties
    about.author = about.last_modified_by = UNFIT.sub("", content.signature.replace("\n", ""))[:200]
    about.title, about.comments = UNFIT.sub("", content.title)[:200], ""
    about.created = about.modified = datetime.datetime.combine(on, datetime.time())
