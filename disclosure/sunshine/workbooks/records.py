"""Tables of records: a template with drop-downs, and what was filled in, with all that is wrong with it."""

from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cms_core.models import Organisation
from cms_core.organisations.errors import AmbiguousOrganisation, UnknownOrganisation, UnreadableFile
from cms_core.tables.reading import rows_of_sheet
from cms_core.text.folding import fold
from disclosure.models import SunshineRecord
from disclosure.sunshine.domains import Domain
from disclosure.sunshine.errors import Unusable
from disclosure.sunshine.values import clean, fill, plain_text, shown
from disclosure.sunshine.workbooks.grid import visible_sheets
from disclosure.sunshine.workbooks.refused import REASON, ROW, kept_cells, kept_text, number_of

BODY = "公开主体"
MOST = 5000
HEADER_WITHIN = 10
HELP = "填写说明"
FORMULA = ("=", "+", "-", "@")
# Other units that a heading may say, and how many decimal places they are from 万元.
UNITS = {"元": -4, "千元": -1, "百万元": 2, "亿元": 4}
UNTOLD = {"序号", "编号", fold(ROW), fold(REASON)}


@dataclass
class ReadRecords:
    """`rows`: {row, organisation (id), values, identity} each; `refused` as `SunshineUpload` has it."""

    rows: list[dict] = field(default_factory=list)
    faults: list[dict] = field(default_factory=list)
    refused: list[dict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, number: int, cells: list[str]) -> None:
        self.refused[0]["rows"].append([number, cells])


def read_records(path: Path, portal, domain: Domain) -> ReadRecords:
    """The first visible sheet that has the domain's columns. Raises Unusable."""
    for sheet in visible_sheets(path):
        found = read_sheet(path, sheet, portal, domain)
        if found is not None:
            return found
    wanted = "、".join(one.heading for one in domain.fields if one.required)
    raise Unusable(f"没有找到表头。至少要有这些列：{wanted}。请下载模板填写。")


def read_sheet(path: Path, sheet: str, portal, domain: Domain) -> ReadRecords | None:
    found, columns, seen, units = ReadRecords(), {}, {}, {}
    bodies = Bodies(portal)
    try:
        for at, (number, cells) in enumerate(rows_of_sheet(path, sheet)):
            if not columns:
                columns = header_of(domain, cells)
                if not columns and at >= HEADER_WITHIN:
                    return None
                missing = [one.heading for one in domain.fields if one.required and one.name not in columns.values()]
                if columns and missing:
                    raise Unusable(f"第 {number} 行的表头缺少这些列：{'、'.join(missing)}。")
                if columns:
                    units = units_of(domain, cells, columns)
                    found.notes = notes_of(domain, cells, columns, units)
                    found.refused = [{"sheet": "", "header": [[kept_text(cell) for cell in cells]], "rows": []}]
                continue
            if header_of(domain, cells) == columns or not any(cell not in (None, "") for cell in cells):
                continue
            if len(found.rows) + number_of(found.refused) >= MOST:
                raise Unusable(f"一个文件最多 {MOST} 行，请分成几个文件。")
            faulty = read_row(found, number, in_ten_thousands(cells, units), columns, domain, bodies, seen)
            if faulty is not None:
                found.refuse(number, kept_cells(cells, columns, domain, faulty))
    except UnreadableFile as error:
        raise Unusable(str(error)) from error
    return found if columns else None


def header_of(domain: Domain, cells) -> dict[int, str]:
    """{place: field}; {} for what is no header of this domain."""
    known = {fold(BODY): BODY} | {fold(one.label): one.name for one in domain.fields}
    known |= {fold(one.heading): one.name for one in domain.fields}
    found = {}
    for one in domain.fields:
        if one.type == "amount":
            known |= {fold(f"{one.label}（{unit}）"): one.name for unit in UNITS}
    for place, cell in enumerate(cells):
        name = known.get(fold(plain_text(cell)).strip("*")) if cell not in (None, "") else None
        if name and name not in found.values():
            found[place] = name
    return found if sum(1 for name in found.values() if name != BODY) >= 2 else {}


def units_of(domain: Domain, cells, columns: dict[int, str]) -> dict[int, int]:
    """{place: decimal places from its unit to 万元} of the amounts whose heading says another one."""
    amounts = {one.name: one for one in domain.fields if one.type == "amount"}
    found = {}
    for place, name in columns.items():
        for unit, shift in UNITS.items():
            heading = fold(plain_text(cells[place])).strip("*")
            if name in amounts and heading == fold(f"{amounts[name].label}（{unit}）"):
                found[place] = shift
    return found


def in_ten_thousands(cells, units: dict[int, int]) -> list:
    """What is no number stays as it is and is told as such."""
    changed = list(cells)
    for place, shift in units.items():
        value = changed[place] if place < len(changed) else None
        if value in (None, ""):
            continue
        with suppress(InvalidOperation):
            text = repr(value) if isinstance(value, float) else plain_text(value).replace(",", "").strip()
            number = Decimal(text).scaleb(shift)
            # A float of Excel is rounded, as in `values.read_amount`; what was typed is kept to the last digit.
            changed[place] = str(round(number, 6) if isinstance(value, float) else number)
    return changed


