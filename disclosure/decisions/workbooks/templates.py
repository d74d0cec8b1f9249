"""Tables that are handed out: the templates of 2018 to fill in, and what is there in the same columns.

Exports never have numbers of papers: the columns are there, and empty.
"""

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from disclosure.decisions.fields import SEALED, fields_of, official_fields
from disclosure.decisions.kinds import DecisionKind, LicenceCategory, PartyKind, PenaltyCategory
from disclosure.decisions.values import written
from disclosure.decisions.workbooks.writing import SheetWriter
from disclosure.sealing.workbooks import save

EXPORTED_AT = "数据导出时间"
ROOM = 5000
# 27 columns with the time of the export: what the official export template leaves out of the one that is filled in.
NOT_EXPORTED = ("party_kind", "representative_document")
HELP = {
    "party_kind": "从下拉选项中选择：法人及非法人组织、自然人、个体工商户。",
    "credit_code": "18 位。法人及非法人组织、个体工商户必填；确实没有的填 17 个 0 加 X。自然人不填。",
    "party_number": "自然人必填。加密保存，任何公开页面和下载文件都不展示。",
    "representative_number": "加密保存，任何公开页面和下载文件都不展示。",
    "fine": "数字，单位万元，最多 6 位小数；罚款 500 元写作 0.05。",
    "confiscated": "数字，单位万元，最多 6 位小数。",
    "published_until": "留空按规定的期限公示；最短三个月，最长三年。",
    "body_name": "机构名录中的全称或简称。",
    "valid_until": "日期，如 2026-06-30；长期有效填 2099-12-31。",
    "status": "1 有效，2 无效。",
}


def template_fields(kind: str) -> list[str]:
    return official_fields(kind)


def export_fields(kind: str) -> list[str]:
    """The columns of the export template, the time of the export left out."""
    left_out = NOT_EXPORTED if kind == DecisionKind.LICENCE else ()
    return [name for name in official_fields(kind) if name not in left_out]


def write_template(target, kind: str) -> None:
    """Headers of 2018, the codes below them, drop-downs, and a sheet that says how to fill it in."""
    names, fields = template_fields(kind), fields_of(kind)
    book = Workbook(write_only=True)
    widths = [30 if name in ("party", "content", "facts", "basis", "body_name") else 18 for name in names]
    main = SheetWriter(book, DecisionKind(kind).label, widths)
    main.sheet.freeze_panes = "B3"
    main.header([fields[name].label for name in names], {fields[name].label for name in names if fields[name].required})
    main.append([fields[name].code for name in names])
    for place, name in enumerate(names, 1):
        if rule := rule_of(kind, name):
            letter = main.sheet.column_dimensions and column_letter(place)
            rule.add(f"{letter}3:{letter}{ROOM}")
            main.sheet.data_validations.append(rule)
    about = SheetWriter(book, "填写说明", (30, 20, 8, 90))
    about.header(["列", "代码", "必填", "怎么填"])
    for name in names:
        field = fields[name]
        about.append([field.label, field.code, "是" if field.required else "", advice(kind, name)])
    save(book, target)


def column_letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place)


def advice(kind: str, name: str) -> str:
    if name in HELP:
        return HELP[name]
    if name == "category":
        choices = LicenceCategory if kind == DecisionKind.LICENCE else PenaltyCategory
        several = "" if kind == DecisionKind.LICENCE else "有几种的用分号隔开；"
        return f"{'、'.join(choices.labels)}。{several}选“其他”的写作“其他-（说明）”。"
    return "日期，如 2026-06-30。" if name.endswith(("_on", "_from")) else "文字。"


def rule_of(kind: str, name: str) -> DataValidation | None:
    if name == "party_kind":
        return a_list(PartyKind.labels)
    if name == "category" and kind == DecisionKind.LICENCE:
        return a_list(LicenceCategory.labels, strict=False)
    return a_list(["1", "2"]) if name == "status" else None


def a_list(labels: list[str], strict: bool = True) -> DataValidation:
    rule = DataValidation(type="list", formula1=f'"{",".join(labels)}"', allow_blank=True)
    rule.showErrorMessage, rule.errorTitle, rule.error = strict, "请从下拉选项中选择", "所填的值不在选项中。"
    return rule


def write_export(target, kind: str, decisions) -> None:
    """`decisions` is a queryset; for the office, so names are whole and numbers of papers empty."""
    names, fields = export_fields(kind), fields_of(kind)
    book = Workbook(write_only=True)
    writer = SheetWriter(book, DecisionKind(kind).label, [18] * (len(names) + 1))
    writer.sheet.freeze_panes = "B2"
    writer.header([*(fields[name].label for name in names), EXPORTED_AT])
    at = timezone.localtime().strftime("%Y-%m-%d %H:%M:%S")
    for decision in decisions.iterator(chunk_size=500):
        writer.append([*(exported(decision, name) for name in names), at])
    save(book, target)


def exported(decision, name: str):
    if name in SEALED:
        return ""
    return decision.status if name == "status" else written(decision, name)
