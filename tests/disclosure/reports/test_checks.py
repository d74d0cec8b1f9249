"""勾稽: what does not add up is said with the figures and the cell."""

import copy

import pytest

from disclosure.applications.counting import CARRIED_IN, CARRIED_OUT, NEW, SUM
from disclosure.reports.checks import faults_of
from disclosure.reports.form import KINDS, cells
from disclosure.reports.sums import as_json, cells_of, from_json, tables_of

YEAR = 2025
THREE = {
    ("1", "person"): 10,
    ("2", "person"): 2,
    ("3.1", "person"): 9,
    ("3.4.1", "person"): 1,
    ("4", "person"): 2,
    ("1", "business"): 3,
    ("3.3.4", "business"): 3,
}


def right():
    values = dict.fromkeys(cells(), 0) | {("3", *key): number for key, number in THREE.items()}
    return tables_of(values | {("2", "normative", "made"): 4, ("2", "normative", "in_force"): 30})


def reasons(tables, last=None) -> list[str]:
    return [fault.reason for fault in faults_of(tables, YEAR, last)]


def test_what_is_right_has_no_fault():
    assert reasons(right()) == []


@pytest.mark.parametrize("kind", [kind.value for kind in KINDS])
@pytest.mark.parametrize("row", [NEW, CARRIED_IN, "3.1", "3.6.3", CARRIED_OUT])
def test_each_column_balances_by_itself_and_in_the_sum(row, kind):
    values = cells_of(right())
    values["3", row, kind] += 1
    found = faults_of(tables_of(values), YEAR)
    assert len(found) == 2
    assert all("勾稽不平" in fault.reason for fault in found)
    assert {fault.keys[0][2] for fault in found} == {kind, "total"}


def test_the_sentence_has_the_figures():
    values = cells_of(right())
    values["3", NEW, "person"] = 12
    assert reasons(tables_of(values))[0] == (
        "表三“自然人”列勾稽不平：一（12）＋二（2）＝14，三（七）（10）＋四（2）＝12，前者比后者多 2。"
    )


def test_two_columns_that_are_wrong_against_each_other_are_both_told():
    values = cells_of(right())
    values["3", NEW, "person"] += 1
    values["3", NEW, "business"] -= 1
    assert [reason[:9] for reason in reasons(tables_of(values))] == ["表三“自然人”列勾", "表三“商业企业”列"]


@pytest.mark.parametrize(
    ("table", "row", "column", "said"),
    [
        ("3", "3.1", "total", "表三“（一）予以公开”行“总计”列是 10，自然人与五类组织之和是 9"),
        ("3", SUM, "person", "表三“（七）总计”行“自然人”列是 11，（一）至（六）各行之和是 10"),
        ("4", "direct", "total", "表四“行政诉讼（未经复议直接起诉）”的“总计”是 1，"),
    ],
)
def test_sums_that_are_none_are_told(table, row, column, said):
    tables = copy.deepcopy(right())
    tables[table][row][column] += 1
    assert any(reason.startswith(said) for reason in reasons(tables))


@pytest.mark.parametrize(
    ("number", "said"), [(None, "还没有填写"), (-1, "不能小于 0"), (10**12, "大得不合理"), (1.5, "应为整数")]
)
def test_empty_negative_and_senseless_cells_are_told(number, said):
    values = cells_of(right()) | {("2", "licence", "decided"): number}
    assert [said in reason and "表二“行政许可”" in reason for reason in reasons(tables_of(values))] == [True]


def test_last_year_is_taken_up():
    last = right()
    assert reasons(right(), last) == []
    values = cells_of(last) | {("3", CARRIED_OUT, "person"): 5}
    assert reasons(right(), tables_of(values))[0].startswith(
        "表三“自然人”列：2024 年年报的“四、结转下年度继续办理”是 5，本年的“二、上年结转”是 2，应当相等。结转后又合并"
    )


def test_documents_in_force_are_at_least_what_was_made():
    values = cells_of(right()) | {("2", "normative", "in_force"): 3}
    assert "少于本年制发（4）减本年废止（0）" in reasons(tables_of(values))[0]


def test_tables_survive_being_kept_as_json():
    from decimal import Decimal

    values = cells_of(right()) | {("2", "fees", "amount"): Decimal("12.50"), ("2", "rules", "made"): None}
    tables = tables_of(values)
    assert from_json(as_json(tables)) == tables
