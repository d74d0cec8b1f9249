"""Tables: pasted from Excel or Word into Wagtail's own table editor, shown so that everybody can read them."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from wagtail.contrib.table_block.blocks import TableBlock as StockTableBlock

from cms_core.blocks.body_parts import MEDIA, PREVIEW, BodyPart

NUMBER = re.compile(r"[-−+]?[\d,，]+(\.\d+)?\s*[%‰]?")
ALIGNMENTS = {"htCenter": "align-center", "htRight": "align-right"}
MAX_SPAN = 1000
# The editor of tables has no Chinese of its own; it keeps what the items do.
MENU = {
    "row_above": {"name": "在上方插入行"},
    "row_below": {"name": "在下方插入行"},
    "after_rows": {"name": "---------"},
    "col_left": {"name": "在左侧插入列"},
    "col_right": {"name": "在右侧插入列"},
    "after_columns": {"name": "---------"},
    "remove_row": {"name": "删除行"},
    "remove_col": {"name": "删除列"},
    "after_removing": {"name": "---------"},
    "mergeCells": {"name": "合并或拆分单元格"},
    "alignment": {"name": "对齐"},
    "before_undo": {"name": "---------"},
    "undo": {"name": "撤销"},
    "redo": {"name": "重做"},
}
OPTIONS = {
    "startRows": 4,
    "startCols": 4,
    "contextMenu": {"items": MENU},
    "language": "en-US",
    "mergeCells": True,
    "height": 220,
}


@dataclass(frozen=True)
class Cell:
    """`scope` is set for headings ("col", "row" and their group forms)."""

    text: str
    scope: str = ""
    colspan: int = 1
    rowspan: int = 1
    classes: str = ""


class TableBlock(BodyPart, StockTableBlock):
    """A heading row and a caption are asked for (WCAG 1.3.1); merged cells of old tables stay merged."""

    def __init__(self, **options):
        super().__init__(**{"table_options": OPTIONS, **options})

    def clean(self, value):
        value = super().clean(value)
        if value and not self.is_deferred_validation:
            if not rows_of(value):
                raise ValidationError("表格是空的，请填写内容，或删除这个版块。")
            if not (value.get("table_caption") or "").strip():
                raise ValidationError("请填写表格标题（Table caption），读屏软件会先读它。")
        return value

    def render(self, value, context=None):
        return self.render_prepared(prepared(value), context)

    def render_prepared(self, table, context):
        from django.template.loader import render_to_string

        if not table["body"] and not table["head"]:
            return ""
        return render_to_string(self.meta.template, {**dict(context or {}), "table": table})

    def text_in(self, value):
        lines = ["　".join(cell for cell in row if cell) for row in rows_of(value)]
        return "\n".join(filter(None, [caption_of(value), *lines]))

    def get_preview_template(self, value, context=None):
        return PREVIEW

    class Meta:
        icon = "table"
        label = "表格"
        group = MEDIA
        description = "可直接从 Excel、Word 粘贴。请选好表头，写上表格标题；右键可合并单元格。"
        template = "blocks/table.html"
        preview_value = {
            "data": [
                ["部门", "本年预算", "上年执行"],
                ["财政厅", "1,280.50", "1,190.00"],
                ["教育厅", "3,020.00", "2,876.40"],
            ],
            "table_header_choice": "both",
            "first_row_is_table_header": True,
            "first_col_is_header": True,
            "table_caption": "部门预算（万元）",
        }


def rows_of(value) -> list[list[str]]:
    """Cells as text, without the empty rows and columns that the editor leaves at the end."""
    data = (value or {}).get("data") or []
    rows = [["" if cell is None else str(cell).strip() for cell in row or []] for row in data]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((index + 1 for row in rows for index, cell in enumerate(row) if cell), default=0)
    return [(row + [""] * width)[:width] for row in rows]


def caption_of(value) -> str:
    return ((value or {}).get("table_caption") or "").strip()


def prepared(value) -> dict:
    """`caption`, `head` and `body` rows of cells."""
    value = value or {}
    rows = rows_of(value)
    choice = value.get("table_header_choice") or ""
    row_heads = choice in {"row", "both"} or (not choice and bool(value.get("first_row_is_table_header")))
    column_heads = choice in {"column", "col", "both"} or (not choice and bool(value.get("first_col_is_header")))
    spans, covered = spans_of(value, rows)
    heads, named_depth = named_heads(value)
    classes = {
        (meta.get("row"), meta.get("col")): " ".join(
            ALIGNMENTS[name] for name in str(meta.get("className") or "").split() if name in ALIGNMENTS
        )
        for meta in value.get("cell") or ()
    }
    table = []
    for y, row in enumerate(rows):
        cells = []
        for x, text in enumerate(row):
            if (y, x) in covered:
                continue
            height, width = spans.get((y, x), (1, 1))
            scope = ""
            if row_heads and y == 0:
                scope = "colgroup" if width > 1 else "col"
            elif column_heads and x == 0:
                scope = "rowgroup" if height > 1 else "row"
            scope = heads.get((y, x), scope)
            styled = classes.get((y, x)) or ("number" if not scope and NUMBER.fullmatch(text) else "")
            cells.append(Cell(text, scope, width, height, styled))
        table.append(cells)
    # A heading that reaches down into the body cannot stand in a thead of its own.
    depth = max((cell.rowspan for cell in table[0]), default=1) if row_heads and table else named_depth
    return {"caption": caption_of(value), "head": table[:depth], "body": table[depth:], "nested": bool(heads)}


def named_heads(value) -> tuple[dict, int]:
    """Headings of a table that a program wrote, {(row, column): "col" or "row"}, and how many rows stand in its head.

    Nested headings of an official form are in more than the first row and column; the editor's choice cannot say so.
    `"heads": {"rows": 3, "cells": [[0, 3, "col"], …]}`. "col" and "row" reach as far as the cell itself does.
    """
    heads = value.get("heads")
    if not isinstance(heads, dict):
        return {}, 0
    cells = {(y, x): scope for y, x, scope in heads.get("cells", ()) if scope in {"col", "row"}}
    return cells, int(heads.get("rows", 0))


def spans_of(value, rows) -> tuple[dict, set]:
    """Merged cells as (row, column) → (rows, columns), cut to the table, and the cells they cover."""
    spans, covered = {}, set()
    height, width = len(rows), len(rows[0]) if rows else 0
    for merge in value.get("mergeCells") or ():
        try:
            y, x = int(merge["row"]), int(merge["col"])
            down, across = int(merge["rowspan"]), int(merge["colspan"])
        except (KeyError, TypeError, ValueError):
            continue
        if not (0 <= y < height and 0 <= x < width) or (y, x) in covered:
            continue
        down, across = max(1, min(down, height - y, MAX_SPAN)), max(1, min(across, width - x, MAX_SPAN))
        area = {(row, column) for row in range(y, y + down) for column in range(x, x + across)} - {(y, x)}
        if area & (covered | set(spans)):
            continue
        spans[(y, x)] = (down, across)
        covered |= area
    return spans, covered
