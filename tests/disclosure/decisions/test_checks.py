"""What is refused, and in which words."""

import datetime
from decimal import Decimal

import pytest

from disclosure import identity
from disclosure.decisions import terms, values
from disclosure.decisions.checks import NO_CODE, faults_of
from disclosure.decisions.errors import DecisionError
from disclosure.decisions.kinds import DecisionKind, packed, unpacked
from tests.disclosure.decisions import factories

TODAY = datetime.date(2026, 6, 1)


class Body:
    name, credit_code = "某局", factories.credit_code(77)


def faulty(kind, **changes):
    return {fault.field: fault.reason for fault in faults_of(kind, factories.values(kind, Body, **changes), TODAY)}


@pytest.mark.parametrize("kind", DecisionKind)
def test_what_the_template_asks_for_is_enough(kind):
    assert faulty(kind) == {}


@pytest.mark.parametrize(
    ("kind", "changes", "field", "word"),
    [
        ("penalty", {"credit_code": "913301220000000001"}, "credit_code", "校验码应为"),
        ("penalty", {"body_code": "11330122000000000A"}, "body_code", "校验码应为"),
        ("penalty", {"organisation_code": "123456789"}, "organisation_code", "校验码应为"),
        ("penalty", {"credit_code": ""}, "credit_code", NO_CODE),
        ("penalty", {"decided_on": datetime.date(2026, 6, 2)}, "decided_on", "晚于今天"),
        ("penalty", {"facts": ""}, "facts", "违法事实"),
        ("penalty", {"category": packed(["warning"])}, "category", "罚款金额"),
        ("penalty", {"fine": 0}, "fine", "不能是 0"),
        ("penalty", {"confiscated": Decimal("1")}, "category", "没收金额"),
        ("penalty", {"published_until": datetime.date(2026, 7, 1)}, "published_until", "过早"),
        ("penalty", {"published_until": datetime.date(2029, 6, 2)}, "published_until", "过晚"),
        ("penalty", {"party": "公" * 201}, "party", "最多 200 字"),
        ("licence", {"valid_until": datetime.date(2026, 5, 1)}, "valid_until", "早于"),
        ("licence", {"valid_from": None}, "valid_from", "缺少"),
        ("penalty", factories.person(party_number=""), "party_number", "应填写证件号码"),
        ("penalty", factories.person(party_number="330122199001010011"), "party_number", "校验位不符"),
        ("penalty", factories.person(party_number="330122199013010010"), "party_number", "出生日期"),
        ("penalty", factories.person(credit_code=factories.credit_code(5)), "credit_code", "自然人"),
    ],
)
def test_each_fault_is_told_at_its_column(kind, changes, field, word):
    found = faulty(kind, **changes)
    assert list(found) == [field]
    assert word in found[field]


def test_no_reason_repeats_the_number_of_a_person():
    number = "330122199001010011"
    reasons = " ".join(faulty("penalty", **factories.person(party_number=number)).values())
    assert reasons
    assert number not in reasons
    assert number[6:14] not in reasons


def test_who_has_no_code_yet_writes_the_official_stand_in():
    assert faulty("penalty", credit_code=NO_CODE) == {}


@pytest.mark.parametrize("number", [factories.identity_number(8), "330122900101001"])
def test_identity_numbers_of_both_lengths_are_right(number):
    assert identity.fault_of(number, TODAY) == ""


def test_the_check_digit_is_that_of_the_standard():
    """The example of GB 11643-1999."""
    assert identity.check_digit("11010519491231002") == "X"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0.05", "0.05"),
        ("1,200", "1200"),
        ("500元", "0.05"),
        ("3万元", "3"),
        (12.5, "12.5"),
        ("０.５", "0.5"),
    ],
)
def test_amounts_are_ten_thousands_of_yuan(written, read):
    assert values.plain(values.read("penalty", "fine", written)) == read


@pytest.mark.parametrize("written", ["0.0000001", "-1", "一万", "1e30", "NaN"])
def test_amounts_that_cannot_be_are_refused(written):
    with pytest.raises(DecisionError):
        values.read("penalty", "fine", written)


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("罚款;没收违法所得、没收非法财物", ["fine", "confiscation"]),
        ("警告，罚款", ["warning", "fine"]),
        ("责令停产停业", ["closure"]),
        ("吊销许可证件", ["revocation"]),
        ("其他-责令改正", ["other"]),
    ],
)
def test_kinds_of_penalty_are_told_apart(written, kinds):
    assert unpacked(values.read("penalty", "category", written)) == kinds


def test_numbers_that_excel_has_cut_are_not_taken():
    with pytest.raises(DecisionError, match="15 位"):
        values.read("penalty", "credit_code", 913301220000000012)
    with pytest.raises(DecisionError, match="15 位"):
        values.read("penalty", "party_number", "3.30122E+17")


@pytest.mark.parametrize("written", ["2026-05-03", "2026/5/3", "2026年5月3日", "20260503", 46145, "二○二六年五月三日"])
def test_dates_in_several_forms_are_one_day(written):
    assert values.read("licence", "decided_on", written) == datetime.date(2026, 5, 3)


def test_seven_working_days_leave_out_the_holiday_and_count_its_make_up_day():
    """五一 2026: 1 to 5 May off, Saturday the 9th worked."""
    assert terms.due_on(datetime.date(2026, 4, 30)) == datetime.date(2026, 5, 13)


def test_three_months_after_the_end_of_november_is_the_end_of_february():
    assert terms.months_after(datetime.date(2026, 11, 30), 3) == datetime.date(2027, 2, 28)
