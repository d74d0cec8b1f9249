"""What columns and topics show: each style, pages, years, neighbours, and nothing at all."""

import datetime

import pytest
from wagtail.models import Page

from cms_core.models import TopicPage
from tests.cms_core.serving import at, reader_of, texts, tree_of
from tests.factories import make_article, make_column, make_document, make_portal

pytestmark = pytest.mark.django_db
TITLES = "//div[contains(@class,'listing')]//ul[starts-with(@class,'entries')]/li/a"


@pytest.fixture
def county():
    return make_portal("tonglu")


def column_of(county, style="list", **fields):
    return make_column(county.home, "政务动态", slug="dongtai", list_style=style, **fields)


def page_of(county, path="/dongtai/"):
    response = reader_of(county).get(path)
    assert response.status_code == 200
    return response


def test_a_list_shows_pinned_entries_first_then_the_newest(county):
    column = column_of(county)
    make_article(column, "旧", published_at=at(2026, 1, 1))
    make_article(column, "新", published_at=at(2026, 2, 1))
    make_article(column, "顶", published_at=at(2025, 1, 1), pinned=True)
    assert texts(page_of(county), TITLES) == ["置顶顶", "新", "旧"]


def test_a_title_stands_whole_in_the_title_attribute(county):
    long = "关于" + "进一步" * 40 + "的通知"
    make_article(column_of(county), long)
    assert tree_of(page_of(county)).xpath(f"{TITLES}/@title") == [long]


@pytest.mark.parametrize("style", ["list", "documents"])
def test_a_document_that_is_no_longer_in_force_is_marked(county, style):
    column = column_of(county, style)
    make_document(column, "废了的通知", validity="repealed")
    make_document(column, "有效的通知")
    response = page_of(county)
    assert texts(response, "//a[contains(@class,'tag')]") == ["已废止"]


def test_documents_are_a_table_with_number_and_dates(county):
    column = column_of(county, "documents")
    make_document(
        column,
        "通知",
        document_number="桐政办发〔2026〕3号",
        date_written=datetime.date(2026, 3, 1),
        published_at=at(2026, 3, 5),
    )
    cells = texts(page_of(county), "//table[@class='document-entries']/tbody/tr/*")
    assert cells == ["通知", "桐政办发〔2026〕3号", "2026-03-01", "2026-03-05"]


def test_pictures_show_a_place_for_what_has_no_picture(county):
    make_article(column_of(county, "pictures"), "无图")
    response = page_of(county)
    assert texts(response, "//ul[@class='picture-entries']/li/a") == ["无图"]
    assert tree_of(response).xpath("//span[@class='no-picture']")


def test_a_single_column_shows_its_body_and_no_list(county):
    column = column_of(county, "single", body=[("text", "<p>桐庐县位于浙江省西北部。</p>")])
    make_article(column, "不该列出")
    body = page_of(county).content.decode()
    assert "桐庐县位于浙江省西北部" in body
    assert "不该列出" not in body


def test_a_single_column_without_body_lists_what_it_has(county):
    make_article(column_of(county, "single"), "唯一的一篇")
    assert texts(page_of(county), TITLES) == ["唯一的一篇"]


def test_a_channel_shows_the_newest_of_each_column_below_with_a_way_to_more(county):
    channel = column_of(county, "channel")
    below = make_column(channel, "部门动态", slug="bumen")
    make_article(make_column(below, "财政局", slug="czj"), "预算公开")
    make_column(channel, "还空着", slug="kong")
    response = page_of(county)
    assert texts(response, "//div[@class='channel']//h2") == ["部门动态"]
    assert texts(response, "//div[@class='channel']//ul/li/a") == ["预算公开"]
    assert tree_of(response).xpath("//a[@class='more']/@href") == ["/dongtai/bumen/"]


def test_a_channel_of_subsites_links_to_each(county):
    town = make_portal("fenshui", "subsite", county, name="分水镇人民政府")
    response = page_of(county, town.home.get_parent().specific.get_url())
    assert "分水镇人民政府" in texts(response, "//main//a")


def test_a_parent_column_merges_what_stands_below_it(county):
    column = column_of(county)
    make_article(make_column(column, "甲", slug="jia"), "甲的", published_at=at(2026, 1, 1))
    make_article(make_column(column, "乙", slug="yi"), "乙的", published_at=at(2026, 1, 2))
    assert texts(page_of(county), TITLES) == ["乙的", "甲的"]


def test_what_a_subsite_publishes_is_not_merged_into_the_county(county):
    town = make_portal("fenshui", "subsite", county)
    make_article(make_column(town.home, slug="tz"), "镇里的")
    response = page_of(county, town.home.get_parent().specific.get_url())
    assert "镇里的" not in response.content.decode()


