"""Loading organisations: files right and wrong, and the same file again."""

import csv
import json

import pytest
from django.core.management import CommandError, call_command

from cms_core.models import DocumentPrefix, Organisation
from cms_core.organisations.codes import credit_check_digit, organisation_check_digit
from cms_core.organisations.errors import LoadRefused, UnreadableFile
from cms_core.organisations.load import LoadOrganisations
from cms_core.organisations.readers import read_organisations
from cms_core.organisations.rows import OrganisationRow
from cms_core.organisations.shipped import shipped_file

pytestmark = pytest.mark.django_db

ZJ = {"key": "zj", "name": "浙江省人民政府", "level": "1", "kind": "government", "division_code": "33"}
CZT = {"key": "zj-czt", "name": "浙江省财政厅", "parent": "zj", "level": "省级", "kind": "工作部门"}
HZ = {
    "key": "hz",
    "name": "杭州市人民政府",
    "parent": "zj",
    "level": "2",
    "kind": "government",
    "division_code": "3301",
}
ORGANISATION_CODE = "12345678" + organisation_check_digit("12345678")
CREDIT_CODE = "11330000123456782" + credit_check_digit("11330000123456782")


def rows(*records):
    return [OrganisationRow.read(number, record) for number, record in enumerate(records, start=2)]


def load(*records, **options):
    return LoadOrganisations(rows(*records), **options).execute()


def refused(*records):
    with pytest.raises(LoadRefused) as caught:
        load(*records)
    assert not Organisation.objects.exists()
    return [(error.row, error.field, error.value) for error in caught.value.errors]


def test_a_tree_is_written_whole_whatever_the_order_of_its_rows():
    report = load(CZT, HZ, ZJ)
    assert report.created == 3
    province = Organisation.objects.get(key="zj")
    assert [child.key for child in province.get_children()] == ["zj-czt", "hz"]
    assert Organisation.find_problems() == ([], [], [], [], [])


def test_a_second_load_changes_nothing():
    load(ZJ, CZT, HZ)
    before = list(Organisation.objects.values())
    again = load(ZJ, CZT, HZ)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 3)
    assert list(Organisation.objects.values()) == before


def test_new_bodies_come_after_those_that_are_there():
    load(ZJ, CZT)
    load(ZJ, HZ)
    assert [one.key for one in Organisation.objects.get(key="zj").get_children()] == ["zj-czt", "hz"]
    assert Organisation.find_problems() == ([], [], [], [], [])


def test_a_renamed_body_is_found_by_its_former_name():
    load(ZJ, {**CZT, "name": "浙江省经济和信息化委员会"})
    report = load({**CZT, "name": "浙江省经济和信息化厅"})
    body = Organisation.objects.get(key="zj-czt")
    assert report.renamed == [{"key": "zj-czt", "from": "浙江省经济和信息化委员会", "to": "浙江省经济和信息化厅"}]
    assert body.name == "浙江省经济和信息化厅"
    assert body.short_name == "省经信厅"
    for name in ("浙江省经济和信息化委员会", "省经信委", "省经信厅"):
        assert Organisation.objects.resolve(name) == body
    assert body.names.get(name="浙江省经济和信息化委员会").kind == "former"


def test_a_body_moves_with_all_below_it():
    load(ZJ, HZ, {**CZT, "key": "xh", "name": "杭州市西湖区人民政府", "parent": "hz", "level": "3", "kind": "人民政府"})
    load({"key": "other", "name": "安徽省人民政府", "level": "1", "kind": "government"}, {**HZ, "parent": "other"})
    assert Organisation.objects.get(key="xh").get_ancestors().first().key == "other"
    assert Organisation.find_problems() == ([], [], [], [], [])


