"""Standard tables as governments send them: merged cells, two header rows, ticks of all kinds, and hostile files."""

import zipfile

import pytest
from openpyxl import Workbook

from disclosure.sunshine.errors import Unusable
from disclosure.sunshine.workbooks.catalogue import read_catalogue
from disclosure.sunshine.workbooks.marks import channels_of, ticked
from tests.disclosure.sunshine.factories import GOOD, LOWER, UPPER, standard_table


def changed(**cells):
    row = list(GOOD)
    for place, value in cells.items():
        row[int(place[1:])] = value
    return row


def read(path, domain=""):
    return read_catalogue(path, path.name, domain)


def test_a_row_of_the_nine_columns_is_read_with_its_sub_columns(tmp_path):
    found = read(standard_table(tmp_path / "a.xlsx", GOOD))
    row = found.parts[0].rows[0]
    assert found.faults == [] and found.parts[0].domain == "finance"
    assert (row["item"], row["sub_item"], row["body"]) == ("政府预决算", "政府预算", "县级财政部门")
    assert (row["term_kind"], row["term_days"]) == ("working_days", 20)
    assert row["channels"] == ["website", "media"] and row["other_channels"] == ""
    assert row["to_all"] and not row["to_some"] and row["active"] and not row["on_request"]
    assert row["at_county"] and row["at_town"] and not row["at_city"]


def test_a_merged_cell_counts_for_each_of_its_rows(tmp_path):
    second = changed(_0=2, _1=None, _2="政府决算", _3="决算表", _4=None, _5=None)
    path = standard_table(tmp_path / "a.xlsx", GOOD, second, merged=("B4:B5", "E4:E5", "F4:F5"))
    rows = read(path).parts[0].rows
    assert [row["item"] for row in rows] == ["政府预决算", "政府预决算"]
    assert rows[1]["basis"] == rows[0]["basis"] and rows[1]["term_days"] == 20


def test_every_fault_is_told_with_row_column_and_reason(tmp_path):
    bad = changed(_2="债务", _3="限额", _4=None, _7="□政府网站", _10=None, _12="也许", _13=None)
    found = read(standard_table(tmp_path / "a.xlsx", GOOD, bad))
    assert {(one["row"], one["column"]) for one in found.faults} == {
        (5, "公开依据"), (5, "公开渠道和载体"), (5, "公开方式"), (5, "县级"), (5, "公开层级")
    }  # fmt: skip
    assert all(one["reason"] for one in found.faults)
    assert len(found.parts[0].rows) == 1


def test_the_same_row_twice_is_told(tmp_path):
    found = read(standard_table(tmp_path / "a.xlsx", GOOD, GOOD))
    assert "与第 4 行相同" in found.faults[0]["reason"]


def test_headers_of_printed_pages_notes_and_page_numbers_are_no_rows(tmp_path):
    path = standard_table(tmp_path / "a.xlsx", GOOD, UPPER, LOWER, ["第1页/共2页"], ["备注：本目录自公布之日起施行"])
    found = read(path)
    assert found.faults == [] and len(found.parts[0].rows) == 1


def test_one_header_row_with_words_instead_of_ticks_is_read(tmp_path):
    header = [
        "序号",
        "一级事项",
        "二级事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道",
        "公开对象",
        "公开方式",
        "公开层级",
    ]
    row = [*GOOD[:7], "政府网站、便民服务站", "全社会", "主动公开", "县级、乡级"]
    found = read(standard_table(tmp_path / "a.xlsx", row, header=(header,)))
    assert found.faults == []
    values = found.parts[0].rows[0]
    assert values["channels"] == ["website", "service_station"]
    assert values["to_all"] and values["active"] and values["at_county"] and values["at_town"]


def test_csv_of_a_chinese_windows_is_read_and_a_first_level_item_counts_until_the_next(tmp_path):
    lines = [UPPER, LOWER, GOOD, changed(_1=None, _2="政府决算", _3="决算表")]
    text = "\n".join(",".join(f'"{cell or ""}"' for cell in line) for line in lines)
    path = tmp_path / "财政预决算.csv"
    path.write_bytes(text.encode("gb18030"))
    found = read(path)
    assert found.faults == [] and found.parts[0].domain == "finance"
    assert [row["item"] for row in found.parts[0].rows] == ["政府预决算", "政府预决算"]


def test_several_sheets_are_several_domains_and_others_are_left_out_with_a_note(tmp_path):
    path = standard_table(tmp_path / "a.xlsx", GOOD)
    from openpyxl import load_workbook

    book = load_workbook(path)
    other = book.copy_worksheet(book.active)
    other.title, other["A1"] = "社会救助", "社会救助领域基层政务公开标准目录"
    book.create_sheet("封面").append(["封面"])
    book.save(path)
    found = read(path)
    assert [part.domain for part in found.parts] == ["finance", "relief"]
    assert "封面" in found.notes[0]


def test_a_table_that_names_no_domain_is_refused_until_one_is_chosen(tmp_path):
    path = standard_table(tmp_path / "a.xlsx", GOOD, title="标准目录")
    assert read(path).faults[0]["column"] == "领域"
    assert read(path, "housing").parts[0].domain == "housing"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b""),
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.xls", b"\xd0\xcf\x11\xe0 broken"),
        ("a.xlsx", b"<html>"),
        ("a.csv", b"\x81"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Unusable, match="。"):
        read(path)


def test_a_workbook_without_the_header_is_refused(tmp_path):
    book = Workbook()
    book.active.append(["姓名", "电话"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(Unusable, match="没有找到标准目录的表头"):
        read(tmp_path / "a.xlsx")


def test_merged_areas_of_a_whole_sheet_cost_nothing(tmp_path):
    """openpyxl would make an object of every cell of them: seventeen thousand million."""
    path = standard_table(tmp_path / "a.xlsx", GOOD)
    rewritten = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b'ref="A1:N1"', b'ref="A1:XFD1048576"')
            target.writestr(name, content)
    assert len(read(rewritten).parts) == 1


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("√", True),
        ("✓", True),
        ("■", True),
        ("是", True),
        ("", False),
        ("□", False),
        ("×", False),
        ("/", False),
        ("也许", None),
    ],
)
def test_a_tick_is_known_in_every_spelling(text, answer):
    assert ticked(text) is answer


@pytest.mark.parametrize(
    ("text", "keys", "others"),
    [
        ("■政府网站 □政府公报", ["website"], ""),
        ("■社区/企事业单位/村公示栏\n（电子屏）", ["notice_board"], ""),
        ("■其他（办事窗口）", [], "办事窗口"),
        ("☑ 政府网站\n☑12345热线", ["website", "hotline"], ""),
        ("政府网站、政务服务中心", ["website", "service_centre"], ""),
        ("□政府网站", [], ""),
    ],
)
def test_only_ticked_channels_count(text, keys, others):
    assert channels_of(text) == (keys, others)
