"""The page of an item: on any day, for ever, with what became of it and what belongs to it."""

import datetime
import json

import pytest

from cms_core.models.validity import Validity
from listings.kinds import ListKind
from listings.models import Item
from listings.public.groups import with_room
from listings.states import LineKind
from tests import factories
from tests.cms_core.serving import reader_of, texts, tree_of
from tests.listings.factories import add, added, adjust, change, make_body, power
from tests.listings.public_factories import fund, listing_of, make_province, responsibility

pytestmark = pytest.mark.django_db
LATER = datetime.date(2026, 3, 1)
NOTICE = "//aside[contains(@class,'item-notice')]"


@pytest.fixture
def listing():
    return listing_of(make_province())


def page_of(item, query=""):
    return reader_of(item.listing.portal).get(f"{item.path}{query}")


def body_text(page):
    return " ".join(tree_of(page).xpath("//main")[0].text_content().split())


def test_fields_stand_in_their_groups_and_empty_ones_are_left_out(listing):
    (item,) = added(listing, power(make_body(listing, "省财政厅"), "会计许可", promised_term=5, promised_unit="working",
                                   conditions="一、有场所；\n二、有人员。", inner_code="内-1"))  # fmt: skip
    page = page_of(item)
    text = body_text(page)
    assert "会计许可" in texts(page, "//h1")
    for shown in ("省财政厅", "5个工作日", "一、有场所；", "监督投诉电话无", "行政许可"):
        assert shown in text
    for left_out in ("内-1", "收费", "数量限制"):
        assert left_out not in text


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (LineKind.CANCEL, "已取消"),
        (LineKind.DELEGATE, "已下放"),
        (LineKind.SUSPEND, "已暂停"),
        (LineKind.INTERNALISE, "已转为内部管理"),
    ],
)
def test_an_item_that_left_says_so_with_its_basis(listing, kind, label):
    (item,) = added(listing, power(make_body(listing), "旧许可"))
    more = {"to_level": 3} if kind == LineKind.DELEGATE else {}
    adjustment = adjust(listing, change(kind, item, **more), day=LATER, basis="《关于取消的决定》（国发〔2026〕3号）")
    page = page_of(item)
    assert page.status_code == 200
    (notice,) = texts(page, NOTICE)
    assert label in notice
    assert "2026年3月1日" in notice
    assert "国发〔2026〕3号" in notice
    assert f"/lists/power/adjustments/{adjustment.pk}.html" in page.content.decode()


def test_a_merged_item_names_the_one_it_went_into(listing):
    first, second = added(listing, power(make_body(listing), "甲项"), power(make_body(listing), "乙项"))
    adjust(listing, change(LineKind.MERGE, first, partner=second), day=LATER)
    (notice,) = texts(page_of(first), NOTICE)
    assert "合并到：乙项" in notice
    assert second.path in page_of(first).content.decode()


def test_a_split_item_names_what_it_became(listing):
    body = make_body(listing)
    (item,) = added(listing, power(body, "合一的许可"))
    adjust(listing, change(LineKind.SPLIT, item), add(power(body, "一半"), partner=item),
           add(power(body, "另一半"), partner=item), day=LATER)  # fmt: skip
    (notice,) = texts(page_of(item), NOTICE)
    assert "拆分为：一半" in notice
    assert "拆分为：另一半" in notice


def test_history_tells_what_changed_from_what(listing):
    (item,) = added(listing, power(make_body(listing), "旧名", promised_term=20))
    adjust(listing, change(LineKind.AMEND, item, {"name": "新名", "promised_term": 10}), day=LATER)
    page = page_of(item)
    first, second = texts(page, "//ol[@class='timeline']/li")
    assert "变更要素" in first
    assert "旧名 → 新名" in first
    assert "云编〔2026〕1号" in first
    assert "新增" in second


def test_a_change_to_come_is_announced_and_its_day_can_be_seen(listing):
    today = datetime.date.today()
    (item,) = added(listing, power(make_body(listing), "现名"))
    day = today + datetime.timedelta(days=30)
    adjust(listing, change(LineKind.AMEND, item, {"name": "将来的名字"}), day=day)
    page = page_of(item)
    assert texts(page, "//h1") == ["现名"]
    (notice,) = texts(page, NOTICE)
    assert f"将于{day.year}年{day.month}月{day.day}日调整" in notice
    assert texts(page_of(item, f"?on={day}"), "//h1") == ["将来的名字"]
    listed = reader_of(listing.portal).get("/lists/power/").content.decode()
    assert f"将于{day.year}年{day.month}月{day.day}日调整" in listed
    upcoming = reader_of(listing.portal).get("/lists/power/upcoming/").content.decode()
    assert "将来的名字" in upcoming


def test_an_item_to_come_and_a_day_before_its_first_say_so(listing):
    day = datetime.date.today() + datetime.timedelta(days=30)
    (coming,) = added(listing, power(make_body(listing), "新项"), day=day)
    assert "即将生效" in texts(page_of(coming), NOTICE)[0]
    assert "新项" not in reader_of(listing.portal).get("/lists/power/").content.decode()
    (item,) = added(listing, power(make_body(listing), "老项"), day=datetime.date(2020, 5, 1))
    page = page_of(item, "?on=2019-12-31")
    assert page.status_code == 200
    assert "自2020年5月1日起列入" in texts(page, NOTICE)[0]


