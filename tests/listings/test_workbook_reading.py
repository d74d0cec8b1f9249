"""What people send as a workbook, and what is told about it."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from cms_core.models.organisations import Level
from listings.workbooks.actions.map import ChooseSheet, MapUpload
from listings.workbooks.look import Unusable
from listings.workbooks.plan import Plan
from tests.factories import make_organisation
from tests.listings.factories import make_body, make_listing
from tests.listings.workbook_factories import checked, csv_text, outcomes, reasons, received, workbook

HEADERS = ["权力编码", "事项名称", "权力类别", "实施机关"]
GOOD = ["许可-00001-000", "林木采伐许可", "行政许可", "县林业局"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    listing = make_listing()
    make_body(listing, "县林业局")
    return listing


def values_of(upload) -> dict:
    return upload.rows.get(outcome="new").values


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_every_encoding_that_excel_writes(listing, encoding):
    content = csv_text([HEADERS, ["许可-00001-000", "丁　𠮷许可", "许可", "县林业局"]]).encode(encoding)
    assert values_of(checked(listing, content, name="清单.csv"))["name"] == "丁　𠮷许可"


def test_titles_above_the_header_are_passed_over(listing):
    book = openpyxl.Workbook()
    book.active.append(["某县行政权力清单", None, None, None])
    book.active.merge_cells("A1:D1")
    book.active.append(["单位：某县人民政府", None, None, "2026年"])
    book.active.append(HEADERS)
    book.active.append(GOOD)
    content = io.BytesIO()
    book.save(content)
    upload = checked(listing, content.getvalue())
    assert (upload.header_row, outcomes(upload)) == (3, {"new": 1})
    assert upload.rows.get().number == 4


def test_the_sheet_that_looks_like_a_list_is_taken_and_another_can_be_chosen(listing):
    content = workbook([], sheets={"说明": [["填表说明"]], "许可": [HEADERS, GOOD], "处罚": [HEADERS, GOOD, GOOD]})
    upload = received(listing, content)
    assert upload.sheet == "许可"
    upload = ChooseSheet(upload, sheet="处罚", header_row=0).execute()
    assert (upload.sheet, upload.header_row, Plan.of(upload.plan).columns[0]) == ("处罚", 1, "code")


def test_a_header_that_nobody_knows_is_chosen_by_the_editor(listing):
    upload = received(listing, workbook([["甲", "乙", "丙", "丁"], GOOD]))
    assert upload.header_row == 0
    upload = ChooseSheet(upload, sheet=upload.sheet, header_row=1).execute()
    assert upload.headers == ["甲", "乙", "丙", "丁"]


def test_required_fields_that_no_column_has_are_asked_for_all_at_once(listing):
    upload = received(listing, workbook([["权力编码", "事项名称"], GOOD[:2]]))
    with pytest.raises(Unusable) as refused:
        MapUpload(upload, Plan.of(upload.plan)).execute()
    assert len(refused.value.reasons) == 2 and "权力类别" in str(refused.value) and "主体" in str(refused.value)


def test_a_fixed_value_stands_for_every_row_and_is_remembered(listing):
    content = workbook([["权力编码", "事项名称"], GOOD[:2]])
    fixed = {"category": "行政许可", "organisation": "县林业局"}
    assert values_of(checked(listing, content, fixed=fixed))["category"] == "permit"
    assert outcomes(checked(listing, content)) == {"new": 1}


def test_what_a_column_meant_the_last_time_it_means_again(listing):
    content = workbook([["号码", *HEADERS[1:], "杂项"], [*GOOD, "x"]])
    checked(listing, content, columns={0: "code", 1: "name", 2: "category", 3: "organisation", 4: "remark"})
    assert Plan.of(received(listing, content).plan).columns == {
        0: "code", 1: "name", 2: "category", 3: "organisation", 4: "remark"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.docx", b"PK\x03\x04", "不是表格文件"),
        ("a.xlsx", b"", "空的"),
        ("a.xlsx", b"<html></html>", "不是 Excel 文件"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 100, "不是 Excel 表格"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "打开密码"),
        ("a.csv", b"\xff\x00\xfe\x80" * 9, "编码"),
        ("a.csv", b"\n\n,,\n", "没有内容"),
    ],
    ids=["word", "empty", "html", "broken", "encrypted", "bytes", "blank"],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(listing, name, content, told):
    with pytest.raises(Unusable, match=told) as refused:
        received(listing, content, name=name)
    assert "/" not in str(refused.value), "where the file lies is nobody's business"


def test_a_bomb_is_not_unpacked(listing):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as file:
            for _ in range(80):
                file.write(b"\0" * (1 << 20))
    with pytest.raises(Unusable, match="炸弹"):
        received(listing, bomb.getvalue())


def test_more_than_200_columns_are_refused(listing):
    with pytest.raises(Unusable, match="201 列"):
        received(listing, workbook([[*HEADERS, *map(str, range(197))], GOOD]))


def test_a_header_without_rows_says_so(listing):
    with pytest.raises(Unusable, match="没有数据行"):
        checked(listing, workbook([HEADERS]))


@pytest.mark.parametrize(
    ("header", "cell", "field", "plain"),
    [
        ("法定期限", 20.0, "statutory_term", 20),
        ("法定期限", "20 ", "statutory_term", 20),
        ("行政区划", 330122000000, "division_code", "330122000000"),
        ("咨询电话", 12345, "phone", "12345"),
        ("是否收费", True, "charges", True),
        ("是否收费", "否", "charges", False),
        ("事权层级", "县", "level", 3),
        ("备注", "=不是公式", "remark", "=不是公式"),
        ("备注", datetime.date(2015, 6, 30), "remark", "2015-06-30"),
    ],
)
def test_cells_are_read_as_their_writers_meant_them(listing, header, cell, field, plain):
    book = openpyxl.load_workbook(io.BytesIO(workbook([[*HEADERS, header], GOOD])))
    book.active["E2"] = cell
    if isinstance(cell, str):
        book.active["E2"].data_type = "s"
    content = io.BytesIO()
    book.save(content)
    assert values_of(checked(listing, content.getvalue()))[field] == plain


@pytest.mark.parametrize(
    ("header", "cell", "told"),
    [
        ("权力编码", 1e21, "丢失"),
        ("权力编码", 11511301008778183000, "丢失"),
        ("权力编码", "1.15E+17", "丢失"),
        ("法定期限", "二十天", "法定期限"),
        ("法定期限", 1e21, "法定期限"),
        ("备注", "#REF!", "公式出错"),
        ("权力类别", "行政放行", "可填"),
        ("办事指南网址", "见门户网站", "办事指南"),
        ("咨询电话", "1" * 101, "咨询电话"),
        ("事项名称", None, "缺少“权力名称”"),
        ("实施机关", "县林叶局", "可能是：县林业局"),
    ],
)
def test_a_bad_cell_is_told_with_row_column_value_and_reason(listing, header, cell, told):
    headers = [*HEADERS, "法定期限", "备注", "办事指南网址", "咨询电话"]
    row = dict(zip(headers, [*GOOD, 20, "", "", ""], strict=True)) | {header: cell}
    upload = checked(listing, workbook([headers, list(row.values())]))
    (fault,) = upload.rows.get(outcome="refused", number=2).faults
    assert fault["column"] == header
    assert told in fault["reason"]
    assert cell is None or fault["value"]


def test_numbers_of_days_that_lost_their_format_are_dates():
    listing = make_listing("fund")
    make_body(listing, "县林业局")
    headers = ["专项资金名称", "主管部门", "分配方式", "存续期限起", "存续期限止", "年度预算（万元）"]
    upload = checked(listing, workbook([headers, ["造林资金", "县林业局", "因素法", 42005, "2017年12月31日", 12.5]]))
    values = values_of(upload)
    assert (values["starts"], values["ends"], values["budget"]) == ("2015-01-01", "2017-12-31", "12.5")


def test_bodies_of_another_government_are_not_this_lists(listing):
    other = make_organisation("邻县人民政府", level=Level.COUNTY)
    make_organisation("邻县林业局", parent=other)
    upload = checked(listing, workbook([HEADERS, [*GOOD[:3], "邻县林业局"]]))
    assert "没有名为“邻县林业局”的机构" in reasons(upload)[0]


def test_a_header_that_is_printed_on_every_page_is_no_row(listing):
    rows = [HEADERS, GOOD, HEADERS, ["许可-00002-000", *GOOD[1:]]]
    rows[3][1] = "另一项"
    assert outcomes(checked(listing, workbook(rows))) == {"new": 2}


@pytest.mark.parametrize(
    ("written", "unit"),
    [("5个工作日", "working"), ("5 工作日", "working"), ("５日", "days"), ("5个自然日", "days"), ("5个月", "months")],
)
def test_a_term_and_its_unit_may_stand_in_one_cell(listing, written, unit):
    values = values_of(checked(listing, workbook([[*HEADERS, "承诺时限"], [*GOOD, written]])))
    assert (values["promised_term"], values["promised_unit"]) == (5, unit)


def test_a_unit_in_the_term_does_not_stand_against_the_column_of_units(listing):
    content = workbook([[*HEADERS, "承诺时限", "承诺期限单位"], [*GOOD, "5个工作日", "自然日"]])
    assert reasons(checked(listing, content)) == ["“承诺期限”应填整数，不是“5个工作日”。"]


def test_what_a_field_refuses_says_what_to_write(listing):
    headers = [*HEADERS, "承诺时限", "办事指南网址"]
    upload = checked(listing, workbook([headers, ["许可-1", "长" * 600, *GOOD[2:], "很快", "见大厅"]]))
    assert reasons(upload) == [
        "“权力名称”最多 500 字，现在是 600 字。",
        "“承诺期限”应填整数，不是“很快”。",
        "“办事指南网址”应填完整的网址（以 http:// 或 https:// 开头），不是“见大厅”。",
    ]
