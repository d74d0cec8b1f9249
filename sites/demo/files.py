"""Files attached in the demo: real workbooks and word-processor documents, small and made on the spot."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.styles import Font

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
)


def docx(paragraphs: list[str]) -> bytes:
    """A word-processor document of plain paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", _DOCUMENT.format(body))
    return buffer.getvalue()


def xlsx(title: str, rows: list[list[str]]) -> bytes:
    """A workbook of one sheet whose first row is its head."""
    book = Workbook()
    sheet = book.active
    sheet.title = title[:30]
    for row in rows:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def attachment(name: str, title: str, paragraphs: list[str]) -> bytes:
    """The content of an attached file by the ending of its name."""
    if name.endswith(".xlsx"):
        rows = [["序号", "事项", "责任单位", "完成时限", "备注"]]
        rows += [[str(i), text[:60], "有关部门", "本年度", ""] for i, text in enumerate(paragraphs[:12], 1)]
        return xlsx(title, rows)
    return docx([title, *paragraphs])
