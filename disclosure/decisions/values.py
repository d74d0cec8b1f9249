"""What people and table programs write → the values of a decision's columns, and back to plain text.

Damage that Excel did to long numbers is told, not taken.
"""

import datetime
import re
from decimal import Decimal, InvalidOperation

from django.db import models

from cms_core.text.dates import is_zero_date, parse_date
from cms_core.text.folding import fold
from disclosure.decisions.errors import DecisionError
from disclosure.decisions.fields import SEALED, fields_of, model_names
from disclosure.decisions.kinds import (
    DecisionKind,
    LicenceCategory,
    LicenceStatus,
    PartyKind,
    PenaltyCategory,
    packed,
    unpacked,
)

CODES = ("credit_code", "organisation_code", "body_code", "source_code", *SEALED)
ERROR = re.compile(r"#(?:n/a|ref!|value!|name\?|div/0!|num!|null!|spill!|calc!)", re.IGNORECASE)
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+\d{2,}", re.IGNORECASE)
LOST_FROM = 10**15
EXCEL_EPOCH, EXCEL_DAYS = datetime.date(1899, 12, 30), (10_000, 80_000)
LOST = "单元格里是数字，Excel 只保留 15 位，后面的数位已经丢失；请把这一列设为“文本”格式后重新填写。"
# What officials write into a cell that has nothing to say.
NOTHING = {"", "/", "\\", "-", "--", "—", "——", "无", "空", "null", "none", "n/a"}
LONG_TERM = ("长期", "永久", "2099", "9999")

PARTIES = {
    PartyKind.LEGAL: ("法人及非法人组织", "法人", "法人和非法人组织", "法人及其他组织", "非法人组织", "其他组织",
                      "企业", "02", "03"),
    PartyKind.PERSON: ("自然人", "个人", "公民", "01"),
    PartyKind.BUSINESS: ("个体工商户", "个体户", "个体", "04"),
}  # fmt: skip
PENALTY_WORDS = {
    PenaltyCategory.WARNING: ("警告",),
    PenaltyCategory.CRITICISM: ("通报批评",),
    PenaltyCategory.FINE: ("罚款",),
    PenaltyCategory.CONFISCATION: ("没收",),
    PenaltyCategory.RESTRICTION: ("限制开展", "限制从业", "限制生产经营", "限制开展生产经营活动"),
    PenaltyCategory.CLOSURE: ("停产停业", "责令关闭", "停业整顿"),
    PenaltyCategory.SUSPENSION: ("暂扣", "降低资质等级"),
    PenaltyCategory.REVOCATION: ("吊销",),
    PenaltyCategory.DETENTION: ("拘留",),
}
STATUSES = {
    LicenceStatus.VALID: ("1", "有效", "正常", "0"),
    LicenceStatus.INVALID: ("2", "无效", "撤销", "注销", "失效"),
}


