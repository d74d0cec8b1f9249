"""The page of an article and of a document: facts, neighbours, validity; and the editor's preview of them."""

import datetime

import pytest
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction

from cms_core.models import ArticlePage, ColumnPage, HomePage, TopicPage
from cms_core.public.content import effective_note
from tests.cms_core.serving import at, reader_of, texts, tree_of
from tests.factories import make_article, make_column, make_document, make_portal, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make_portal("tonglu", name="桐庐县人民政府", site_code="3301220001")


@pytest.fixture
def column(county):
    return make_column(county.home, "政务动态", slug="dongtai")


def page_of(portal, page):
    response = reader_of(portal).get(f"/{page.address}")
    assert response.status_code == 200
    return response


def test_an_article_shows_its_time_source_author_and_body(county, column):
    article = make_article(
        column,
        published_at=at(2026, 3, 5, 9, 7),
        source="桐庐发布",
        author="张编辑",
        body=[("text", "<p>正文一段。</p>")],
    )
    response = page_of(county, article)
    facts = texts(response, "//div[@class='article-facts']/span")
    assert facts[:3] == ["发布时间：2026-03-05 09:07", "来源：桐庐发布", "作者：张编辑"]
    assert "正文一段。" in response.content.decode()
    assert texts(response, "//p[@class='editor']") == ["责任编辑：张编辑"]


def neighbours(response):
    return texts(response, "//nav[@class='neighbours']//a")


def test_neighbours_are_the_next_newer_and_older_of_the_column(county, column):
    pages = [make_article(column, f"第{n}篇", published_at=at(2026, 1, n)) for n in (1, 2, 3)]
    make_article(make_column(county.home, "别的"), "别的栏目", published_at=at(2026, 1, 2))
    assert neighbours(page_of(county, pages[1])) == ["第3篇", "第1篇"]
    assert neighbours(page_of(county, pages[0])) == ["第2篇"]
    assert neighbours(page_of(county, pages[2])) == ["第2篇"]


def test_neighbours_of_the_same_moment_are_told_apart_by_their_number(county, column):
    pages = [make_article(column, f"第{n}篇", published_at=at()) for n in (1, 2, 3)]
    assert neighbours(page_of(county, pages[1])) == ["第3篇", "第1篇"]


def test_an_only_article_has_no_neighbours(county, column):
    assert neighbours(page_of(county, make_article(column))) == []


def test_a_draft_is_nobodys_neighbour(county, column):
    article = make_article(column, published_at=at(2026, 1, 1))
    make_article(column, "草稿", live=False, published_at=at(2026, 1, 2))
    assert neighbours(page_of(county, article)) == []


def test_a_document_shows_its_official_header_once(county, column):
    document = make_document(
        column, "关于印发办法的通知", document_number="桐政办发〔2026〕3号", date_written=datetime.date(2026, 3, 1)
    )
    response = page_of(county, document)
    rows = dict(zip(*(texts(response, f"//dl[@class='document-facts']//{tag}") for tag in ("dt", "dd")), strict=True))
    assert rows["发文字号"] == "桐政办发〔2026〕3号"
    assert rows["成文日期"]
    assert rows["公开属性"] == "主动公开"
    assert texts(response, "//h1") == ["关于印发办法的通知"]


def test_a_repealed_document_says_so_with_date_basis_and_what_repealed_it(county, column):
    newer = make_document(column, "新办法", published_at=at(2026, 5, 1))
    document = make_document(
        column,
        "旧办法",
        validity="repealed",
        date_repealed=datetime.date(2026, 5, 1),
        validity_basis="桐政办发〔2026〕9号",
        changed_by=newer,
    )
    response = page_of(county, document)
    said = texts(response, "//aside[contains(@class,'validity-repealed')]")[0]
    for part in ("已废止", "不再执行", "废止日期：2026年5月1日", "依据：桐政办发〔2026〕9号", "新办法"):
        assert part in said
    assert tree_of(response).xpath("//aside[contains(@class,'validity-')]//a/@href") == [f"/{newer.address}"]


