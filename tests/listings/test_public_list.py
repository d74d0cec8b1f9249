"""The page of a list: its rows, filters and counts, on any day, and nothing of what is not approved."""

import datetime

import pytest

from listings.kinds import ListKind
from listings.public import statistics_page
from listings.states import LineKind
from tests.cms_core.serving import reader_of, texts
from tests.listings.factories import DAY, add, added, adjust, change, make_body, power, prepared
from tests.listings.public_factories import fund, listing_of, make_province, negative

pytestmark = pytest.mark.django_db
NAMES = "//table[contains(@class,'list-table')]//tbody/tr/th/a[1]"
TOTAL = "//div[@class='list-head']/p[1]"


@pytest.fixture
def listing():
    return listing_of(make_province())


def names(portal, address):
    return texts(reader_of(portal).get(address), NAMES)


@pytest.mark.parametrize("path", ["", "upcoming/", "adjustments/", "compare/", "statistics/"])
def test_every_page_of_an_empty_list_answers(listing, path):
    assert reader_of(listing.portal).get(f"/lists/power/{path}").status_code == 200


def test_a_list_shows_its_items_by_body_and_code(listing):
    first, second = make_body(listing, "省发展改革委"), make_body(listing, "省财政厅")
    added(
        listing,
        power(second, "乙"),
        power(first, "丙", code="许可-00009-000"),
        power(first, "甲", code="许可-00001-000"),
    )
    assert names(listing.portal, "/lists/power/") == ["甲", "丙", "乙"]
    assert texts(reader_of(listing.portal).get("/lists/power/"), TOTAL) == ["共 3 项"]


def test_filters_narrow_rows_and_counts_alike(listing):
    first, second = make_body(listing, "省发展改革委"), make_body(listing, "省财政厅")
    penalty = {"category": "penalty", "code": "处罚-00001-000"}
    added(
        listing, power(first, "甲", level=1), power(second, "乙", **penalty), power(second, "丙", industry_theme="金融")
    )
    assert names(listing.portal, "/lists/power/?category=penalty") == ["乙"]
    assert names(listing.portal, f"/lists/power/?body={second.key}&category=permit") == ["丙"]
    assert names(listing.portal, "/lists/power/?level=1") == ["甲"]
    assert names(listing.portal, "/lists/power/?theme=金融") == ["丙"]
    page = reader_of(listing.portal).get(f"/lists/power/?body={second.key}")
    assert texts(page, TOTAL) == ["共 2 项"]
    found = texts(page, "//details[summary='权力类别']//a")
    assert found == ["行政许可 1项", "行政处罚 1项"]


def test_a_search_reads_name_code_and_basis(listing):
    body = make_body(listing)
    added(
        listing,
        power(body, "渔业捕捞许可", legal_basis="《中华人民共和国渔业法》第二十三条"),
        power(body, "烟草专卖零售许可", code="许可-77777-000"),
    )
    for word, found in [
        ("捕捞", ["渔业捕捞许可"]),
        ("77777", ["烟草专卖零售许可"]),
        ("渔业法", ["渔业捕捞许可"]),
        ("无此", []),
    ]:
        assert names(listing.portal, f"/lists/power/?q={word}") == found


def test_what_left_the_list_is_there_on_demand(listing):
    item, _ = added(listing, power(make_body(listing), "旧许可"), power(make_body(listing), "现许可"))
    adjust(listing, change(LineKind.CANCEL, item), day=datetime.date(2026, 2, 1))
    assert names(listing.portal, "/lists/power/") == ["现许可"]
    assert names(listing.portal, "/lists/power/?state=cancelled") == ["旧许可"]
    assert names(listing.portal, "/lists/power/?on=2026-01-15") == ["旧许可", "现许可"]


def test_pages_follow_one_another_in_both_directions(listing):
    body = make_body(listing)
    added(listing, *(power(body, f"第{n:02}项", code=f"许可-{n:05}-000") for n in range(45)))
    reader, seen, address = reader_of(listing.portal), [], "/lists/power/"
    while address:
        page = reader.get(address)
        seen.append(texts(page, NAMES))
        address = page.context["pagination"]["next_url"]
    assert [len(one) for one in seen] == [20, 20, 5]
    assert [*seen[0], *seen[1], *seen[2]] == [f"第{n:02}项" for n in range(45)]
    before = reader.get(page.context["pagination"]["previous_url"])
    assert texts(before, NAMES) == seen[1]
    assert texts(reader.get(before.context["pagination"]["previous_url"]), NAMES) == seen[0]
    last = reader.get("/lists/power/?cursor=z")
    assert (texts(last, NAMES)[-1], len(texts(last, NAMES))) == ("第44项", 20)


