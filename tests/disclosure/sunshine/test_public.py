"""What the public sees of the Sunshine Project: filled rows, charts, records, counties; nothing of anybody else's."""

import datetime

import pytest
from wagtail.models import PageViewRestriction

from disclosure.models import SunshineRecord
from disclosure.sunshine.actions.bind import BindRow
from disclosure.sunshine.actions.records import WithdrawRecords
from sites.blueprints.registry import blueprint
from sites.models import PortalLevel, PortalState
from tests.disclosure.sunshine.factories import county_with_columns, load, make_record, reader, row_values
from tests.factories import make_article, make_column, make_portal

pytestmark = pytest.mark.django_db
BUDGET = 12


def page(portal, path, status=200) -> str:
    response = reader(portal).get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_a_row_shows_what_fills_it_and_says_when_nothing_does():
    portal, _, finance = county_with_columns()
    rows = load(portal, row_values(), row_values(sub_item="政府决算"), row_values(sub_item="三公"))
    BindRow(rows[0], portal, [finance.pk]).execute()
    make_article(finance, "桐庐县2026年预算")
    make_record(portal, row=rows[1])
    html = page(portal, "/sunshine/finance/")
    assert "桐庐县2026年预算" in html and "还没有公开" in html and "3 项，已有内容 2 项" in html


def test_the_home_draws_the_budget_with_its_table_behind():
    portal, _, _ = county_with_columns()
    make_record(portal, amount="500")
    make_record(portal, function="卫生健康支出", amount="250")
    html = page(portal, "/sunshine/")
    assert "2025年本级支出" in html and 'width="50.0"' in html and "750" in html
    assert "style=" not in html and "<script>" not in html


def test_the_column_is_the_page_of_its_domain_and_its_list_stays_a_link_away():
    portal, above, finance = county_with_columns()
    make_article(finance, "桐庐县2026年预算")
    make_record(portal)
    client = reader(portal)
    tree = client.get("/sunshine/").content.decode()
    address = finance.get_url_parts()[2]
    face = client.get(address).content.decode()
    assert "教育支出" in face and "桐庐县2026年预算" in face and tree
    assert "教育支出" not in client.get(f"{address}?view=list").content.decode()
    assert "财政预决算" in client.get(above.get_url_parts()[2]).content.decode()


def test_drafts_are_nowhere_and_what_was_withdrawn_is_gone():
    portal, _, _ = county_with_columns()
    draft = make_record(portal, publish=False, function="保密支出")
    shown = make_record(portal)
    page(portal, draft.path, 404)
    assert "保密支出" not in page(portal, "/sunshine/") + page(portal, "/sunshine/finance/")
    assert "1,234.50" in page(portal, shown.path)
    WithdrawRecords(SunshineRecord.objects.filter(pk=shown.pk)).execute()
    assert "1,234.50" not in page(portal, shown.path, 410)
    assert "教育支出" not in page(portal, "/sunshine/finance/")


def test_a_portal_shows_its_own_slice_only():
    tonglu, _, _ = county_with_columns()
    deqing, _, _ = county_with_columns("deqing")
    record = make_record(deqing)
    page(tonglu, record.path, 404)
    assert "教育支出" not in page(tonglu, "/sunshine/") + page(tonglu, "/sunshine/finance/")


@pytest.mark.parametrize("how", ["hidden", "private"])
def test_a_domain_whose_column_is_closed_is_shown_nowhere(how):
    province = make_portal("zj", PortalLevel.PROVINCE)
    portal, _, finance = county_with_columns(parent=province)
    record = make_record(portal)
    if how == "hidden":
        finance.unpublish()
    else:
        PageViewRestriction.objects.create(page=finance, restriction_type=PageViewRestriction.LOGIN)
    assert "教育支出" not in page(portal, "/sunshine/")
    page(portal, "/sunshine/finance/", 404)
    page(portal, record.path, 404)
    assert "1 条" not in page(province, "/sunshine/counties/")


def test_a_portal_that_is_not_open_is_not_in_the_province():
    province = make_portal("zj", PortalLevel.PROVINCE)
    county = make_portal("deqing", PortalLevel.COUNTY, province, short_name="德清", state=PortalState.PREPARING)
    make_record(county)
    assert "德清" not in page(province, "/sunshine/counties/")


