"""What stands in the way of an adjustment is said all at once, at its line, before anything happens."""

import datetime

import pytest

from listings.checks import faults_of, warnings_of
from listings.kinds import ListKind
from listings.models import AdjustmentLine
from listings.states import LineKind
from tests import factories
from tests.listings.factories import DAY, add, added, adjust, change, make_body, make_listing, power, prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    return make_listing()


@pytest.fixture
def body(listing):
    return make_body(listing, "县教育局")


def reasons(adjustment):
    return [str(fault) for fault in faults_of(adjustment)]


def test_a_whole_adjustment_has_none(listing, body):
    assert reasons(prepared(listing, add(power(body)))) == []


@pytest.mark.parametrize(
    ("missing", "word"),
    [
        ({"basis": ""}, "依据文件的名称和发文字号"),
        ({"basis_url": ""}, "或给出它的网址"),
        ({"proposing_body": None}, "提出机关"),
        ({"approving_body": None}, "审核机关"),
        ({"approval_number": ""}, "批准文号"),
        ({"effective_day": None}, "生效日期"),
        ({"note": " \n"}, "说明"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_nothing_that_is_asked_for_may_miss(listing, body, missing, word):
    adjustment = prepared(listing, add(power(body)))
    for name, value in missing.items():
        setattr(adjustment, name, value)
    (reason,) = reasons(adjustment)
    assert word in reason


def test_all_that_is_wrong_is_said_at_once_with_its_line(listing, body):
    lines = (add({"name": "甲"}), add(power(body, category="没有")), change(LineKind.CANCEL, None))
    found = faults_of(prepared(listing, *lines, basis=""))
    assert {fault.line for fault in found} == {0, 1, 2, 3}
    assert {fault.field for fault in found if fault.line == 1} == {"organisation", "category"}


def test_an_adjustment_of_nothing(listing):
    assert reasons(prepared(listing)) == ["还没有调整事项，请至少加入一项。"]


def test_an_unknown_body(listing, body):
    (reason,) = reasons(prepared(listing, add({**power(body), "organisation": "nobody"})))
    assert "没有标识为“nobody”的机构" in reason


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (lambda item, body: change(LineKind.AMEND, item), "没有要变更的内容"),
        (lambda item, body: change(LineKind.AMEND, item, {"organisation": body.key}), "只能用“划转”来变更"),
        (lambda item, body: change(LineKind.AMEND, item, {"category": "penalty"}), "只能用“转变类别”来变更"),
        (lambda item, body: change(LineKind.AMEND, item, {"name": None}), "缺少“权力名称”"),
        (lambda item, body: change(LineKind.TRANSFER, item), "请选择划转到哪个机关"),
        (lambda item, body: change(LineKind.MERGE, item), "请选择合并到哪个事项"),
        (lambda item, body: change(LineKind.MERGE, item, partner=item), "事项不能与自己相关"),
        (lambda item, body: change(LineKind.DELEGATE, item), "请选择下放到哪一级"),
        (lambda item, body: change(LineKind.RESUME, item), "不能于"),
        (lambda item, body: change(LineKind.RECLASSIFY, item, {"category": "penalty"}), "与权力类别"),
    ],
)  # fmt: skip
def test_a_kind_asks_for_what_it_needs(listing, body, line, word):
    (item,) = added(listing, power(body))
    assert any(word in reason for reason in reasons(prepared(listing, line(item, body))))


def test_an_item_of_another_list(listing, body):
    other = make_listing(portal=factories.make_portal("chunan"))
    (item,) = added(other, power(make_body(other)))
    assert "这个事项不在本清单上" in reasons(prepared(listing, change(LineKind.CANCEL, item)))[0]


def test_an_item_of_another_list_is_not_merged_into(listing, body):
    (mine,) = added(listing, power(body))
    other = make_listing(portal=factories.make_portal("chunan"))
    (theirs,) = added(other, power(make_body(other)))
    assert "不在清单上" in reasons(prepared(listing, change(LineKind.MERGE, mine, partner=theirs)))[0]


def test_a_code_is_used_once_within_a_body_on_the_list_and_in_the_adjustment(listing, body):
    added(listing, power(body, "在清单上的", code="许可-00001-000"))
    twice = [add(power(body, name, code="许可-00002-000")) for name in ("甲", "乙")]
    found = reasons(prepared(listing, add(power(body, code="许可-00001-000")), *twice))
    assert found[0] == "第 1 项：编码“许可-00001-000”已由同一机关的“在清单上的”使用。"
    assert "第 3 项：编码“许可-00002-000”已由同一机关的第 2 项使用。" in found


def test_a_code_is_free_for_another_body_and_after_its_item_has_left(listing, body):
    (item,) = added(listing, power(body, code="许可-00001-000"))
    assert reasons(prepared(listing, add(power(make_body(listing), code="许可-00001-000")))) == []
    adjust(listing, change(LineKind.CANCEL, item), day=DAY + datetime.timedelta(10))
    again = add(power(body, code="许可-00001-000"))
    assert reasons(prepared(listing, again, day=DAY + datetime.timedelta(10))) == []
    assert reasons(prepared(listing, again, day=DAY + datetime.timedelta(9))) != []


def test_a_code_changes_hands_within_one_adjustment(listing, body):
    (item,) = added(listing, power(body, code="许可-00001-000"))
    lines = change(LineKind.CANCEL, item), add(power(body, code="许可-00001-000"))
    assert reasons(prepared(listing, *lines, day=DAY + datetime.timedelta(1))) == []


def test_what_new_values_make_of_those_that_stay_is_checked_too(listing, body):
    (item,) = added(listing, power(body, code="许可-00001-000"))
    (reason,) = reasons(prepared(listing, change(LineKind.AMEND, item, {"code": "处罚-00001-000"})))
    assert "与权力类别“行政许可”不一致" in reason


def test_an_item_merges_into_what_is_still_there_that_day(listing, body):
    first, second = added(listing, power(body), power(body))
    lines = change(LineKind.CANCEL, first), change(LineKind.MERGE, second, partner=first)
    assert "要并入的事项在生效日不在清单上" in reasons(prepared(listing, *lines))[0]
    assert reasons(prepared(listing, change(LineKind.MERGE, second, partner=first))) == []


def test_an_item_merges_into_one_that_the_same_adjustment_makes(listing, body):
    (item,) = added(listing, power(body))
    draft = prepared(listing, add(power(body)), change(LineKind.CANCEL, item))
    made, line = draft.lines.all()
    AdjustmentLine.objects.filter(pk=line.pk).update(kind=LineKind.MERGE, partner_line=made)
    assert reasons(draft) == []


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"ends": "2025-12-31"}, "存续期限止早于起"),
        ({"budget": "-1"}, "年度预算"),
        ({"budget": "十万"}, "年度预算"),
        ({"starts": "2026-13-01"}, "不是日期"),
        ({"allocation_way": "抽签"}, "没有“抽签”"),
    ],
)
def test_a_fund_has_terms_and_amounts(values, word):
    listing = make_listing(ListKind.FUND)
    fund = {"organisation": make_body(listing).key, "name": "专项资金", "allocation_way": "factors",
            "starts": "2026-01-01", "ends": "2028-12-31", **values}  # fmt: skip
    assert any(word in reason for reason in reasons(prepared(listing, add(fund))))


