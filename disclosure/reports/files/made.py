"""The files of a report: PDF, XLSX, DOCX, kept as attachments of its portal; made before anything is written."""

import datetime
from dataclasses import dataclass, field
from io import BytesIO

from cms_core.attachments.store import store_attachment
from cms_core.typesetting.errors import TypesettingFailed
from disclosure.reports.content import title_of
from disclosure.reports.files.docx import docx_of
from disclosure.reports.files.pdf import pdf_of
from disclosure.reports.files.workbook import workbook_of


@dataclass
class Files:
    """`lacking`: why there is no PDF, for the editor; a report is not kept back for want of a font."""

    made: dict[str, bytes] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)


LABELS = {"pdf": "PDF 版", "xlsx": "数据表（Excel）", "docx": "Word 版"}


def make_files(content: dict, moment: datetime.datetime, note: str = "", *, pdf: bool = True) -> Files:
    found = Files()
    try:
        if pdf:
            found.made["pdf"] = pdf_of(content, moment, note)
    except TypesettingFailed as error:
        found.lacking += error.reasons
    found.made["xlsx"] = workbook_of(content)
    found.made["docx"] = docx_of(content, moment, note)
    return found


def keep_files(files: Files, content: dict, portal, user=None) -> list[tuple]:
    """(attachment, how it is called)."""
    title, found = title_of(content), []
    for form, data in files.made.items():
        attachment, _ = store_attachment(BytesIO(data), f"{title}.{form}", portal.collection, title=title, user=user)
        found.append((attachment, f"{title}（{LABELS[form]}）"))
    return found
