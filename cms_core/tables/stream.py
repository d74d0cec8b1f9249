"""XLSX as a stream: Office Open XML written straight into a ZIP that nobody has to hold.

openpyxl takes a minute for 60,000 rows of 70 columns and ends in a file; this begins at once. Every text is an inline
string, which no table program takes for a formula.
"""

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from xml.sax.saxutils import escape

LONGEST_CELL = 32_767
EXCEL_EPOCH, EXCEL_BEGINS = datetime.date(1899, 12, 30), datetime.date(1900, 3, 1)
# What XML cannot hold at all.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CUT = "……（超过一个单元格的上限，全文见 JSON）"
MOMENT = (2000, 1, 1, 0, 0, 0)  # the same rows are the same bytes
LEVEL = 3
DIGITS = 15
PLAIN, HEADING, DAY = 0, 1, 2
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '</numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/>'
    '</font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill '
    'patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFDCE6F1"/></patternFill>'
    "</fill>"
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">'
    '<xf/><xf fontId="1" fillId="2" applyFont="1" applyFill="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


@dataclass(frozen=True)
class Sheet:
    """`batches` are lists of rows; None is an empty cell."""

    title: str
    headers: list[str]
    batches: Iterable[list[list]]
    width: int = 18


def sheet_title(title: str) -> str:
    return "".join("_" if char in "[]:*?/\\" else char for char in title).strip("'")[:31] or "清单"


class Sink:
    """What the ZIP writes, until it is taken. It cannot seek, so sizes stand behind the contents."""

    def __init__(self):
        self.pieces = []

    def write(self, data) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        found, self.pieces = b"".join(self.pieces), []
        return found


def workbook(sheets: list[Sheet]) -> Iterator[bytes]:
    sink = Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name, content in parts(sheets):
            archive.writestr(zipfile.ZipInfo(name, MOMENT), content, zipfile.ZIP_DEFLATED)
        yield sink.taken()
        for number, sheet in enumerate(sheets, 1):
            info = zipfile.ZipInfo(f"xl/worksheets/sheet{number}.xml", MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as file:
                for piece in sheet_xml(sheet):
                    file.write(piece.encode())
                    yield sink.taken()
    yield sink.taken()


def parts(sheets: list[Sheet]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(sheets) + 1)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{kind}.worksheet+xml"/>'
        for number in numbers
    )
    yield (
        "[Content_Types].xml",
        (
            f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{overrides}</Types>'
        ),
    )
    yield "_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    yield "xl/_rels/workbook.xml.rels", relations([*targets, ("styles", "styles.xml")])
    names = "".join(
        f'<sheet name="{escape(sheet_title(sheet.title), QUOTES)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    yield (
        "xl/workbook.xml",
        (f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>'),
    )
    yield "xl/styles.xml", STYLES


QUOTES = {'"': "&quot;"}


def relations(targets: list[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def sheet_xml(sheet: Sheet) -> Iterator[str]:
    width = len(sheet.headers)
    yield (
        f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" '
        'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{width}" width="{sheet.width}" customWidth="1"/></cols><sheetData>'
    )
    yield row_xml(1, [cell(name(place, 1), header, HEADING) for place, header in enumerate(sheet.headers)])
    number = 1
    for batch in sheet.batches:
        rows = []
        for values in batch:
            number += 1
            cells = [cell(name(place, number), value) for place, value in enumerate(values) if value is not None]
            rows.append(row_xml(number, cells))
        yield "".join(rows)
    yield "</sheetData></worksheet>"


def row_xml(number: int, cells: list[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def name(place: int, row: int) -> str:
    return f"{letters(place)}{row}"


@cache
def letters(place: int) -> str:
    before, last = divmod(place, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def cell(at: str, value, style: int = PLAIN) -> str:
    if isinstance(value, str):  # most of them
        return text(at, value, style)
    if isinstance(value, bool):
        value = "是" if value else "否"
    if isinstance(value, datetime.date) and value >= EXCEL_BEGINS:
        return f'<c r="{at}" s="{DAY}"><v>{(value - EXCEL_EPOCH).days}</v></c>'
    if is_exact(value):
        return f'<c r="{at}" s="{style}"><v>{format(value, "d" if isinstance(value, int) else "f")}</v></c>'
    return text(at, str(value), style)


def is_exact(value) -> bool:
    """Excel keeps 15 digits of a number."""
    if isinstance(value, Decimal):
        return len(value.as_tuple().digits) <= DIGITS
    return isinstance(value, int) and abs(value) < 10**DIGITS


def text(at: str, value: str, style: int) -> str:
    if len(value) > LONGEST_CELL:
        value = value[: LONGEST_CELL - len(CUT)] + CUT
    shown = escape(ILLEGAL.sub("", value))
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
