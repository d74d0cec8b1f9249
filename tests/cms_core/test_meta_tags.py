"""The page tags of 《政府网站发展指引》附件 (standards 1.1) and the structured data, on every page type."""

import json
import re

import pytest

from tests.cms_core.serving import at, head_tags, reader_of, texts, tree_of
from tests.factories import make_article, make_column, make_content, make_document, make_portal

pytestmark = pytest.mark.django_db
SITE = [("SiteName", "桐庐县人民政府"), ("SiteDomain", "tonglu.localhost"), ("SiteIDCode", "3301220001")]
COLUMN = [
    ("ColumnName", "政策文件"),
    ("ColumnDescription", "县政府及其办公室印发的文件"),
    ("ColumnKeywords", "政策,文件"),
    ("ColumnType", "政策文件"),
]


@pytest.fixture
def county():
    return make_portal("tonglu", name="桐庐县人民政府", site_code="3301220001")


@pytest.fixture
def column(county):
    return make_column(
        county.home,
        "政策文件",
        slug="zhengce-wenjian",
        description="县政府及其办公室印发的文件",
        keywords="政策，文件",
        column_type="政策文件",
    )


def test_a_home_page_has_site_and_column_tags_with_the_type_of_a_home_page(county):
    tags = head_tags(reader_of(county).get("/"))
    assert tags[:3] == SITE
    assert [name for name, _ in tags[3:]] == ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
    assert dict(tags)["ColumnType"] == "首页"
    assert dict(tags)["ColumnDescription"] not in {"", dict(tags)["ColumnName"]}
    assert dict(tags)["ColumnKeywords"]


def test_a_column_has_site_and_column_tags_in_order(county, column):
    assert head_tags(reader_of(county).get("/zhengce-wenjian/")) == SITE + COLUMN


def test_a_topic_has_a_type_and_a_description_too(county):
    from wagtail.models import Page

    from cms_core.models import TopicPage

    home = Page.objects.get(pk=county.home_id)
    home.add_child(instance=TopicPage(title="数字经济", slug="shuzi-jingji", summary="数字经济一号工程"))
    tags = dict(head_tags(reader_of(county).get("/shuzi-jingji/")))
    assert tags["ColumnName"] == "数字经济"
    assert tags["ColumnDescription"] == "数字经济一号工程"
    assert tags["ColumnKeywords"] == "数字经济"
    assert tags["ColumnType"] == "专题专栏"


def test_an_article_has_all_three_groups_in_order(county, column):
    article = make_article(
        column,
        "关于“一件事”<改革>的说明",
        published_at=at(2026, 3, 5, 9, 7, 44),
        source="桐庐发布",
        author="张编辑",
        keywords="改革；一件事",
        summary="改革的主要做法",
    )
    response = reader_of(county).get(f"/{article.address}")
    url = f"{county.base_url}/{article.address}"
    assert head_tags(response) == [
        *SITE,
        *COLUMN,
        ("ArticleTitle", "关于“一件事”<改革>的说明"),
        ("PubDate", "2026-03-05 09:07"),
        ("ContentSource", "桐庐发布"),
        ("Keywords", "改革,一件事"),
        ("Author", "张编辑"),
        ("Description", "改革的主要做法"),
        ("Url", url),
    ]
    assert texts(response, "//h1") == [dict(head_tags(response))["ArticleTitle"]]
    assert tree_of(response).xpath("//link[@rel='canonical']/@href") == [url]


def test_what_is_optional_and_absent_has_no_tag_and_the_source_is_never_empty(county, column):
    document = make_document(column, published_at=at())
    tags = head_tags(reader_of(county).get(f"/{document.address}"))
    assert [name for name, _ in tags[7:]] == ["ArticleTitle", "PubDate", "ContentSource", "Url"]
    assert dict(tags)["ContentSource"] == county.organisation.name


def test_every_date_a_reader_sees_is_in_the_standards_form(county, column):
    article = make_article(column, published_at=at(2026, 3, 5, 9, 7, 44))
    response = reader_of(county).get(f"/{article.address}")
    assert "2026-03-05 09:07" in texts(response, "//*[contains(@class,'article-facts')]")[0]


def test_a_subsites_page_names_the_countys_site_and_its_own_organisation(county):
    town = make_portal("fenshui", "subsite", county, name="分水镇人民政府")
    article = make_article(make_column(town.home, "通知", slug="tz"), published_at=at())
    tags = dict(head_tags(reader_of(county).get(f"/{article.address}")))
    assert (tags["SiteName"], tags["SiteIDCode"]) == ("桐庐县人民政府", "3301220001")
    assert tags["ContentSource"] == town.organisation.name


@pytest.mark.parametrize(
    "path", ["/search/?q=%22%3E%3Cscript%3E", "/sitemap/", "/leaving/?to=https://a.com", "/nothing/"]
)
def test_pages_that_are_no_column_have_site_tags_only(county, path):
    assert head_tags(reader_of(county).get(path)) == SITE


def test_a_portal_without_a_code_has_no_empty_tag():
    portal = make_portal("chunan")
    assert "SiteIDCode" not in dict(head_tags(reader_of(portal).get("/")))


# Structured data


def graph_of(response):
    blocks = tree_of(response).xpath("//script[@type='application/ld+json']/text()")
    assert len(blocks) == 1
    data = json.loads(blocks[0])
    assert data["@context"] == "https://schema.org"
    return {item["@type"]: item for item in data["@graph"]}


def test_a_home_page_tells_of_the_site_its_search_and_its_organisation(county):
    graph = graph_of(reader_of(county).get("/"))
    assert graph["WebSite"]["name"] == "桐庐县人民政府"
    assert "{search_term_string}" in graph["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert graph["WebSite"]["publisher"]["@id"] == graph["GovernmentOrganization"]["@id"]


def test_an_article_tells_of_itself_and_its_way(county, column):
    article = make_article(column, "标题", published_at=at(2026, 3, 5, 9, 7))
    graph = graph_of(reader_of(county).get(f"/{article.address}"))
    assert graph["NewsArticle"]["headline"] == "标题"
    assert graph["NewsArticle"]["datePublished"] == "2026-03-05T09:07+08:00"
    way = graph["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"]) for step in way] == [(1, "首页"), (2, "政策文件"), (3, "标题")]
    assert way[2]["item"] == f"{county.base_url}/{article.address}"


def test_a_document_is_legislation_with_its_force(county, column):
    document = make_document(column, document_number="桐政办发〔2026〕3号", validity="repealed", published_at=at())
    graph = graph_of(reader_of(county).get(f"/{document.address}"))
    assert graph["Legislation"]["legislationIdentifier"] == "桐政办发〔2026〕3号"
    assert graph["Legislation"]["legislationLegalForce"] == "NotInForce"


def test_no_title_can_end_the_script_block(county, column):
    evil = "</script><script>alert(1)</script><!--\u2028"
    article = make_article(column, evil, published_at=at())
    body = reader_of(county).get(f"/{article.address}").content.decode()
    assert "<script>alert" not in body
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', body, re.DOTALL)[1]
    assert not set("<>&\u2028") & set(block)
    titles = [item.get("headline") for item in json.loads(block)["@graph"]]
    assert evil in titles


def test_a_title_cannot_break_out_of_its_tag(county, column):
    article = make_content(
        type(make_article(column)), column, '"><img src=x onerror=alert(1)>', True, published_at=at()
    )
    response = reader_of(county).get(f"/{article.address}")
    assert not tree_of(response).xpath("//img[@src='x']")
    assert dict(head_tags(response))["ArticleTitle"] == '"><img src=x onerror=alert(1)>'