def test_what_changed_a_document_on_another_host_is_linked_there(county, column):
    province = make_portal("zj", "province", hostname="localhost")
    law = make_document(make_column(province.home), "省里的办法")
    document = make_document(column, validity="amended", changed_by=law)
    links = tree_of(page_of(county, document)).xpath("//aside[contains(@class,'validity-')]//a/@href")
    assert links == [f"{province.base_url}/{law.address}"]


def test_a_withdrawn_document_is_not_linked_to(county, column):
    law = make_document(column, "撤回的办法")
    document = make_document(column, validity="amended", changed_by=law)
    law.unpublish()
    assert not tree_of(page_of(county, document)).xpath("//aside[contains(@class,'validity-')]//a")


def test_a_private_document_is_neither_named_nor_linked_to(county, column):
    law = make_document(column, "内部的办法")
    document = make_document(column, validity="amended", changed_by=law)
    PageViewRestriction.objects.create(page=law.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    assert "内部的办法" not in texts(page_of(county, document), "//aside[contains(@class,'validity-')]")[0]


def test_a_document_in_force_has_no_banner(county, column):
    assert not tree_of(page_of(county, make_document(column))).xpath("//aside[contains(@class,'validity-')]")


@pytest.mark.parametrize(
    ("day", "said"),
    [(2, "本文件尚未施行，自2026年5月2日起施行。"), (1, "本文件自2026年5月1日起施行。")],
    ids=["later", "today"],
)
def test_a_document_says_when_it_takes_effect(column, day, said):
    document = make_document(column, date_effective=datetime.date(2026, 5, day))
    assert effective_note(document, datetime.date(2026, 5, 1)) == said


@pytest.mark.parametrize("validity", ["repealed", "expired"])
def test_a_document_no_longer_in_force_does_not_say_when_it_takes_effect(column, validity):
    document = make_document(column, date_effective=datetime.date(2026, 5, 2), validity=validity)
    assert effective_note(document, datetime.date(2026, 5, 1)) == ""


def test_every_page_links_to_the_report_of_problems_with_its_own_address(county, column):
    article = make_article(column)
    found = tree_of(page_of(county, article)).xpath("//a[contains(@href,'jiucuo')]/@href")[0]
    assert "site_code=3301220001" in found
    assert article.address.replace("/", "%2F") in found


# Preview


@pytest.fixture
def pages(county, column):
    topic = Page.objects.get(pk=county.home_id).add_child(instance=TopicPage(title="专题", slug="zhuanti"))
    article, document = make_article(column), make_document(column)
    draft = make_article(column, "草稿标题", live=False)
    home = HomePage.objects.get(pk=county.home_id)
    return [home, ColumnPage.objects.get(pk=column.pk), topic, article, document, draft]


def test_a_preview_shows_the_page_in_its_own_frame(county, pages):
    for page in pages:
        response = page.make_preview_request()
        assert response.status_code == 200, page
        assert "桐庐县人民政府" in response.content.decode()
        assert page.title in response.content.decode()


def test_a_preview_works_without_a_portal_on_the_request(county, pages):
    for page in pages:
        response = page.serve_preview(RequestFactory().get("/"), "")
        response.render()
        assert response.context_data["site_portal"].pk == county.pk
        assert page.title in response.content.decode()


def test_a_preview_on_another_portals_host_is_in_the_pages_own_frame(county, pages):
    other = make_portal("chunan", name="淳安县人民政府")
    request = RequestFactory().get("/")
    request.portal = other
    response = pages[3].serve_preview(request, "")
    response.render()
    assert "桐庐县人民政府" in response.content.decode()
    assert "淳安县人民政府" not in response.content.decode()


def test_a_new_page_is_previewed_before_it_was_ever_saved(county, column):
    article = ArticlePage(title="还没有保存", slug="new")
    article.path, article.depth = Page._get_path(column.path, column.depth + 1, 1), column.depth + 1
    article.set_url_path(column)
    response = article.serve_preview(RequestFactory().get("/"), "")
    response.render()
    assert "还没有保存" in response.content.decode()


def test_the_editors_preview_view_shows_a_page(county, column):
    from django.urls import reverse

    article = make_article(column, "预览的标题", live=False)
    reader = reader_of(county)
    reader.force_login(make_user("chief", superuser=True))
    response = reader.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk]))
    assert response.status_code == 200
    assert "预览的标题" in response.content.decode()
