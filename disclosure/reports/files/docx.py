"""A report as DOCX, for whoever goes on working with it: texts and tables drawn as the form has them."""

import datetime
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from disclosure.reports.content import tables_in, title_of
from disclosure.reports.files.paragraphs import paragraphs_of
from disclosure.reports.form import parts
from disclosure.reports.grids import Grid, grid_of

SIZES = {"2": 12, "3": 9, "4": 8}


def docx_of(content: dict, moment: datetime.datetime, note: str = "") -> bytes:
    document, tables = Document(), tables_in(content)
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    document.core_properties.title, document.core_properties.author = title_of(content), content["name"]
    document.core_properties.created = document.core_properties.modified = moment.replace(tzinfo=None)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(title, title_of(content), "宋体", 22, bold=True)
    add_texts(document, note)
    for part in parts():
        write(document.add_heading(level=1), part.title, "黑体", 16)
        add_texts(document, content["texts"][part.field])
        if part.table:
            add_table(document, grid_of(part.table, tables))
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def add_texts(document, source: str) -> None:
    for runs in paragraphs_of(source):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(32)
        for run in runs:
            write(paragraph, run.text, "仿宋", 16, bold=run.bold)


def add_table(document, grid: Grid) -> None:
    table = document.add_table(rows=grid.rows, cols=grid.columns, style="Table Grid")
    places = [list(row.cells) for row in table.rows]  # `table.cell` reads the whole table at every call
    for cell in grid.cells:
        held = places[cell.y][cell.x]
        if cell.width > 1 or cell.height > 1:
            held = held.merge(places[cell.y + cell.height - 1][cell.x + cell.width - 1])
        paragraph = held.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if cell.scope == "row" else WD_ALIGN_PARAGRAPH.CENTER
        write(paragraph, cell.text, "宋体", SIZES[grid.table])


def write(paragraph, text: str, font: str, size: int, *, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.font.bold = font, Pt(size), bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)  # python-docx sets the Latin face alone
