"""What a line of an adjustment lacks by itself, or says too much, is refused before anything happens."""

import datetime

import pytest

from cms_core.models.organisations import Level, OrganisationKind
from listings.checks import faults_of
from listings.kinds import ListKind
from listings.models import AdjustmentLine, Record
from listings.states import LineKind
from tests.factories import make_organisation
from tests.listings.factories import DAY, add, added, adjust, change, make_body, make_listing, power, prepared
from tests.listings.levels_factories import make_levels

pytestmark = pytest.mark.django_db
DAYS = [DAY + datetime.timedelta(days) for days in (10, 20, 30)]


def reasons(adjustment):
    return [str(fault) for fault in faults_of(adjustment)]


@pytest.mark.parametrize(("parts", "right"), [(0, False), (1, False), (2, True)])
def test_a_split_says_into_what(parts, right):
    listing = make_listing()
    body = make_body(listing)
    (item,) = added(listing, power(body))
    lines = [change(LineKind.SPLIT, item), *(add(power(body), partner=item) for _ in range(parts))]
    found = reasons(prepared(listing, *lines))
    assert found == ([] if right else [f"第 1 项：拆分出的事项有 {parts} 项，至少应有 2 项；请逐个加入拆分出的事项。"])


@pytest.mark.parametrize(
    ("block", "values", "missing"),
    [
        ("duty", {}, ["主要职责"]),
        ("duty", {"main_duty": "主管教育"}, []),
        ("boundary", {"division": "各管一段"}, ["相关部门"]),
        ("oversight", {"oversight_object": "学校", "oversight_way": "抽查"}, ["监管内容"]),
        ("service", {"institution": "服务中心"}, ["主要内容"]),
        ("power", {"power_code": "许可-00001-000"}, ["责任事项"]),
        ("power", {"responsibilities": "受理"}, []),
    ],
)
def test_a_responsibility_has_what_its_block_asks_for(block, values, missing):
    listing = make_listing(ListKind.RESPONSIBILITY)
    duty = {"organisation": make_body(listing).key, "name": "学校设立", "block": block, **values}
    found = reasons(prepared(listing, add(duty)))
    assert len(found) == len(missing)
    assert all(f"缺少“{label}”" in reason for label, reason in zip(missing, found, strict=True))


def test_what_a_block_asks_for_is_not_emptied_later():
    listing = make_listing(ListKind.RESPONSIBILITY)
    body = make_body(listing)
    duty = {"organisation": body.key, "name": "学校设立", "block": "duty", "main_duty": "主管教育"}
    (item,) = added(listing, duty)
    (reason,) = reasons(prepared(listing, change(LineKind.AMEND, item, {"main_duty": None})))
    assert "缺少“主要职责”" in reason
    (reason,) = reasons(prepared(listing, change(LineKind.RECLASSIFY, item, {"block": "power"})))
    assert "缺少“责任事项”" in reason


def test_an_item_approved_before_its_block_asked_for_more_is_amended_in_other_fields():
    listing = make_listing(ListKind.RESPONSIBILITY)
    body = make_body(listing)
    (item,) = added(listing, {"organisation": body.key, "name": "学校设立", "block": "duty", "main_duty": "主管教育"})
    record = Record.objects.get(item=item)
    Record.objects.filter(item=item).update(content=record.content.replace('"main_duty":"主管教育",', ""))
    assert reasons(prepared(listing, change(LineKind.AMEND, item, {"name": "学校设立管理"}))) == []
    other = make_body(listing)
    assert reasons(prepared(listing, change(LineKind.TRANSFER, item, {"organisation": other.key}))) == []
    for kind, values in ((LineKind.AMEND, {"main_duty": None}), (LineKind.RECLASSIFY, {"block": "power"})):
        (reason,) = reasons(prepared(listing, change(kind, item, values)))
        assert "缺少" in reason
    assert reasons(prepared(listing, change(LineKind.AMEND, item, {"main_duty": "主管教育"}))) == []


