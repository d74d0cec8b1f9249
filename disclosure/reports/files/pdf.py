"""A report as PDF, archival and accessible (`cms_core.typesetting`), made of the same grids as its page."""

import datetime
import tempfile
from dataclasses import asdict
from pathlib import Path

from cms_core.typesetting import run
from cms_core.typesetting.characters import for_print
from cms_core.typesetting.errors import TypesettingFailed
from cms_core.typesetting.fonts import fonts_for
from disclosure.reports.content import tables_in, title_of
from disclosure.reports.files.paragraphs import paragraphs_of
from disclosure.reports.form import parts
from disclosure.reports.grids import Grid, grid_of

TEMPLATES = Path(__file__).with_name("typst")
WIDTHS = {"2": (3, 2, 2, 2), "3": (2, 2.6, 5, *[1.5] * 7), "4": (1,) * 15}
SIZES = {"2": 12, "3": 8.5, "4": 8.5}
SECONDS = 60


def pdf_of(content: dict, moment: datetime.datetime, note: str = "") -> bytes:
    """Raises TypesettingFailed with what is lacking: fonts, space."""
    data = book_of(content, note)
    try:
        fonts = fonts_for("— 0123456789" + "".join(strings_of(data)))
        with tempfile.TemporaryDirectory(prefix="report-") as scratch:
            directory = Path(scratch)
            run.fill(directory, TEMPLATES, {**data, "fonts": fonts.as_data()}, fonts)
            (directory / "report.typ").rename(directory / "main.typ")
            run.typeset(directory, moment, output="report.pdf", seconds=SECONDS)
            return (directory / "report.pdf").read_bytes()
    except OSError as error:
        raise TypesettingFailed(f"PDF 没有写成：{error.strerror or error}。请检查磁盘空间。") from error


def book_of(content: dict, note: str) -> dict:
    tables = tables_in(content)
    return {
        "title": for_print(title_of(content)),
        "name": for_print(content["name"]),
        "note": [printed(runs) for runs in paragraphs_of(note)],
        "parts": [
            {
                "title": part.title,
                "paragraphs": [printed(runs) for runs in paragraphs_of(content["texts"][part.field])],
                "grid": as_data(grid_of(part.table, tables)) if part.table else None,
            }
            for part in parts()
        ],
    }


def printed(runs) -> list[dict]:
    return [{"text": for_print(run.text), "bold": run.bold} for run in runs]


def as_data(grid: Grid) -> dict:
    cells = [{name: value for name, value in asdict(cell).items() if name != "key"} for cell in grid.cells]
    return {
        "caption": grid.caption,
        "head": grid.head,
        "widths": WIDTHS[grid.table],
        "size": SIZES[grid.table],
        "cells": cells,
    }


def strings_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings_of(one)
