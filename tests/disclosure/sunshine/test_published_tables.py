"""Standard tables in the manner in which governments publish them: what the reader must not stumble over."""

import pytest
from openpyxl import Workbook

from disclosure.sunshine.domains import domains
from disclosure.sunshine.workbooks.catalogue import read_catalogue
from disclosure.sunshine.workbooks.records import read_records
from tests.disclosure.sunshine.factories import GOOD, LOWER, UPPER
from tests.disclosure.sunshine.old_excel import xls
from tests.factories import make_portal

ANNEX = "附件2"
BOXES = (
    "■政府网站　　□政府公报\n■两微一端    □发布会/听证会\n□广播电视　□纸质媒体\n■公开查阅点　■政务服务中心\n"
    "□便民服务站　□入户/现场\n■社区/企事业单位/村公示栏（电子屏）\n□精准推送　　□其他______"
)
TERM = "自信息形成或者变更之日起\n20个工作日内"


def published(path):
    """A cover, then three sheets: titles of two lines, no 序号 at all in one, 一级事项 merged over rows and pages."""
    book = Workbook()
    book.active.title = "目录"
    book.active.append(["××县基层政务公开标准目录（26个试点领域）"])
    for number, name in enumerate(("财政预决算领域", "社会救助领域", "安全生产领域")):
        sheet = book.create_sheet(f"{number + 1}.{name}")
        drop = 1 if name == "社会救助领域" else 0  # without 序号
        sheet.append([ANNEX])
        sheet.append([f"（一）××县{name}基层政务\n公开标准目录"])
        sheet.append(UPPER[drop:])
        sheet.append(LOWER[drop:])
        for line, sub_item in enumerate(("甲项", "乙项", "丙项")):
            top = line != 1  # of a merged area; the third row stands on the next page, where it begins anew
            row = [
                *(line + 1, "一级\n事项" if top else None, sub_item, f"●{sub_item}的内容；\n●要素"),
                *("《中华人民共和国\n预算法》" if top else None, TERM if top else None, "县级\n财政部门"),
                *(BOXES, "√", None, "√", None, "√", " √ "),
            ]
            sheet.append(row[drop:])
            if line == 1:  # the next printed page
                sheet.append(["—12—"])
                sheet.append(UPPER[drop:])
                sheet.append(LOWER[drop:])
        sheet.append([f"备注：{name}由主管部门负责解释。"])
        for letter in "ADE" if drop else "BEF":
            sheet.merge_cells(f"{letter}5:{letter}6")
        sheet.merge_cells("A2:N2")
    book.create_sheet("Sheet1")
    book.save(path)
    return path


@pytest.fixture
def found(tmp_path):
    return read_catalogue(published(tmp_path / "××县标准目录.xlsx"), "××县标准目录.xlsx", "")


def test_each_sheet_is_its_domain_with_all_of_its_rows(found):
    assert [part.domain for part in found.parts] == ["finance", "relief", "safety"]
    assert [[row["sub_item"] for row in part.rows] for part in found.parts] == [["甲项", "乙项", "丙项"]] * 3


def test_nothing_is_wrong_with_it_and_the_cover_is_left_out_with_a_word(found):
    assert found.faults == []
    assert ["目录" in note for note in found.notes] == [True]


def test_a_title_over_two_lines_is_one(found):
    assert found.parts[0].title == "（一）××县财政预决算领域基层政务公开标准目录"


def test_merged_items_and_broken_lines_are_read_as_they_are_meant(found):
    row = found.parts[0].rows[0]
    assert row["item"] == "一级事项" and row["basis"] == "《中华人民共和国\n预算法》"
    assert (row["term_kind"], row["term_days"]) == ("working_days", 20)


def test_boxes_of_one_cell_are_told_apart(found):
    row = found.parts[0].rows[0]
    assert row["channels"] == ["website", "media", "reading_point", "service_centre", "notice_board"]
    assert row["other_channels"] == ""


def test_a_table_of_excel_97_with_merged_cells_is_read(tmp_path):
    second = [2, None, "政府决算", "决算表", None, None, *GOOD[6:]]
    rows = [["财政预决算领域基层政务公开标准目录"], UPPER, LOWER, GOOD, second]
    merged = [(0, 0, 0, 13), (1, 1, 1, 2), (3, 4, 1, 1), (3, 4, 4, 4), (3, 4, 5, 5)]
    path = tmp_path / "目录.xls"
    path.write_bytes(xls("财政", rows, merged))
    found = read_catalogue(path, path.name, "")
    assert found.faults == []
    (part,) = found.parts
    assert part.domain == "finance" and [row["item"] for row in part.rows] == ["政府预决算"] * 2
    assert part.rows[1]["term_days"] == 20


@pytest.mark.django_db
def test_records_of_excel_97_are_read(tmp_path):
    heads = ["年度", "级次", "预算或决算", "收入或支出", "功能分类科目", "金额（万元）"]
    path = tmp_path / "a.xls"
    path.write_bytes(xls("数据", [heads, ["2025年", "本级政府", "决算", "支出", "教育支出", "1,234.5"]]))
    found = read_records(path, make_portal(), domains()["finance"])
    assert found.faults == [] and found.rows[0]["values"]["amount"] == "1234.5"