@pytest.mark.parametrize(("code", "right"), [("2611", True), ("C", True), ("9999", False), ("化工", False)])
def test_an_industry_is_one_of_the_standard(code, right):
    listing = make_listing(ListKind.NEGATIVE)
    one = {"organisation": make_body(listing).key, "name": "炼油", "measure": "forbidden", "industry_code": code}
    assert (reasons(prepared(listing, add(one))) == []) == right


def test_a_day_that_has_passed_or_is_far_is_a_warning_and_no_fault(listing, body):
    adjustment = prepared(listing, add(power(body)))
    assert warnings_of(adjustment, DAY) == []
    assert "已过" in warnings_of(adjustment, DAY + datetime.timedelta(1))[0]
    assert "一年以后" in warnings_of(adjustment, DAY - datetime.timedelta(400))[0]
    assert reasons(adjustment) == []


def test_many_lines_cost_no_more_queries_than_a_few(listing, body, django_assert_max_num_queries):
    items = added(listing, *(power(body) for _ in range(60)))
    draft = prepared(listing, *(change(LineKind.MERGE, item, partner=items[-1]) for item in items[:-1]))
    with django_assert_max_num_queries(12):
        assert faults_of(draft) == []


def test_only_powers_are_handed_down():
    listing = make_listing(ListKind.FUND)
    fund = {"organisation": make_body(listing).key, "name": "专项资金", "allocation_way": "factors",
            "starts": "2026-01-01", "ends": "2028-12-31"}  # fmt: skip
    (item,) = added(listing, fund)
    draft = prepared(listing, change(LineKind.DELEGATE, item, to_level=3, entrusted=True))
    assert any("只有行政权力清单的事项可以下放" in reason for reason in reasons(draft))