def test_an_empty_column_says_so_and_is_left_out_of_menus(county):
    column_of(county)
    response = page_of(county)
    assert "暂无内容" in response.content.decode()
    assert [item["title"] for item in response.context["navigation"]] == ["首页"]


def test_pages_follow_each_other_without_gap_or_overlap_and_lead_back(county):
    column = column_of(county)
    for number in range(45):
        make_article(column, f"消息{number}", published_at=at(2026, 1, 1) + datetime.timedelta(hours=number))
    reader, url, seen = reader_of(county), "/dongtai/", []
    while url:
        response = reader.get(url)
        seen.append((url, texts(response, TITLES)))
        url = response.context["pagination"]["next_url"]
    assert [len(titles) for _, titles in seen] == [20, 20, 5]
    assert [title for _, titles in seen for title in titles] == [f"消息{number}" for number in reversed(range(45))]
    last = reader.get(reader.get("/dongtai/").context["pagination"]["last_url"])
    assert texts(last, TITLES) == seen[-1][1]
    back = reader.get(last.context["pagination"]["previous_url"])
    assert texts(back, TITLES) == seen[1][1]


def test_years_have_counts_and_narrow_the_list(county):
    column = column_of(county)
    make_article(column, "今年", published_at=at(2026, 1, 1, 0, 30))
    make_article(column, "去年", published_at=at(2025, 12, 31, 23, 30))
    response = page_of(county)
    assert texts(response, "//nav[@aria-label='按年份筛选']//li") == ["全部（2）", "2026年（1）", "2025年（1）"]
    assert texts(page_of(county, "/dongtai/?year=2025"), TITLES) == ["去年"]


def test_a_year_without_entries_shows_the_whole_list(county):
    make_article(column_of(county), "今年", published_at=at(2026))
    assert texts(page_of(county, "/dongtai/?year=1999"), TITLES) == ["今年"]


def test_one_entry_makes_a_list_of_one_without_filters_or_pages(county):
    make_article(column_of(county), "唯一的一篇")
    response = page_of(county)
    assert texts(response, TITLES) == ["唯一的一篇"]
    assert not tree_of(response).xpath("//nav[@class='pagination'] | //nav[@aria-label='按年份筛选']")


def test_the_sidebar_shows_columns_below_else_beside(county):
    column = column_of(county)
    for name, slug in (("甲", "jia"), ("乙", "yi")):
        make_article(make_column(column, name, slug=slug))
    make_column(column, "还空着", slug="kong")
    assert texts(page_of(county), "//nav[@class='sidebar']/ul/li/a") == ["甲", "乙"]
    below = page_of(county, "/dongtai/yi/")
    assert texts(below, "//nav[@class='sidebar']/ul/li/a") == ["甲", "乙"]
    assert texts(below, "//nav[@class='sidebar']//a[@aria-current]") == ["乙"]
    assert texts(below, "//nav[contains(@class,'breadcrumb')]//li") == ["首页", "政务动态", "乙"]


def test_the_sidebar_leads_between_columns_that_are_too_deep_for_the_menu(county):
    files = make_column(column_of(county), "政策文件", slug="wenjian", show_in_menus=True)
    for name, slug in (("规章", "guizhang"), ("县政府文件", "xianzhengfu")):
        make_article(make_column(files, name, slug=slug, show_in_menus=False))
    for address in ("/dongtai/wenjian/", "/dongtai/wenjian/guizhang/"):
        assert texts(page_of(county, address), "//nav[@class='sidebar']/ul/li/a") == ["规章", "县政府文件"]


def test_the_menu_marks_where_the_reader_is(county):
    article = make_article(make_column(column_of(county), "甲", slug="jia"))
    navigation = page_of(county, f"/{article.address}").context["navigation"]
    assert [(item["title"], item["active"]) for item in navigation] == [("首页", False), ("政务动态", True)]
    assert [(item["title"], item["active"]) for item in navigation[1]["children"]] == [("甲", True)]


def make_topic(parent, title="数字经济", **fields):
    return Page.objects.get(pk=parent.pk).add_child(instance=TopicPage(title=title, **fields))


def test_a_topic_shows_its_introduction_and_its_own_list(county):
    topic = make_topic(county.home, slug="shuzi", summary="一号工程")
    make_article(topic, "专题里的文章")
    response = page_of(county, "/shuzi/")
    assert texts(response, "//p[@class='topic-summary']") == ["一号工程"]
    assert texts(response, TITLES) == ["专题里的文章"]


def test_a_past_topic_says_so_on_its_page_and_on_its_card(county):
    column = column_of(county)
    make_topic(column, "过去的", slug="guoqu", ends_on=datetime.date(2020, 1, 1))
    make_topic(column, "现在的", slug="xianzai")
    response = page_of(county)
    assert texts(response, "//ul[@class='picture-entries']/li") == ["现在的", "过去的 历史专题"]
    assert "2020年1月1日" in page_of(county, "/dongtai/guoqu/").content.decode()
