"""What a search says it found, amounts below each other, titles in parts; and what comes back of a file with faults."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from disclosure.models import CatalogueRow, SunshineRecord, SunshineUpload
from disclosure.sunshine.domains import domains
from disclosure.sunshine.public import records
from disclosure.sunshine.values import amount, digits_of
from tests.disclosure.sunshine.factories import (
    GOOD,
    county_with_columns,
    make_record,
    reader,
    standard_table,
)
from tests.factories import make_user

pytestmark = pytest.mark.django_db
CSV = (
    "序号,年度,级次,预算或决算,收入或支出,功能分类科目,金额（万元）,说明,经办人\n"
    "1,2025,本级政府,决算,支出,教育支出,99,,张三丰\n"
    "2,2025,本级政府,决算,支出,科学技术支出,很多,电话 13800138000,张三丰\n"
    "3,二五年,本级政府,概算,支出,住房保障支出,8,,张三丰\n"
    "4,2025,本级政府,决算,支出,教育支出,100,,张三丰\n"
)


@pytest.fixture
def portal():
    return county_with_columns()[0]


def page(portal, path) -> str:
    return reader(portal).get(path).content.decode()


def test_a_search_says_how_many_it_found_and_its_choices_count_those_alone(portal):
    make_record(portal, function="国防支出", stage="budget")
    make_record(portal, function="国防支出")
    make_record(portal, function="教育支出", year=2024)
    html = page(portal, "/sunshine/finance/?q=国防")
    assert "符合条件 2 条，共 3 条" in html
    assert html.count('<span class="choice-count">1</span>') == 2 and "2024年 " not in html
    assert "符合条件 1 条，共 3 条" in page(portal, "/sunshine/finance/?q=国防&stage=final")
    assert "符合条件 0 条，共 3 条" in page(portal, "/sunshine/finance/?q=没有的")


def test_more_than_are_counted_are_said_to_be_more_and_no_choice_says_how_many(portal, monkeypatch):
    monkeypatch.setattr(records, "MOST_COUNTED", 2)
    for year in (2023, 2024, 2025):
        make_record(portal, year=year)
    html = page(portal, "/sunshine/finance/?q=教育")
    assert "符合条件 2 条以上，共 3 条" in html and "2024年</a>" in html and "choice-count" not in html


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (["441276", "431661.5"], ["441,276.00", "431,661.50"]),
        (["1", "2"], ["1", "2"]),
        (["1.5", "0.123456", "-3"], ["1.500000", "0.123456", "-3.000000"]),
    ],
)
def test_amounts_below_each_other_have_one_number_of_decimals(values, told):
    assert [amount(one, digits_of(values)) for one in values] == told


def test_list_and_charts_keep_to_it(portal):
    make_record(portal, amount="441276")
    make_record(portal, function="卫生健康支出", amount="431661.5")
    assert "441,276.00" in page(portal, "/sunshine/finance/")
    home = page(portal, "/sunshine/")
    assert "441,276.00" in home and "872,937.50" in home and "441,276<" not in home


def test_the_parts_of_a_title_are_set_apart(portal):
    assert make_record(portal).title == "2025年 本级政府 决算 支出 教育支出"
    assert make_record(portal, "relief").title == "2026年第三季度 最低生活保障 城东村 欧阳**"
    assert make_record(portal, "three_public").title == "2025年 本级汇总 决算 “三公”经费"


def sent(client, portal, name, content):
    client.force_login(make_user(superuser=True))
    address = reverse("sunshine_admin_send", args=[portal.pk, "finance"])
    client.post(address, {"file": SimpleUploadedFile(name, content)})
    return reverse("sunshine_admin_upload", args=[portal.pk, SunshineUpload.objects.latest("pk").pk])


def refused_of(client, address):
    return load_workbook(io.BytesIO(b"".join(client.get(f"{address}?format=refused").streaming_content))).active


def test_a_file_that_was_taken_in_in_part_says_how_many_rows_and_gives_the_others_back(portal):
    client = reader(portal)
    address = sent(client, portal, "预算.csv", CSV.encode())
    answer = client.post(address, {"accept_good": "1"}, follow=True)
    text = answer.content.decode()
    assert "已导入，新增 1 条，变更 0 条，未变 0 条" in text and "有错误的 3 行没有导入" in text
    head, *rows = refused_of(client, address).iter_rows(values_only=True)
    assert head == (*CSV.split("\n")[0].split(","), "原行号", "错误原因")
    assert [row[5] for row in rows] == ["科学技术支出", "住房保障支出", "教育支出"]
    assert [row[-2] for row in rows] == [3, 4, 5]
    assert "应为数字" in rows[0][-1] and rows[1][-1].count("\n") == 1 and "与第 2 行是同一条" in rows[2][-1]


def test_rows_that_come_back_hold_no_number_of_a_person_and_nothing_that_was_not_asked_for(portal):
    client = reader(portal)
    address = sent(client, portal, "预算.csv", CSV.encode())
    kept = str(SunshineUpload.objects.values().get()) + client.get(address).content.decode()
    assert "13800138000" not in kept and "张三丰" not in kept
    assert {row[8] for row in refused_of(client, address).iter_rows(values_only=True, min_row=2)} == {""}


def test_what_came_back_is_taken_in_once_it_was_mended(portal):
    client = reader(portal)
    address = sent(client, portal, "预算.csv", CSV.encode())
    client.post(address, {"accept_good": "1"})
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{address}?format=refused").streaming_content)))
    sheet = book.active
    sheet["G2"], sheet["H2"] = "12.5", ""
    sheet["B3"], sheet["D3"] = "2025", "预算"
    sheet.delete_rows(4)
    mended = io.BytesIO()
    book.save(mended)
    address = sent(client, portal, "改正.xlsx", mended.getvalue())
    upload = SunshineUpload.objects.latest("pk")
    assert upload.faults == [] and upload.notes == ["这些列不属于“财政预决算”，没有读入：经办人。"]
    client.post(address)
    assert SunshineRecord.objects.count() == 3


def test_a_file_without_faults_has_nothing_to_give_back(portal):
    client = reader(portal)
    address = sent(client, portal, "预算.csv", "\n".join(CSV.split("\n")[:2]).encode())
    text = client.post(address, follow=True).content.decode()
    assert "已导入，新增 1 条" in text and "没有导入" not in text
    assert "format=refused" not in client.get(address).content.decode()
    assert client.get(f"{address}?format=refused").status_code == 200


def test_rows_of_a_standard_table_come_back_with_their_two_heads(portal, tmp_path):
    client = reader(portal)
    client.force_login(make_user(superuser=True))
    bad = [
        2,
        "政府预决算",
        "政府决算",
        "收支决算表",
        "《预算法》",
        "20日内",
        "财政部门",
        "没勾选",
        "√",
        None,
        "√",
        None,
        "",
        "",
    ]
    content = standard_table(tmp_path / "a.xlsx", GOOD, bad).read_bytes()
    client.post(
        reverse("sunshine_admin_catalogue", args=[portal.pk]), {"file": SimpleUploadedFile("目录.xlsx", content)}
    )
    address = reverse("sunshine_admin_upload", args=[portal.pk, SunshineUpload.objects.get().pk])
    text = client.post(address, {"accept_good": "1"}, follow=True).content.decode()
    assert "新增 1 项" in text and "有错误的 1 行没有导入" in text and CatalogueRow.objects.count() == 1
    rows = list(refused_of(client, address).iter_rows(values_only=True))
    assert "公开事项" in rows[0] and "二级事项" in rows[1] and rows[2][2] == "政府决算" and "公开层级" in rows[2][-1]


@pytest.mark.parametrize("key", [key for key, one in domains().items() if one.fields])
def test_names_of_columns_are_short_enough_to_stand_beside_their_values_on_a_telephone(key):
    """13.5em of 343 px at 14 px are the widest that the list's style gives them."""
    assert max(len(one.heading) for one in domains()[key].fields if one.listed) <= 13
