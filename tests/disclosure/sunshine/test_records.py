"""Records: typed values, one of each, who changed them; from forms and workbooks alike."""

from decimal import Decimal

import pytest
from openpyxl import Workbook

from disclosure.models import RecordState, SunshineRecord
from disclosure.sunshine.actions.records import PublishRecords, SaveRecord, WithdrawRecords
from disclosure.sunshine.actions.take_in import TakeInRecords
from disclosure.sunshine.domains import domains
from disclosure.sunshine.errors import Faulty, NotAllowed, Unusable
from disclosure.sunshine.values import clean
from disclosure.sunshine.workbooks.records import read_records, write_template
from tests.disclosure.sunshine.factories import MONEY, RELIEF, THREE_PUBLIC, county_with_columns, make_record
from tests.factories import make_portal, make_user

pytestmark = pytest.mark.django_db


def test_amounts_are_exact_in_ten_thousands():
    record = make_record(make_portal(), amount="123,456.789012万元")
    assert record.amount == Decimal("123456.789012") and record.values["amount"] == "123456.789012"


@pytest.mark.parametrize(
    ("name", "value"),
    [("amount", "1.2345678"), ("amount", "很多"), ("amount", "1e40"), ("amount", "NaN"), ("year", "25"),
     ("stage", "概算"),
     ("function", ""),
     ("note", "联系人 13800138000"), ("day", "2026-02-30"), ("function", "科" * 301)],
)  # fmt: skip
def test_what_cannot_be_a_value_is_told_by_its_field(name, value):
    _, faults = clean(domains()["finance"], MONEY | {name: value})
    assert set(faults) == {name} and faults[name].endswith("。")


def test_a_name_is_never_stored_whole():
    record = make_record(make_portal(), "relief")
    kept = f"{record.values} {record.title} {[change.changes for change in record.changes.all()]}"
    assert "欧阳**" in kept and "某" not in kept


def test_the_same_record_twice_is_refused():
    portal = make_portal()
    make_record(portal)
    with pytest.raises(NotAllowed, match="已有同一条记录"):
        make_record(portal)


def test_each_change_is_kept_with_who_and_what():
    user = make_user()
    record = make_record(make_portal(), publish=False)
    SaveRecord(record, MONEY | {"amount": "99"}, user=user).execute()
    change = record.changes.first()
    assert change.by == user and change.changes == {"amount": ["1234.5", "99"]}


def test_whoever_was_overtaken_is_told_and_nothing_is_lost():
    record = make_record(make_portal(), publish=False)
    SaveRecord(record, MONEY | {"amount": "99"}, revision=1).execute()
    with pytest.raises(NotAllowed, match="刚刚被别人改过"):
        SaveRecord(SunshineRecord.objects.get(pk=record.pk), MONEY | {"amount": "98"}, revision=1).execute()


def test_publishing_twice_is_publishing_once():
    record = make_record(make_portal())
    again = SunshineRecord.objects.filter(pk=record.pk)
    assert PublishRecords(again).execute() == 0
    assert WithdrawRecords(again).execute() == 1
    assert WithdrawRecords(again).execute() == 0
    assert again.get().state == RecordState.WITHDRAWN and again.get().published_at == record.published_at


@pytest.mark.parametrize("key", [key for key, one in domains().items() if one.fields])
def test_what_a_template_was_filled_with_is_read_again_without_change(tmp_path, key):
    domain, portal = domains()[key], make_portal()
    example = {"text": "=甲", "long": "一\n二", "year": "2025", "day": "2026-01-02", "amount": "12.345678",
               "number": "3",
               "name": "张三丰", "url": "https://example.test/a"}  # fmt: skip
    written = {one.name: next(iter(one.choices), example.get(one.type)) for one in domain.fields}
    record = SaveRecord(SunshineRecord(portal=portal, domain=key, organisation=portal.organisation), written).execute()
    path = tmp_path / "book.xlsx"
    write_template(path, domain, [record])
    found = read_records(path, portal, domain)
    assert found.faults == [] and found.rows[0]["identity"] == record.identity
    assert TakeInRecords(portal, key, found.rows).compare() == {"new": 0, "changed": 0, "same": 1}


