"""/search/: scope, facets, dates, order; every choice is in the address, and every address can be left again."""

import pytest

from tests.cms_core.search.asking import (
    RESULTS,
    ask,
    column,
    county,
    facet,
    link,
    no_known_places,
    parameters_of,
    titles,
)
from tests.cms_core.serving import at, texts, tree_of
from tests.factories import make_article, make_column, make_document, make_organisation, make_portal

__all__ = ["column", "county", "no_known_places"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def other(county):
    portal = make_portal("chunan", name="淳安县人民政府")
    make_article(make_column(portal.home), "植树在淳安", published_at=at(2025))
    return portal


def test_the_scope_is_this_portal_unless_the_whole_province_is_asked(county, column, other):
    make_article(column, "植树在桐庐")
    assert titles(county, q="植树") == ["植树在桐庐"]
    assert set(titles(county, q="植树", scope="all")) == {"植树在桐庐", "植树在淳安"}


def test_a_portal_searches_its_subsites_too(county, column):
    town = make_portal("fenshui", "subsite", county, name="分水镇人民政府")
    make_article(make_column(town.home, slug="tz"), "植树在分水")
    response = ask(county, q="植树")
    assert texts(response, RESULTS) == ["植树在分水"]
    assert texts(response, "//li[@class='result-portal']") == ["分水镇人民政府"]


def test_from_a_column_only_it_and_what_is_below_it_are_searched(county, column):
    below = make_column(column, "通知", slug="tongzhi")
    make_article(below, "植树通知")
    make_article(make_column(county.home, "公开", slug="gongkai"), "植树公开")
    response = ask(county, q="植树", scope="column", column=column.pk)
    assert texts(response, RESULTS) == ["植树通知"]
    assert texts(response, "//nav[@class='search-scopes']//li") == ["本栏目：政务动态", "本站", "全省"]
    assert "column" not in parameters_of(link(response, "全省"))


def test_a_column_of_another_portal_is_no_scope(county, column, other):
    make_article(column, "植树在桐庐")
    foreign = make_column(other.home, "内部", slug="neibu")
    response = ask(county, q="植树", scope="column", column=foreign.pk)
    assert texts(response, RESULTS) == ["植树在桐庐"]
    assert texts(response, "//nav[@class='search-scopes']//li") == ["本站", "全省"]


def test_the_box_of_a_column_offers_it(county, column):
    make_article(column)
    page = tree_of(ask(county, "/dongtai/"))
    assert page.xpath("//header//select[@name='scope']/option/@value") == ["", "column", "all"]
    assert page.xpath("//header//input[@name='column']/@value") == [str(column.pk)]


def test_facets_count_what_each_choice_would_leave(county, column, other):
    office = make_organisation("桐庐县人民政府办公室")
    for number, validity in enumerate(("in_force", "repealed"), 1):
        make_document(
            column,
            f"植树办法{number}",
            issuer=office,
            validity=validity,
            theme="科技、教育/教育",
            published_at=at(2024),
        )
    make_article(column, "植树消息", published_at=at(2026))
    response = ask(county, q="植树", scope="all")
    assert facet(response, "portal") == ["桐庐县人民政府3", "淳安县人民政府1"]
    assert sorted(facet(response, "kind")) == ["公文2", "文章2"]
    assert facet(response, "year") == ["2026年1", "2025年1", "2024年2"]
    # A facet with one choice is none.
    assert facet(response, "issuer") == []
    assert sorted(facet(response, "validity")) == ["已废止1", "有效1"]


def test_a_facet_with_a_choice_offers_its_other_values_too(county, column):
    for number, validity in enumerate(("in_force", "repealed", "repealed"), 1):
        make_document(column, f"植树办法{number}", validity=validity, published_at=at(2023 + number))
    make_article(column, "植树消息", published_at=at(2026))
    response = ask(county, q="植树", year="2026")
    assert facet(response, "year") == ["不限", "2026年2", "2025年1", "2024年1"]
    assert sorted(facet(response, "kind")) == ["公文1", "文章1"]
    # What is chosen elsewhere holds for them.
    response = ask(county, q="植树", year="2026", kind="document")
    assert facet(response, "year") == ["不限", "2026年1", "2025年1", "2024年1"]
    assert sorted(facet(response, "kind")) == ["不限", "公文1", "文章1"]
    assert parameters_of(link(response, "2025年")) == {"q": "植树", "year": "2025", "kind": "document"}


def test_what_is_chosen_is_seen_among_many_values(county, column):
    for year in range(2015, 2026):
        make_article(column, f"植树{year}", published_at=at(year))
    response = ask(county, q="植树", year="2016")
    assert facet(response, "year")[:8] == ["不限", *(f"{year}年1" for year in range(2025, 2019, -1)), "2016年1"]


def test_by_date_there_is_only_what_has_all_and_a_way_to_the_rest(county, column):
    make_article(column, "全县植树活动", published_at=at(2024))
    make_article(column, "全县植树和防火", published_at=at(2020))
    response = ask(county, q="植树 防火", order="date")
    assert texts(response, RESULTS) == ["全县植树和防火"]
    assert parameters_of(link(response, "按相关度")) == {"q": "植树 防火"}
    assert "按时间只列出包含全部词语的内容" in texts(response, "//main")[0]
    response = ask(county, q="活动", order="date")
    assert "按时间只列出" not in texts(response, "//main")[0]


@pytest.mark.parametrize(
    "name, value, found",
    [
        ("kind", "document", ["植树办法"]),
        ("year", "2024", ["植树办法"]),
        ("theme", "科技、教育/教育", ["植树办法"]),
        ("validity", "repealed", ["植树办法"]),
        ("since", "2026-01-01", ["植树消息"]),
        ("until", "2025-12-31", ["植树办法"]),
    ],
)
def test_each_choice_narrows(county, column, name, value, found):
    make_document(column, "植树办法", validity="repealed", theme="科技、教育/教育", published_at=at(2024))
    make_article(column, "植树消息", published_at=at(2026))
    assert titles(county, q="植树", **{name: value}) == found


def test_an_issuer_and_a_portal_narrow(county, column, other):
    office = make_organisation("桐庐县人民政府办公室")
    make_document(column, "植树办法", issuer=office)
    make_article(column, "植树消息")
    assert titles(county, q="植树", issuer=office.pk) == ["植树办法"]
    assert titles(county, q="植树", scope="all", portal=other.home_id) == ["植树在淳安"]


def test_every_choice_stays_in_every_address_of_the_page(county, column):
    for number in range(25):
        make_document(column, f"植树{number}", published_at=at(2026))
    chosen = {"q": "植树", "kind": "document", "year": "2026", "since": "2026-01-01", "order": "date"}
    response = ask(county, **chosen)
    assert parameters_of(link(response, "下一页")) == {**chosen, "page": "2"}
    assert parameters_of(link(response, "按相关度")) == {key: chosen[key] for key in chosen if key != "order"}
    assert parameters_of(link(response, "全省")) == {**chosen, "scope": "all"}
    assert parameters_of(link(response, "类型：公文")) == {key: chosen[key] for key in chosen if key != "kind"}
    assert parameters_of(link(response, "清除全部")) == {"q": "植树", "order": "date"}
    box = tree_of(response).xpath("//main//form[@role='search']/input[@type='hidden']")
    assert {one.get("name"): one.get("value") for one in box} == {key: chosen[key] for key in chosen if key != "q"}


def test_a_choice_that_is_made_is_said_and_can_be_left(county, column):
    make_document(column, "植树办法")
    response = ask(county, q="植树", kind="document", validity="in_force")
    assert texts(response, "//ul[@class='search-chips']/li") == ["取消类型：公文", "取消效力：有效", "清除全部"]
    assert facet(response, "kind") == ["不限", "公文1"]


def test_dates_in_the_wrong_order_are_swapped_and_said(county, column):
    make_article(column, "植树", published_at=at(2026, 3, 5))
    response = ask(county, q="植树", since="2026-12-31", until="2026-01-01")
    assert texts(response, RESULTS) == ["植树"]
    swapped = "开始日期晚于结束日期，已对调：查找 2026-01-01 至 2026-12-31 的内容。"
    assert swapped in texts(response, "//p[@role='note']")


@pytest.mark.parametrize("typed", ["2026-13-45", "昨天", "0000-01-01", "9999-99-99", "1" * 500, "2026-02-30"])
def test_what_is_no_date_is_left_out_and_said(county, column, typed):
    make_article(column, "植树")
    response = ask(county, q="植树", since=typed)
    assert texts(response, RESULTS) == ["植树"]
    assert "不是有效的日期" in texts(response, "//p[@role='note']")[0]


@pytest.mark.parametrize("typed", ["2026/3/5", "2026年3月5日", "20260305", " 2026-03-05 ", "2026.3.5"])
def test_a_day_may_be_written_in_any_usual_way(county, column, typed):
    make_article(column, "植树", published_at=at(2026, 3, 5))
    make_article(column, "植树前一天", published_at=at(2026, 3, 4))
    assert titles(county, q="植树", since=typed) == ["植树"]


def test_unknown_choices_are_as_if_not_made(county, column):
    make_article(column, "植树")
    response = ask(
        county, q="植树", kind="evil", year="abc", issuer="-1", theme="x", validity="y", order="z", scope="w"
    )
    assert texts(response, RESULTS) == ["植树"]
    assert parameters_of(link(response, "全省")) == {"q": "植树", "scope": "all"}


def test_a_portal_that_is_not_there_any_more_can_be_taken_away(county, column):
    make_article(column, "植树")
    response = ask(county, q="植树", scope="all", portal=999_999_999)
    assert texts(response, RESULTS) == []
    assert parameters_of(link(response, "去掉筛选条件")) == {"q": "植树", "scope": "all"}
