"""The body of a report's public page: six parts, the three tables within theirs, the files at the end."""

from disclosure.reports.content import tables_in
from disclosure.reports.form import parts
from disclosure.reports.grids import Grid, grid_of


def body_of(content: dict, files=(), note: str = "") -> list[dict]:
    """Blocks of `cms_core.blocks.body`; `files` are (attachment, name), `note` says what was corrected."""
    tables, blocks = tables_in(content), []
    if note:
        blocks.append({"type": "notice", "value": {"kind": "important", "title": "更正说明", "text": note}})
    for part in parts():
        blocks.append({"type": "heading", "value": {"level": "2", "text": part.title}})
        if content["texts"][part.field].strip():
            blocks.append({"type": "text", "value": content["texts"][part.field]})
        if part.table:
            blocks.append({"type": "table", "value": table_value(grid_of(part.table, tables))})
    if files:
        shown = [{"file": file.pk, "name": name} for file, name in files]
        blocks.append({"type": "attachments", "value": {"title": "年报下载", "files": shown}})
    return blocks


def table_value(grid: Grid) -> dict:
    """Of `TableBlock`, with the cells that are headings named one by one."""
    data = [["" for _ in range(grid.columns)] for _ in range(grid.rows)]
    merges, heads = [], []
    for cell in grid.cells:
        data[cell.y][cell.x] = cell.text
        if cell.width > 1 or cell.height > 1:
            merges.append({"row": cell.y, "col": cell.x, "rowspan": cell.height, "colspan": cell.width})
        if cell.scope:
            heads.append([cell.y, cell.x, cell.scope])
    return {
        "data": data,
        "mergeCells": merges,
        "heads": {"rows": grid.head, "cells": heads},
        "table_caption": grid.caption,
        "table_header_choice": "",
    }