def test_the_province_shows_who_publishes_what_and_who_is_late():
    province = make_portal("zj", PortalLevel.PROVINCE)
    portal, _, finance = county_with_columns(parent=province)
    make_article(finance, "桐庐县2020年预算", published_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    other, _, _ = county_with_columns("deqing", province)
    html = page(province, "/sunshine/counties/")
    assert 'class="late"' in html and 'class="none"' in html
    make_record(other)
    assert 'class="on_time"' in page(province, "/sunshine/counties/")
    page(portal, "/sunshine/counties/", 404)


def test_a_subsite_has_a_slice_of_its_own_on_its_countys_host():
    portal, _, _ = county_with_columns()
    town = make_portal("fuchunjiang", PortalLevel.SUBSITE, portal)
    record = make_record(town)
    assert "教育支出" not in page(portal, "/sunshine/finance/")
    assert "教育支出" in page(portal, "/sunshine/finance/?portal=fuchunjiang")
    page(portal, record.path)
    page(portal, "/sunshine/?portal=nowhere", 404)


@pytest.mark.parametrize(
    "query", ["?of_year=2025", "?q=教育", "?category=教育支出&stage=final", "?page=99", "?page=x&of_year=%00"]
)
def test_any_question_is_answered(query):
    portal, _, _ = county_with_columns()
    make_record(portal)
    page(portal, f"/sunshine/finance/{query}")


def test_filters_leave_what_matches():
    portal, _, _ = county_with_columns()
    make_record(portal)
    make_record(portal, year=2024, function="卫生健康支出")
    html = page(portal, "/sunshine/finance/?of_year=2024")
    assert "符合条件 1 条" in html and "1,234.50" in html


def fill(portal, finance, number):
    for n in range(number):
        make_record(portal, function=f"第{n}项支出")
        make_record(portal, "relief", number=str(n))
        make_article(finance, f"第{n}篇")
    rows = load(portal, *(row_values(sub_item=f"事项{n}") for n in range(number)))
    for row in rows:
        BindRow(row, portal, [finance.pk]).execute()


@pytest.mark.parametrize("path", ["/sunshine/", "/sunshine/finance/", "/sunshine/finance/?q=支出", "record", "column"])
def test_no_page_asks_more_the_more_there_is(path, django_assert_max_num_queries, django_assert_num_queries):
    portal, _, finance = county_with_columns()
    client, asked = reader(portal), []
    for number in (3, 9):
        fill(portal, finance, number) if number == 3 else more(portal, finance)
        address = {"record": SunshineRecord.objects.first().path, "column": finance.get_url_parts()[2]}.get(path, path)
        client.get(address)
        with django_assert_max_num_queries(BUDGET) as queries:
            assert client.get(address).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def more(portal, finance):
    for n in range(10, 16):
        make_record(portal, function=f"第{n}项支出")
        make_article(finance, f"第{n}篇")
    rows = load(portal, *(row_values(sub_item=f"事项{n}") for n in range(12)))
    for row in rows:
        BindRow(row, portal, [finance.pk, make_column(finance, column_type="重点领域").pk]).execute()


def test_the_province_asks_the_same_for_one_county_and_for_five(django_assert_max_num_queries):
    province = make_portal("zj", PortalLevel.PROVINCE)
    client, asked = reader(province), []
    for keys in (["a1"], ["a2", "a3", "a4", "a5"]):
        for key in keys:
            make_record(county_with_columns(key, province)[0])
        client.get("/sunshine/counties/")
        with django_assert_max_num_queries(BUDGET) as queries:
            client.get("/sunshine/counties/")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_province_without_a_sunshine_of_its_own_leads_to_that_of_its_governments():
    province = make_portal("zj", PortalLevel.PROVINCE)
    make_record(county_with_columns(parent=province)[0])
    assert reader(province).get("/sunshine/")["Location"] == "/sunshine/counties/"
    assert "阳光工程首页" not in page(province, "/sunshine/counties/")
    make_record(province)
    assert "数据" in page(province, "/sunshine/finance/") and page(province, "/sunshine/")


def test_the_budget_of_last_year_is_drawn_while_of_the_newest_there_is_revenue_alone():
    portal, _, _ = county_with_columns()
    make_record(portal)
    make_record(portal, year=2026, stage="budget", side="revenue", function="税收收入")
    make_record(portal, "three_public", year=2019)
    make_record(portal, "three_public", year=2025)
    html = page(portal, "/sunshine/")
    assert "2025年本级支出" in html and "2025年至2025年“三公”经费" in html


def test_a_city_gathers_its_counties_and_no_other_citys():
    province = make_portal("zj", PortalLevel.PROVINCE)
    city, other = (make_portal(key, PortalLevel.CITY, province) for key in ("hangzhou", "ningbo"))
    county = county_with_columns("tonglu", city)[0]
    county_with_columns("xiangshan", other)
    make_record(county)
    assert reader(city).get("/sunshine/")["Location"] == "/sunshine/counties/"
    html = page(city, "/sunshine/counties/")
    assert county.base_url in html and "xiangshan" not in html and "全省" not in html


@pytest.mark.parametrize("name", ["province", "city", "county"])
def test_the_home_of_every_government_leads_to_its_sunshine(name):
    links = [link for section in blueprint(name).sections for link in section.get("links", ())]
    assert {link.get("column") or link.get("url") for link in links if link["title"] == "阳光工程"} <= {
        "sunshine",
        "/sunshine/",
    }
    assert any(link["title"] == "阳光工程" for link in links)