def test_two_bodies_may_change_places():
    below = {**CZT, "key": "below", "name": "浙江省财政厅预算局", "parent": "zj-czt"}
    load(ZJ, CZT, below)
    report = load({**CZT, "parent": "below"}, {**below, "parent": "zj"})
    assert len(report.moved) == 2
    assert [one.key for one in Organisation.objects.get(key="zj-czt").get_ancestors()] == ["zj", "below"]
    assert Organisation.find_problems() == ([], [], [], [], [])


def test_an_empty_cell_leaves_what_is_there_and_nothing_is_deleted():
    load({**ZJ, "credit_code": CREDIT_CODE}, CZT)
    load({**ZJ, "credit_code": "", "short_name": ""})
    province = Organisation.objects.get(key="zj")
    assert (province.credit_code, province.short_name) == (CREDIT_CODE, "省政府")
    assert Organisation.objects.count() == 2


def test_a_government_is_met_by_its_division_code_under_another_key():
    load(ZJ, HZ)
    report = load({**ZJ, "key": "d33"}, {**HZ, "key": "d3301", "parent": "d33"})
    assert (report.created, report.unchanged) == (0, 2)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"organisation_code": "123456780"}, "组织机构代码"),
        ({"organisation_code": "12345"}, "组织机构代码"),
        ({"credit_code": CREDIT_CODE[:-1] + "A"}, "统一社会信用代码"),
        ({"division_code": "3"}, "行政区划代码"),
        ({"level": "9"}, "层级"),
        ({"kind": "公司"}, "类别"),
        ({"name": ""}, "名称"),
        ({"name": "长" * 121}, "名称"),
        ({"key": "ZJ 1"}, "标识"),
        ({"parent": "nowhere"}, "上级标识"),
        ({"parent": "zj-czt"}, "上级标识"),
        ({"colour": "red"}, "colour"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_each_wrong_cell_is_named_with_row_field_and_value(change, field):
    errors = refused(ZJ, {**CZT, **change})
    assert [(row, name) for row, name, _ in errors] == [(3, field)]


def test_all_errors_of_all_rows_are_told_at_once():
    errors = refused(
        {**ZJ, "level": "x"},
        {**CZT, "organisation_code": "123456780", "kind": "x"},
        {**CZT, "key": "b", "name": "浙江省教育厅", "parent": "nowhere"},
    )
    assert [row for row, *_ in errors] == [2, 3, 3, 4]


def test_doubles_within_a_file_are_told():
    codes = {"organisation_code": ORGANISATION_CODE, "prefixes": "浙财"}
    errors = refused(
        ZJ, CZT, CZT, {**CZT, **codes, "key": "a", "name": "甲厅"}, {**CZT, **codes, "key": "b", "name": "乙厅"}
    )
    assert errors == [(4, "标识", "zj-czt"), (6, "组织机构代码", ORGANISATION_CODE), (6, "发文机关代字", "浙财")]


def test_a_code_that_another_body_has_is_told():
    load(ZJ, {**CZT, "organisation_code": ORGANISATION_CODE})
    with pytest.raises(LoadRefused, match="1 处错误") as caught:
        load({**HZ, "organisation_code": ORGANISATION_CODE})
    assert "浙江省财政厅" in caught.value.errors[0].reason


def test_a_ring_of_parents_is_told():
    errors = refused({**ZJ, "parent": "hz"}, {**HZ, "level": "1"})
    assert [field for _, field, _ in errors] == ["上级标识", "上级标识"]


def test_good_rows_may_be_accepted_but_not_below_a_rejected_one():
    bad = {**HZ, "division_code": "x"}
    child = {**CZT, "key": "xh", "name": "西湖区财政局", "parent": "hz", "level": "3"}
    report = load(ZJ, CZT, bad, child, accept_good=True)
    assert report.created == 2
    assert [row.key for row in report.rejected] == ["hz", "xh"]
    assert "第 4 行" in report.errors[-1].reason


def test_a_dry_run_tells_and_writes_nothing():
    assert load(ZJ, CZT, dry_run=True).created == 2
    assert not Organisation.objects.exists()


def test_the_load_of_many_asks_few_queries(django_assert_max_num_queries):
    towns = [
        {**CZT, "key": f"t{n}", "name": f"第{n}镇人民政府", "level": "4", "kind": "government"} for n in range(300)
    ]
    with django_assert_max_num_queries(30):
        load(ZJ, *towns)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_the_encodings_that_offices_use(tmp_path, encoding):
    path = tmp_path / "organisations.csv"
    path.write_bytes("标识,名称,层级,类别\nzj,浙江省人民政府,省级,人民政府\n".encode(encoding))
    assert LoadOrganisations(read_organisations(path)).execute().created == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "空的"),
        ("a.csv", b"\xff\x00\x81\x00", "编码"),
        ("a.csv", "甲,乙\n1,2\n".encode(), "列名"),
        ("a.json", b'[{"key": "zj"', "截断"),
        ("a.json", b'{"a": 1}', "数组"),
        ("a.json", b'{"cities": {}, "areas": []}', "cities"),
    ],
)
def test_files_that_cannot_be_read_are_refused_with_the_reason(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=reason):
        read_organisations(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="读不到"):
        read_organisations(tmp_path / "none.csv")