def test_a_fund_that_is_applied_for_says_how():
    listing = make_listing(ListKind.FUND)
    fund = {"organisation": make_body(listing).key, "name": "专项资金", "allocation_way": "projects",
            "starts": "2026-01-01", "ends": "2028-12-31"}  # fmt: skip
    (reason,) = reasons(prepared(listing, add(fund)))
    assert "缺少“申报通知" in reason
    assert reasons(prepared(listing, add({**fund, "applying": "每年三月申报"}))) == []


@pytest.mark.parametrize("kind", [LineKind.CANCEL, LineKind.SUSPEND, LineKind.INTERNALISE, LineKind.MERGE])
def test_only_what_changes_an_item_carries_values(kind):
    listing = make_listing()
    body = make_body(listing)
    item, other = added(listing, power(body), power(body))
    more = {"partner": other} if kind == LineKind.MERGE else {}
    (reason,) = reasons(prepared(listing, change(kind, item, {"name": "偷改的名称"}, **more)))
    assert "不变更事项的内容" in reason


def test_an_item_that_lacks_something_can_still_be_taken_off():
    listing = make_listing(ListKind.RESPONSIBILITY)
    duty = {"organisation": make_body(listing).key, "name": "学校设立", "block": "duty", "main_duty": "主管教育"}
    (item,) = added(listing, duty)
    AdjustmentLine.objects.update(values={})
    assert reasons(prepared(listing, change(LineKind.SUSPEND, item), day=DAYS[0])) == []


def test_new_values_agree_with_what_is_approved_for_later_days():
    """An earlier day comes in afterwards: its code must fit the category that the item has from a later day on."""
    listing = make_listing()
    (item,) = added(listing, power(make_body(listing), code="许可-00001-000"))
    later = {"category": "penalty", "code": "处罚-00001-000"}
    adjust(listing, change(LineKind.RECLASSIFY, item, later), day=DAYS[2])
    assert reasons(prepared(listing, change(LineKind.AMEND, item, {"code": "许可-00002-000"}), day=DAYS[0])) == []
    adjust(listing, change(LineKind.AMEND, item, {"code": "许可-00002-000"}), day=DAYS[0])
    other = added(listing, power(make_body(listing), code=""))[0]
    adjust(listing, change(LineKind.RECLASSIFY, other, {"category": "penalty"}), day=DAYS[2])
    (reason,) = reasons(prepared(listing, change(LineKind.AMEND, other, {"code": "许可-00003-000"}), day=DAYS[0]))
    assert f"自 {DAYS[2]} 起" in reason
    assert "与权力类别“行政处罚”不一致" in reason


def test_a_body_is_of_the_government_whose_list_it_is():
    places = make_levels()
    theirs = power(places.other.body)
    (reason,) = reasons(prepared(places.county.listing, add(theirs)))
    assert "不是hexi县人民政府的机构" in reason
    assert reasons(prepared(places.other.listing, add(theirs))) == []


def test_a_government_below_with_a_list_of_its_own_answers_for_its_bodies():
    places = make_levels()
    (reason,) = reasons(prepared(places.province.listing, add(power(places.county.body))))
    assert "有自己的清单" in reason
    bare = make_organisation("hexi镇人民政府", parent=places.county.government, level=Level.TOWN)
    assert reasons(prepared(places.county.listing, add(power(bare)))) == []


def test_a_body_from_elsewhere_that_is_on_the_list_already_stays_there():
    places = make_levels()
    tax = make_organisation("青阳市税务局", parent=places.city.government, level=Level.CITY,
                            kind=OrganisationKind.DEPARTMENT)  # fmt: skip
    (item,) = added(places.city.listing, power(tax))
    tax.move(places.other.government, "last-child")
    assert reasons(prepared(places.city.listing, add(power(tax)))) == []
    lines = change(LineKind.TRANSFER, item, {"organisation": places.county.body.key})
    assert len(reasons(prepared(places.city.listing, lines))) == 1
