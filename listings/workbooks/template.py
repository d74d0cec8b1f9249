"""The template of a list, and the list of a day in the same columns: drop-downs, checks, instructions, bodies."""

from pathlib import Path

from django.db import models
from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from listings.models import Listing
from listings.values import label_of
from listings.workbooks.bodies import Bodies
from listings.workbooks.export import rows_on
from listings.workbooks.fields import LONGEST_CELL, choices_of, columns_of, is_required, is_text
from listings.workbooks.writing import CellWriter, SheetWriter, labels_of, lay_out

EMPTY_ROWS = 5000
BODIES, CHOICES, HELP = "机构", "可填的值", "填写说明"
LONGEST_LIST = 250  # characters that a drop-down may hold by itself
HEAD = [
    "表头带 * 的列必填，其余可以空着。不要改动表头的文字；列的顺序可以改，用不到的列可以删去。",
    "“{body}”填写机构全称或简称，见“机构”工作表；有下拉选项的列请从中选择。",
    "编码、电话等列是文本格式；从别处粘贴时请用“只粘贴值”，以免长编码变成数字而丢失末几位。",
    "同一机关的编码不能重复。已有事项按机关和编码认定，没有编码的按机关和名称认定。",
    "日期写作 2015-06-30；金额的单位是万元，只填数字。",
    "填好后在后台该清单的“导入”页面上传；先给出与现有清单的差别，确认之前清单不会有任何变动。",
]


def write_template(path: Path, listing: Listing) -> None:
    write_book(path, listing, [], EMPTY_ROWS)


def write_list(path: Path, listing: Listing, day) -> None:
    """What `write_template` makes, filled with the list of that day; uploaded again it changes nothing."""
    write_book(path, listing, rows_on(listing, day), EMPTY_ROWS)


def write_book(path: Path, listing: Listing, rows, room: int) -> None:
    kind, bodies = listing.kind, Bodies(listing)
    names = list(columns_of(kind))
    book = Workbook(write_only=True)
    main = SheetWriter(book, listing.get_kind_display())
    main.sheet.freeze_panes = "A2"
    lay_out(main.sheet, kind, names)
    headers, required = labels_of(kind, names)
    main.header(headers, required)
    cells, count = CellWriter(kind, bodies), 1
    for values in rows:
        main.append([cells.value(name, values.get(name)) for name in names])
        count += 1
    listed = write_bodies(book, bodies)
    validate(book, main.sheet, kind, names, count + room, listed)
    write_help(book, kind, names)
    book.save(path)


def write_bodies(book: Workbook, bodies: Bodies) -> int:
    """How many there are."""
    writer = SheetWriter(book, BODIES)
    writer.sheet.column_dimensions["A"].width = 50
    writer.header(["机构", "标识"])
    seen = dict.fromkeys((key, name) for key, name, _, _ in bodies.names())
    for key, name in seen:
        writer.append([name, key])
    return len(seen)


def validate(book, sheet, kind: str, names: list[str], last: int, bodies: int) -> None:
    choices = SheetWriter(book, CHOICES)
    choices.sheet.sheet_state = "hidden"
    columns = [names_of for name in names if (names_of := long_list(columns_of(kind)[name]))]
    for row in range(max((len(column) for column in columns), default=0)):
        choices.append([column[row] if row < len(column) else None for column in columns])
    place = 0
    for number, name in enumerate(names, 1):
        field = columns_of(kind)[name]
        if name == "organisation":
            rule = a_list(f"{quote_sheetname(BODIES)}!$A$2:$A${bodies + 1}", strict=False)
        elif labels := long_list(field):
            place += 1
            letter = get_column_letter(place)
            rule = a_list(f"{quote_sheetname(CHOICES)}!${letter}$1:${letter}${len(labels)}")
        else:
            rule = rule_of(field)
        if rule is not None:
            letter = get_column_letter(number)
            rule.add(f"{letter}2:{letter}{last}")
            sheet_rules(sheet).append(rule)


def sheet_rules(sheet):
    return sheet.data_validations


def long_list(field) -> list[str]:
    labels = [label for _, label in choices_of(field)]
    return labels if sum(len(label) + 1 for label in labels) > LONGEST_LIST else []


def a_list(formula: str, strict: bool = True) -> DataValidation:
    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    rule.showErrorMessage, rule.errorTitle, rule.error = strict, "请从下拉选项中选择", "所填的值不在选项中。"
    return rule


def rule_of(field: models.Field) -> DataValidation | None:
    label = label_of(field)
    if labels := [label for _, label in choices_of(field)]:
        return a_list('"' + ",".join(labels) + '"')
    if isinstance(field, models.DateField):
        return a_check(label, "应为日期，如 2015-06-30。", type="date", operator="greaterThan", formula1="1")
    if isinstance(field, models.DecimalField):
        whole = 10 ** (field.max_digits - field.decimal_places)
        return a_check(
            label,
            "应为不小于 0 的数字（万元）。",
            type="decimal",
            operator="between",
            formula1="0",
            formula2=str(whole),
        )
    if isinstance(field, models.IntegerField):
        return a_check(label, "应为整数。", type="whole", operator="between", formula1="0", formula2="32767")
    longest = field.max_length if is_text(field) and field.max_length else LONGEST_CELL
    told = f"最多 {longest} 字。"
    return a_check(label, told, type="textLength", operator="lessThanOrEqual", formula1=str(longest))


def a_check(label: str, told: str, **rule) -> DataValidation:
    made = DataValidation(allow_blank=True, **rule)
    made.showErrorMessage, made.errorTitle, made.error = True, label[:32], told
    return made


def write_help(book: Workbook, kind: str, names: list[str]) -> None:
    writer = SheetWriter(book, HELP)
    writer.sheet.column_dimensions["A"].width = 28
    writer.sheet.column_dimensions["B"].width = 8
    writer.sheet.column_dimensions["C"].width = 90
    for sentence in HEAD:
        writer.append([sentence.format(body=label_of(columns_of(kind)["organisation"]))])
    writer.append([None])
    writer.header(["列", "必填", "怎么填"])
    for name in names:
        field = columns_of(kind)[name]
        writer.append([label_of(field), "是" if is_required(field) else "", advice(field)])


def advice(field: models.Field) -> str:
    if field.name == "organisation":
        return "机构全称或简称。"
    if labels := [label for _, label in choices_of(field)]:
        return f"从选项中选：{'、'.join(labels)}。"
    if isinstance(field, models.DateField):
        return "日期，如 2015-06-30。"
    if isinstance(field, models.DecimalField):
        return f"数字，单位万元，最多 {field.decimal_places} 位小数。"
    if isinstance(field, models.IntegerField):
        return "整数。"
    if isinstance(field, models.URLField):
        return "网址，以 http:// 或 https:// 开头。"
    return f"文字，最多 {field.max_length} 字。" if getattr(field, "max_length", None) else "文字。"