def test_a_row_with_too_many_cells_is_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("标识,名称,层级,类别\nzj,浙江省人民政府,省级,人民政府,多,余\n", encoding="utf-8")
    (row,) = read_organisations(path)
    assert row.errors[0].field == "（多出的列）"


def test_the_command_reports_in_json_and_gives_rejected_rows_back(tmp_path, capsys):
    path, rejects = tmp_path / "a.csv", tmp_path / "rejects.csv"
    path.write_text(
        "标识,名称,层级,类别,组织机构代码\nzj,浙江省人民政府,省级,人民政府,\nx,某厅,省级,工作部门,123\n",
        encoding="utf-8",
    )
    with pytest.raises(CommandError, match="第 3 行 组织机构代码“123”"):
        call_command("load_organisations", path, "--json", "--rejects", rejects)
    assert json.loads(capsys.readouterr().out)["errors"][0]["row"] == 3
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        (record,) = csv.DictReader(file)
    assert (record["标识"], record["组织机构代码"]) == ("x", "123")
    assert record["错误原因"]
    (row,) = read_organisations(rejects)
    assert [error.field for error in row.errors] == ["组织机构代码"]


def test_the_shipped_province_has_its_governments_departments_and_prefixes():
    LoadOrganisations(read_organisations(shipped_file())).execute()
    of_level = Organisation.objects.filter(kind="government").values_list("level", flat=True)
    assert [sum(level == n for level in of_level) for n in (1, 2, 3)] == [1, 11, 90]
    assert Organisation.objects.get(key="zj").get_children().filter(kind="department").count() == 40
    assert DocumentPrefix.objects.get(prefix="浙政办发").organisation.key == "zj-bgt"
    keys = dict(Organisation.objects.filter(kind="government").values_list("division_code", "key"))
    right = {"3311": "lishui", "330382": "yueqing", "3310": "taizhou", "330212": "yinzhou", "3308": "quzhou"}
    right |= {"330922": "shengsi", "331122": "jinyun", "330683": "shengzhou", "330682": None}
    assert {code: keys.get(code) for code in right} == right


def test_the_shipped_file_holds_no_codes_of_real_bodies():
    with shipped_file().open(encoding="utf-8", newline="") as file:
        assert not {"组织机构代码", "统一社会信用代码"} & set(csv.DictReader(file).fieldnames)


def test_a_file_that_breaks_off_within_a_character_is_refused_as_such(tmp_path):
    path = tmp_path / "cut.csv"
    path.write_bytes("标识,名称\n甲,省".encode()[:-1])
    with pytest.raises(UnreadableFile, match="可能没有传完"):
        read_organisations(path)
