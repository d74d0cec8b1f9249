"""The blank form on paper, from the same fields as the one on the screen: as DOCX and as PDF."""

import datetime
import io
import tempfile
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from cms_core.typesetting.fonts import fonts_for
from cms_core.typesetting.run import fill, typeset
from disclosure.applications.public.fields import TITLES, UPLOADS, choices, sections

TEMPLATES = Path(__file__).with_name("typst")
MOMENT = datetime.datetime(2019, 5, 15, tzinfo=datetime.UTC)
HEIGHTS = {"area": 5.0}
BOX = "□"
FIXED = "受理机关：编号（由受理机关填写）申请人签名（盖章）日期：*1234567890"


def content_of(form: str, portal) -> dict:
    """What both kinds say."""
    places = [("邮寄、当面提交的地址", portal.contact_address), ("咨询电话", portal.contact_phone)]
    notes = [
        "注：1. 带 * 的为必填项；电话、电子邮箱、联系地址至少填写一种；信息名称、文号、索引号、内容描述至少填写一项。",
        "2. 请随表附上身份证明（居民身份证、营业执照等）复印件。3. 一张申请表只写一项内容。",
        *(f"{label}：{text}" for label, text in places if text),
    ]
    return {
        "title": "政府信息公开申请表",
        "kind": TITLES[form],
        "body": portal.organisation.name,
        "sections": [
            {
                "title": f"{section.title}（{TITLES[form]}）" if section.key == "applicant" else section.title,
                "rows": [row_of(field) for field in section.fields if field.kind not in UPLOADS],
            }
            for section in sections(form)
        ],
        "notes": notes,
    }


def row_of(field) -> dict:
    labels = [label for _, label in choices(field.name)] or (["是", "否"] if field.kind == "tick" else [])
    return {
        "label": field.label,
        "must": field.must,
        "choices": [f"{BOX}{label}" for label in labels],
        "height": HEIGHTS.get(field.kind, 1.4 if sum(map(len, labels)) < 40 else 3.8),
    }


def pdf(form: str, portal) -> bytes:
    """Raises TypesettingFailed."""
    book = content_of(form, portal)
    rows = [row["label"] + "".join(row["choices"]) for one in book["sections"] for row in one["rows"]]
    titles = [one["title"] for one in book["sections"]]
    fonts = fonts_for("".join([book["title"], book["body"], *titles, *rows, *book["notes"], FIXED]))
    with tempfile.TemporaryDirectory() as place:
        directory = Path(place)
        fill(directory, TEMPLATES, book | {"fonts": fonts.as_data()}, fonts)
        typeset(directory, MOMENT, output="form.pdf", seconds=30)
        return (directory / "form.pdf").read_bytes()


def docx(form: str, portal) -> bytes:
    book, document = content_of(form, portal), Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "宋体", Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin = page.bottom_margin = Cm(2)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(book["title"])
    run.font.size, run.bold = Pt(20), True
    document.add_paragraph(f"受理机关：{book['body']}　　　　编号（由受理机关填写）：______________")
    for section in book["sections"]:
        table = document.add_table(rows=1, cols=2, style="Table Grid")
        head = table.rows[0].cells[0].merge(table.rows[0].cells[1])
        head.paragraphs[0].add_run(section["title"]).bold = True
        for row in section["rows"]:
            cells = table.add_row().cells
            cells[0].width, cells[1].width = Cm(3.8), Cm(12.8)
            cells[0].text = row["label"] + (" *" if row["must"] else "")
            cells[1].text = "　".join(row["choices"]) + "\n" * int(row["height"] - 1.4)
        document.add_paragraph().paragraph_format.space_after = Pt(0)
    document.add_paragraph("申请人签名（盖章）：____________________　　　　日期：________________")
    for line in book["notes"]:
        document.add_paragraph().add_run(line).font.size = Pt(9)
    document.core_properties.title, document.core_properties.author = book["title"], book["body"]
    document.core_properties.created = document.core_properties.modified = MOMENT.replace(tzinfo=None)
    document.core_properties.comments = ""
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()