def test_faults_of_a_workbook_never_tell_a_name(tmp_path):
    portal, domain = make_portal(), domains()["relief"]
    path = tmp_path / "a.csv"
    heads = ["公开主体", *(one.heading for one in domain.fields)]
    cells = [
        {**RELIEF, "person": "张某某13800138000", "kind": "最低生活保障"}.get(one.name, "") for one in domain.fields
    ]
    path.write_text(f"{','.join(heads)}\n,{','.join(cells)}\n", "utf-8")
    found = read_records(path, portal, domain)
    assert found.rows == [] and "手机号码" in found.faults[0]["reason"] and "张某某" not in str(found.faults)


def test_a_file_takes_in_new_and_changed_records_and_keeps_the_others(tmp_path):
    portal = make_portal()
    kept = make_record(portal, function="其他支出")
    make_record(portal)
    path = tmp_path / "a.csv"
    path.write_text(
        "年度,级次,预算或决算,收入或支出,功能分类科目,金额（万元）\n"
        "2025,本级政府,决算,支出,教育支出,99\n2025,本级政府,决算,支出,卫生健康支出,8\n",
        "utf-8",
    )
    rows = read_records(path, portal, domains()["finance"])
    assert TakeInRecords(portal, "finance", rows.rows, publish=True).execute() == {
        "new": 1, "changed": 1, "same": 0, "published": 1
    }  # fmt: skip
    assert SunshineRecord.objects.count() == 3 and SunshineRecord.objects.get(pk=kept.pk).revision == kept.revision


def test_a_workbook_without_required_columns_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("年度,级次\n2025,本级政府\n", "utf-8")
    with pytest.raises(Unusable, match="缺少这些列"):
        read_records(path, make_portal(), domains()["finance"])


def test_a_form_without_a_required_value_says_which():
    portal = make_portal()
    record = SunshineRecord(portal=portal, domain="finance", organisation=portal.organisation)
    with pytest.raises(Faulty) as caught:
        SaveRecord(record, {}).execute()
    assert "年度" in caught.value.faults["year"]


def amounts_of(tmp_path, heading, *values):
    path, portal = tmp_path / "book.xlsx", county_with_columns()[0]
    book = Workbook()
    labels = {one.name: one.label for one in domains()["finance"].fields}
    choices = {one.name: one.choices for one in domains()["finance"].fields}
    names = ["year", "scope", "stage", "side", "function"]
    book.active.append([*(labels[name] for name in names), heading, "内部备注"])
    for number, value in enumerate(values):
        told = {**MONEY, "function": f"科目{number}"}
        row = [choices[name].get(told[name], told[name]) for name in names]
        book.active.append([*row, value, "不公开的话"])
    book.save(path)
    return read_records(path, portal, domains()["finance"])


def test_a_heading_in_another_unit_is_brought_to_ten_thousands_exactly_and_said(tmp_path):
    found = amounts_of(tmp_path, "金额（元）", 12345678, "1,000.5", 0.1, "一千", 1e20)
    assert [row["values"]["amount"] for row in found.rows] == ["1234.5678", "0.10005", "0.00001"]
    assert [(one["row"], one["reason"][:10]) for one in found.faults] == [
        (5, "“金额”应为数字，不"),
        (6, "“金额”的数字过大，"),
    ]
    assert found.notes == ["这些列不属于“财政预决算”，没有读入：内部备注。", "已换算成万元：金额（元）。"]


def test_amounts_that_are_no_balance_are_not_negative():
    with pytest.raises(Faulty, match="不能是负数"):
        make_record(make_portal(), "three_public", **(THREE_PUBLIC | {"abroad": "-1"}))
    assert make_record(make_portal("deqing"), amount="-12.5").amount == Decimal("-12.5")