def test_what_was_revoked_before_its_day_is_gone(listing):
    from listings.actions.revoke import RevokeAdjustment

    day = datetime.date.today() + datetime.timedelta(days=30)
    adjustment = adjust(listing, add(power(make_body(listing), "撤销的新项")), day=day)
    item = Item.objects.select_related("listing").get()
    RevokeAdjustment(adjustment, reason="依据废止").execute()
    page = page_of(item)
    assert page.status_code == 410
    assert "撤销的新项" in page.content.decode()
    told = reader_of(listing.portal).get(f"/lists/power/adjustments/{adjustment.pk}.html")
    assert "已撤销" in told.content.decode()


def test_sub_items_and_their_main_item_lead_to_one_another(listing):
    body = make_body(listing)
    main, sub = added(listing, power(body, "主项许可", code="许可-00100-000"),
                      power(body, "子项许可", code="许可-00100-001", main_code="许可-00100-000"))  # fmt: skip
    assert sub.path in page_of(main).content.decode()
    assert main.path in page_of(sub).content.decode()


def test_powers_and_responsibilities_lead_to_one_another(listing):
    duties = listing_of(listing.portal, ListKind.RESPONSIBILITY, "lists.duties")
    body = make_body(listing)
    (item,) = added(listing, power(body, "渔业许可", code="许可-00100-000"))
    (duty,) = added(
        duties, responsibility(body, "渔业许可责任", power_code="许可-00100-000", responsibilities="受理\n审查")
    )
    other = make_body(listing)
    (foreign,) = added(duties, responsibility(other, "别家的责任", power_code="许可-00100-000"))
    page = page_of(item).content.decode()
    assert duty.path in page
    assert foreign.path not in page
    assert item.path in page_of(duty).content.decode()


def test_a_basis_leads_to_the_catalogue_and_a_repealed_one_is_marked(listing):
    policies = factories.make_column(listing.portal.home, "政策文件")
    document = factories.make_document(
        policies, "渔业管理办法", document_number="浙政发〔2015〕8号", validity=Validity.REPEALED,
        date_repealed=datetime.date(2026, 2, 1), validity_basis="到期",
    )  # fmt: skip
    (item,) = added(listing, power(make_body(listing), legal_basis="依据《渔业管理办法》（浙政发〔2015〕8号）第三条"))
    page = page_of(item)
    links = tree_of(page).xpath(f"//dd//a[@href='/{document.address}']")
    assert links
    assert any("已废止（2026年2月1日）" in notice for notice in texts(page, NOTICE))


def test_what_is_hostile_is_shown_as_text(listing):
    evil = "<script>alert(1)</script>"
    (item,) = added(listing, power(make_body(listing), f"许可{evil}", legal_basis=evil, conditions=f"甲\n{evil}",
                                   guide_url="https://shop.example/?a=<b>"))  # fmt: skip
    page = page_of(item)
    assert "<script>alert" not in page.content.decode()
    graph = json.loads(tree_of(page).xpath("//script[@type='application/ld+json']")[0].text)["@graph"]
    service = next(one for one in graph if one["@type"] == "GovernmentService")
    assert service["name"] == f"许可{evil}"
    assert tree_of(page).xpath("//p[contains(@class,'item-guide')]/a/@href")[0].startswith("/leaving/?to=")


def test_a_fund_past_its_term_says_so(listing):
    funds = listing_of(listing.portal, ListKind.FUND, "lists.funds")
    (item,) = added(
        funds,
        fund(make_body(listing), starts="2020-01-01", ends="2022-12-31", budget="1200", allocation="杭州市 300万元"),
    )
    page = page_of(item)
    assert "期限已届满" in texts(page, NOTICE)[0]
    assert "1,200" in body_text(page)
    assert "杭州市 300万元" in body_text(page)


def test_an_unknown_item_is_not_found_and_one_of_another_list_neither(listing):
    (item,) = added(listing, power(make_body(listing)))
    reader = reader_of(listing.portal)
    assert reader.get("/lists/power/999999.html").status_code == 404
    assert reader.get(f"/lists/fund/{item.pk}.html").status_code == 404


def test_search_engines_get_one_address_of_an_item(listing):
    (item,) = added(listing, power(make_body(listing)))
    for query in ("", "?on=2026-01-02"):
        page = page_of(item, query)
        assert tree_of(page).xpath("//link[@rel='canonical']/@href") == [f"{listing.portal.base_url}{item.path}"]
    assert page["X-Robots-Tag"] == "noindex, follow"


def test_a_short_field_that_has_none_beside_it_may_use_the_whole_width():
    short, long = {"is_long": False, "is_alone": False}, {"is_long": True, "is_alone": False}

    def alone(*rows):
        return [row["is_alone"] for row in with_room([dict(row) for row in rows])]

    assert alone(short, short) == [False, False]
    assert alone(short, short, short) == [False, False, True]
    assert alone(short, long, short, short, long) == [True, False, False, False, False]