def text_of(cell) -> str:
    """As it would be read aloud: without the blanks around, 5 for 5.0."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).replace("\r\n", "\n").strip()


def read(kind: str, name: str, cell):
    """The value of this column; raises DecisionError with the reason. Empty is "" or None, as the column has it."""
    field = model_names(kind).get(name)
    text = text_of(cell)
    if ERROR.fullmatch(text):
        raise DecisionError(f"单元格里的公式出错（{text}），请改正公式，或直接填写内容。")
    nothing = text.casefold() in NOTHING
    if isinstance(field, models.DateField):
        return None if nothing else date(name, cell, text)
    if isinstance(field, models.DecimalField):
        return None if nothing else amount(text)
    if name in CODES or (isinstance(field, models.CharField) and not field.choices):
        if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= LOST_FROM:
            raise DecisionError(LOST)
        if name in CODES and SCIENTIFIC.fullmatch(text):
            raise DecisionError(LOST)
    if name in CODES:
        return "" if nothing else code(name, text)
    if nothing:
        return ""
    if name == "category" and kind == DecisionKind.LICENCE:
        return licence_category(text)
    if name in ("category", "category_2"):
        return penalty_categories(text)
    if name == "party_kind":
        return chosen(PARTIES, text, "行政相对人类别应为“法人及非法人组织”“自然人”或“个体工商户”。")
    if name == "status":
        return chosen(STATUSES, text, "当前状态填 1（有效）或 2（无效）。")
    return text


def code(name: str, text: str) -> str:
    folded = "".join(text.split()).translate(FULL_WIDTH).upper()
    return folded.replace("-", "").replace("—", "") if name == "organisation_code" else folded


FULL_WIDTH = {0xFF01 + place: 0x21 + place for place in range(94)}


def date(name: str, cell, text: str) -> datetime.date:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and EXCEL_DAYS[0] <= cell < EXCEL_DAYS[1]:
        return EXCEL_EPOCH + datetime.timedelta(days=int(cell))
    if name == "valid_until" and text.startswith(LONG_TERM):
        return datetime.date(2099, 12, 31)
    found = parse_date(cell if isinstance(cell, datetime.date) else text)
    if found is None or is_zero_date(text):
        raise DecisionError(f"“{text[:20]}”不是日期，请写作 2026-06-30。")
    return found


def amount(text: str, scale: int = 1) -> Decimal:
    """万元; `scale` 10000 where the header says 元."""
    plain = fold(text).replace(",", "")
    divided, unit = scale, ""
    for unit, worth in (("万元", 1), ("元", 10_000)):
        if plain.endswith(unit):
            plain, divided = plain.removesuffix(unit), worth
            break
    try:
        value = Decimal(plain) / divided
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise DecisionError(f"金额“{text[:20]}”应为数字，单位万元。")
    if value < 0 or value >= 10**12:
        raise DecisionError(f"金额“{text[:20]}”超出范围，请核对单位（万元）。")
    if value != round(value, 6):
        raise DecisionError(f"金额“{text[:20]}”最多保留 6 位小数（万元）。")
    return round(value, 6)


def chosen(words: dict, text: str, reason: str):
    folded = fold(text)
    for value, known in words.items():
        if folded in {fold(word) for word in known} or folded == value:
            return value
    raise DecisionError(f"“{text[:20]}”不认得。{reason}")


def licence_category(text: str) -> str:
    folded = fold(text)
    if folded.isdecimal() and 1 <= int(folded) <= 6:
        return LicenceCategory.values[int(folded) - 1]
    for value, label in LicenceCategory.choices:
        if folded.startswith(fold(label)) or folded == value:
            return value
    # 424号: “其他”须注明, 如 其他-补充说明.
    raise DecisionError(f"“{text[:20]}”不是许可类别，应为普通、特许、认可、核准、登记，或“其他-（说明）”。")


def penalty_categories(text: str) -> str:
    """Several, whatever stands between them; packed."""
    folded = fold(text)
    found = [value for value, words in PENALTY_WORDS.items() if any(fold(word) in folded for word in words)]
    if "其他" in folded or "其它" in folded:
        found.append(PenaltyCategory.OTHER)
    known = set(unpacked(text)) & set(PenaltyCategory.values)
    if not found and not known:
        names = "、".join(label for value, label in PenaltyCategory.choices if value != PenaltyCategory.OTHER)
        raise DecisionError(f"“{text[:20]}”不是处罚类别，应为{names}，或“其他-（说明）”；有几种的用分号隔开。")
    return packed([*found, *known])


def category_note(text: str) -> str:
    """What stands behind 其他-."""
    found = re.search(r"其[他它]\s*[-－—–:：（(]\s*(.+?)[)）]?\s*$", text)
    return found[1][:100] if found else ""


def plain(value):
    """For JSON and comparison."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, datetime.date) else value


def unplain(kind: str, name: str, value):
    """What `plain` was made of."""
    field = model_names(kind).get(name)
    if value in (None, ""):
        return None if isinstance(field, models.DateField | models.DecimalField) else ""
    if isinstance(field, models.DateField):
        return datetime.date.fromisoformat(value)
    return Decimal(value) if isinstance(field, models.DecimalField) else value


def value_of(decision, name: str):
    value = getattr(decision, name)
    return value.open() if name in SEALED else value


def written(decision, name: str, value=None):
    """As a person or a table writes it: labels for choices, several kinds with 、."""
    value = value_of(decision, name) if value is None else value
    if name == "category":
        return categories(decision)
    field = model_names(decision.KIND)[name]
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return value


def categories(decision) -> str:
    if decision.KIND == DecisionKind.LICENCE:
        labels = [decision.get_category_display()]
    else:
        labels = [PenaltyCategory(value).label for value in unpacked(decision.category)]
    told = "；".join(labels)
    return f"{told}-{decision.category_note}" if decision.category_note and told.endswith("其他") else told


def official_names(kind: str) -> dict[str, str]:
    return {name: field.code for name, field in fields_of(kind).items()}