def notes_of(domain: Domain, cells, columns: dict[int, str], units: dict[int, int]) -> list[str]:
    """What whoever confirms must know: columns that nothing is taken of, and units that were changed."""
    told = [plain_text(cell).strip()[:30] for place, cell in enumerate(cells) if place not in columns and cell]
    told = [text for text in told if text and fold(text) not in UNTOLD]
    notes = [f"这些列不属于“{domain.title}”，没有读入：{'、'.join(told[:20])}。"] if told else []
    changed = [plain_text(cells[place]).strip() for place in units]
    return [*notes, *([f"已换算成万元：{'、'.join(changed)}。"] if changed else [])]


def read_row(found, number, cells, columns, domain, bodies, seen) -> set[str] | None:
    """The fields that are wrong; None for a good row."""
    written = {name: cells[place] for place, name in columns.items() if place < len(cells)}
    word = plain_text(written.pop(BODY, None) or "").strip()
    organisation, reason = bodies.find(word)
    values, faults = clean(domain, written)
    labels = {one.name: one.heading for one in domain.fields} | {BODY: BODY}
    if reason:
        faults[BODY] = reason
    if faults:
        told = {**written, BODY: word}
        for name, why in faults.items():
            hidden = domain.field(name) is not None and domain.field(name).masked
            value = "" if hidden else kept_text(told.get(name))[:100]
            found.faults.append({"sheet": "", "row": number, "column": labels[name], "value": value, "reason": why})
        return set(faults)
    record = SunshineRecord(domain=domain.key, organisation_id=organisation, values=values)
    fill(domain, record)
    if record.identity in seen:
        reason = f"与第 {seen[record.identity]} 行是同一条记录，请删去一行。"
        found.faults.append({"sheet": "", "row": number, "column": "", "value": record.title, "reason": reason})
        return set()
    seen[record.identity] = number
    found.rows.append(
        {"row": number, "organisation": organisation, "values": values, "identity": record.identity,
         "title": record.title}
    )  # fmt: skip
    return None


class Bodies:
    """Bodies of the portal by name, each asked for once; nothing written is the portal's own."""

    def __init__(self, portal):
        self.own = portal.organisation
        self.all = Organisation.objects.filter(path__startswith=self.own.path)
        self.known: dict[str, tuple[int | None, str]] = {"": (self.own.pk, "")}

    def find(self, word: str) -> tuple[int | None, str]:
        if word not in self.known:
            try:
                self.known[word] = (self.all.resolve(word, within=self.own).pk, "")
            except (UnknownOrganisation, AmbiguousOrganisation) as error:
                self.known[word] = (None, str(error))
        return self.known[word]


def write_template(path: Path, domain: Domain, records=()) -> None:
    """Filled with `records` it is what `read_records` takes again without any change."""
    book = Workbook()
    sheet = book.active
    sheet.title = domain.title.replace("“", "").replace("”", "")[:31]
    headings = [BODY, *(one.heading + ("*" if one.required else "") for one in domain.fields)]
    sheet.append(headings)
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
        cell.fill = PatternFill("solid", fgColor="F8CBAD" if cell.value.endswith("*") else "DCE6F1")
    sheet.freeze_panes = "A2"
    for place, one in enumerate(domain.fields, start=2):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = 30 if one.type == "long" or one.holds == "title" else 16
        sheet.column_dimensions[letter].number_format = (
            "@" if one.type not in ("amount", "number", "year") else "General"
        )
        if rule := rule_of(one):
            rule.add(f"{letter}2:{letter}{MOST}")
            sheet.add_data_validation(rule)
    sheet.column_dimensions["A"].width = 26
    for record in records:
        append(
            sheet, [record.organisation.name, *(shown_plain(one, record.values.get(one.name)) for one in domain.fields)]
        )
    about = book.create_sheet(HELP)
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 26, 80
    about.append(["带 * 的列必填；“公开主体”不填的算本级政府。金额单位都是万元，只填数字；日期写作 2026-06-30。"])
    for one in domain.fields:
        about.append([one.heading, advice(one)])
    book.save(path)


def append(sheet, values) -> None:
    sheet.append(values)
    for cell in sheet[sheet.max_row]:
        if isinstance(cell.value, str):
            # Text that begins like a formula stays text.
            cell.data_type = "s"
            cell.quotePrefix = cell.value.startswith(FORMULA)


def shown_plain(one, value):
    if value is None or one.type == "number":
        return value
    if one.type == "amount":
        return float(value) if len(value.replace(".", "").lstrip("-")) <= 15 else value
    return value if one.type == "year" else shown(one, value)


def rule_of(one) -> DataValidation | None:
    if one.type == "choice":
        rule = DataValidation(type="list", formula1='"' + ",".join(one.choices.values()) + '"', allow_blank=True)
    elif one.type == "year":
        rule = DataValidation(type="whole", operator="between", formula1="1949", formula2="2100", allow_blank=True)
    elif one.type == "amount":
        rule = DataValidation(type="decimal", operator="greaterThan", formula1="-1000000000000", allow_blank=True)
    else:
        return None
    rule.showErrorMessage, rule.errorTitle, rule.error = True, one.label[:32], advice(one)[:200]
    return rule


def advice(one) -> str:
    told = {
        "choice": f"从选项中选：{'、'.join(one.choices.values())}。", "amount": "数字，单位万元，最多 6 位小数。",
        "year": "四位年份，如 2026。", "day": "日期，如 2026-06-30。", "number": "不小于 0 的整数。",
        "name": "姓名；导入时脱敏，平台不保存全名。", "url": "网址，以 http:// 或 https:// 开头。",
    }.get(one.type, "文字。")  # fmt: skip
    return f"{told}{one.help}"
