"""Workbooks with personal data are made without a file in clear."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from disclosure.sealing.workbooks import save, sheet_of


@pytest.fixture
def no_place_for_files(monkeypatch, tmp_path):
    """Whoever asks the system for a temporary file fails."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))


def rows_of(target) -> list[tuple]:
    return [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(target).worksheets]


def test_a_workbook_written_row_by_row_needs_no_file(no_place_for_files):
    book, target = Workbook(write_only=True), io.BytesIO()
    first, second = sheet_of(book, "甲"), sheet_of(book, "乙")
    first.freeze_panes, first.column_dimensions["A"].width = "B2", 40
    first.append(["姓名", 1])
    second.append(["另一张"])
    first.append(["甲某", 2])
    save(book, target)
    assert rows_of(target) == [[("姓名", 1), ("甲某", 2)], [("另一张",)]]
    assert (
        load_workbook(target)["甲"].freeze_panes == "B2"
        and load_workbook(target)["甲"].column_dimensions["A"].width == 40
    )


def test_a_whole_workbook_and_one_without_rows_need_none_either(no_place_for_files):
    book, target = Workbook(), io.BytesIO()
    book.active.append(["甲某"])
    save(book, target)
    assert rows_of(target) == [[("甲某",)]]
    empty, target = Workbook(write_only=True), io.BytesIO()
    sheet_of(empty, "空")
    save(empty, target)
    assert rows_of(target) == [[]]


def test_a_sheet_that_lies_in_a_file_is_refused():
    book = Workbook(write_only=True)
    book.create_sheet("甲")
    with pytest.raises(TypeError):
        save(book, io.BytesIO())