@pytest.mark.parametrize("cursor", ["x", "a~~~", "a~'~;~9", "b~zz~%00~1", "a~0001~x~99999999999999999999"])
def test_a_broken_cursor_is_the_first_page(listing, cursor):
    added(listing, power(make_body(listing), "甲"))
    assert reader_of(listing.portal).get("/lists/power/", {"cursor": cursor}).status_code == 200


def test_what_is_not_approved_is_nowhere(listing):
    body = make_body(listing)
    (item,) = added(listing, power(body, "公开的名称"))
    prepared(
        listing,
        add(power(body, "未批准的新项")),
        change(LineKind.AMEND, item, {"name": "未批准的名称"}),
        title="未批准的调整",
    )
    reader = reader_of(listing.portal)
    for path in ("", "upcoming/", "adjustments/", f"{item.pk}.html", "compare/", "statistics/", "?on=2026-12-31"):
        page = reader.get(f"/lists/power/{path}")
        assert page.status_code == 200
        assert "未批准" not in page.content.decode()


@pytest.mark.parametrize("asked", ["abc", "2015-13-40", "0001-01-01", "9999-12-31", "2099-01-01", "\0", "９" * 50])
def test_a_day_that_is_none_is_kindly_refused(listing, asked):
    added(listing, power(make_body(listing), "甲"))
    page = reader_of(listing.portal).get("/lists/power/", {"on": asked})
    assert page.status_code == 200
    assert len(texts(page, "//p[@class='list-notice']")) == (1 if asked.strip() else 0)
    assert texts(page, NAMES) == ["甲"]


def test_another_day_says_so_and_leads_back(listing):
    added(listing, power(make_body(listing), "甲"))
    page = reader_of(listing.portal).get("/lists/power/?on=2026-01-02&category=permit")
    (banner,) = texts(page, "//div[@class='day-banner']")
    assert "您看到的是 2026年1月2日 的清单" in banner
    assert page.context["today_url"] == "/lists/power/?category=permit"
    assert page["X-Robots-Tag"] == "noindex, follow"


def test_the_negative_list_is_filtered_by_industry(db):
    portal = make_province()
    listing = listing_of(portal, ListKind.NEGATIVE, "lists.investment")
    body = make_body(listing)
    added(listing, negative(body, "水泥制造"), negative(body, "稻谷种植", industry_code="0111", measure="approval"))
    assert names(portal, "/lists/negative/?theme=C") == ["水泥制造"]
    assert names(portal, "/lists/negative/?theme=01") == ["稻谷种植"]
    page = reader_of(portal).get("/lists/negative/")
    assert "备案" in page.content.decode()
    assert "C 制造业 1项" in texts(page, "//details[summary='行业']//a")


def test_amounts_of_funds_are_readable(db):
    portal = make_province()
    listing = listing_of(portal, ListKind.FUND, "lists.funds")
    added(listing, fund(make_body(listing), budget="1234567.5"))
    assert "1,234,567.5" in texts(reader_of(portal).get("/lists/fund/"), "//td[@class='amount']")


def test_a_list_that_is_not_kept_is_not_found(listing):
    assert reader_of(listing.portal).get("/lists/fund/").status_code == 404
    assert reader_of(listing.portal).get("/lists/nothing/").status_code == 404
    assert DAY.year == 2026


def test_pages_of_what_is_suspended_follow_one_another(listing):
    body = make_body(listing, "省财政厅")
    items = added(listing, *(power(body, f"事项{number}", code=f"许可-{number:05}-000") for number in range(25)))
    adjust(listing, *(change(LineKind.SUSPEND, item) for item in items[1:24]))
    client = reader_of(listing.portal)
    first = client.get("/lists/power/?state=suspended&category=permit")
    assert first.context["total"] == 23
    assert [row["name"] for row in first.context["rows"]] == [f"事项{number}" for number in range(1, 21)]
    last = client.get(first.context["pagination"]["next_url"])
    assert [row["name"] for row in last.context["rows"]] == ["事项21", "事项22", "事项23"]


def test_the_last_two_labels_of_the_trend_stand_apart():
    for points in range(2, 60):
        trend = [{"day": DAY, "count": number + 1} for number in range(points)]
        *_, before, last = statistics_page.chart(trend)["ticks"]
        assert float(last["x"]) - float(before["x"]) > 70, points
