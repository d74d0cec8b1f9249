"""One cell as it stands in a workbook → what the fields of a list read; damage that Excel did is told, not taken."""

import datetime
import re

from django.db import models

from listings.values import Unreadable
from listings.workbooks.fields import is_text

ERROR = re.compile(r"#(?:n/a|ref!|value!|name\?|div/0!|num!|null!|spill!|calc!|getting_data)", re.IGNORECASE)
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+\d{2,}", re.IGNORECASE)
# Excel keeps 15 digits of a number; the others have become zeros.
LOST_FROM = 10**15
# Numbers of days that lost their format: 1927 to 2118.
EXCEL_DAYS = (10_000, 80_000)
EXCEL_EPOCH = datetime.date(1899, 12, 30)
# What a table program takes for a formula; behind an apostrophe it is text. Numbers stay as they are.
DANGEROUS = re.compile(r"'*[=+\-@＝＋－＠\t\r]")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
QUOTED = re.compile(r"'+[=+\-@＝＋－＠\t\r]")
LOST = "单元格里是数字，Excel 只保留 15 位，后面的数位已经丢失；请把这一列设为“文本”格式后重新填写。"


def value_of(field: models.Field, cell):
    """Raises Unreadable."""
    if isinstance(cell, str):
        if ERROR.fullmatch(cell.strip()):
            raise Unreadable(f"单元格里的公式出错（{cell.strip()}），请改正公式，或直接填写内容。")
        if is_text(field) and "code" in field.name and SCIENTIFIC.fullmatch(cell.strip()):
            raise Unreadable(LOST)
        return cell
    if isinstance(cell, bool):
        return ("是" if cell else "否") if is_text(field) else cell
    if isinstance(cell, int | float):
        return of_number(field, cell)
    if isinstance(cell, datetime.time | datetime.timedelta):
        return str(cell)
    return cell


def of_number(field, cell):
    if is_text(field):
        if abs(cell) >= LOST_FROM:
            raise Unreadable(LOST)
        return str(int(cell)) if float(cell).is_integer() else repr(cell)
    if isinstance(field, models.DateField) and EXCEL_DAYS[0] <= cell < EXCEL_DAYS[1]:
        return EXCEL_EPOCH + datetime.timedelta(days=int(cell))
    return cell


def quoted(text: str) -> str:
    """For CSV: no table program takes it for a formula."""
    return f"'{text}" if DANGEROUS.match(text) and not NUMBER.fullmatch(text) else text


def unquoted(text: str) -> str:
    return text[1:] if QUOTED.match(text) else text
