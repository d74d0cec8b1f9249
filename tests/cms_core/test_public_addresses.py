"""What answers at each address of a portal (docs/architecture.md, "Addresses"; standards 1.3)."""

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms_core.models import ArticlePage
from tests.cms_core.serving import at, reader_of, tree_of
from tests.factories import make_article, make_column, make_document, make_editor, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make_portal("tonglu", site_code="3301220001")


@pytest.fixture
def column(county):
    return make_column(county.home, "政务公开", slug="zhengwu-gongkai")


@pytest.fixture
def article(column):
    return make_article(column, "桐庐召开重点工作推进会", published_at=at(2026, 3, 5))


def test_home_column_article_and_document_answer(county, column, article):
    document = make_document(column, published_at=at(2025, 12, 1))
    below = make_column(column, "政策文件", slug="zhengce-wenjian")
    make_article(below)
    reader = reader_of(county)
    assert article.address == f"art/2026/3/{article.pk}.html"
    assert document.address == f"doc/2025/12/{document.pk}.html"
    for path in ("", "zhengwu-gongkai/", "zhengwu-gongkai/zhengce-wenjian/", article.address, document.address):
        assert reader.get(f"/{path}").status_code == 200, path


def test_head_has_the_headers_of_get_and_no_body(county, article):
    reader = reader_of(county)
    got, headed = reader.get(f"/{article.address}"), reader.head(f"/{article.address}")
    assert headed.status_code == 200
    assert headed.content == b""
    assert headed["ETag"] == got["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
@pytest.mark.parametrize("path", ["/", "/search/", "/sitemap.xml", "/leaving/"])
def test_whatever_is_not_get_or_head_is_405(county, method, path):
    response = getattr(reader_of(county), method)(path)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_a_post_without_token_is_405_and_not_a_csrf_error(county):
    from django.test import Client

    assert Client(enforce_csrf_checks=True, headers={"host": county.site.hostname}).post("/").status_code == 405


def test_a_missing_last_slash_is_301_with_the_query(county, column):
    response = reader_of(county).get("/zhengwu-gongkai?year=2026")
    assert response.status_code == 301
    assert response["Location"] == "/zhengwu-gongkai/?year=2026"


def test_a_doubled_slash_never_redirects_to_another_host(county, column):
    response = reader_of(county).get("/", PATH_INFO="//zhengwu-gongkai")
    assert response.status_code == 404


@pytest.mark.parametrize("wrong", ["art/2020/3/{pk}.html", "art/2026/12/{pk}.html", "doc/2026/3/{pk}.html"])
def test_a_wrong_year_month_or_kind_leads_to_the_right_address(county, article, wrong):
    response = reader_of(county).get("/" + wrong.format(pk=article.pk))
    assert response.status_code == 301
    assert response["Location"] == f"/{article.address}"


def test_the_wrong_address_of_a_draft_is_404(county, column):
    draft = make_article(column, live=False)
    assert reader_of(county).get(f"/art/2026/3/{draft.pk}.html").status_code == 404


def test_withdrawn_content_is_410_with_its_title(county, article):
    article.unpublish()
    response = reader_of(county).get(f"/{article.address}")
    assert response.status_code == 410
    assert "桐庐召开重点工作推进会" in response.content.decode()


def test_deleted_content_is_410(county, article):
    address = article.address
    ArticlePage.objects.get(pk=article.pk).delete()
    assert reader_of(county).get(f"/{address}").status_code == 410


def test_content_that_moved_to_another_portal_is_301_to_it(county, article):
    other = make_portal("chunan", site_code="3301270001")
    there = make_column(other.home)
    ArticlePage.objects.get(pk=article.pk).move(there, "last-child")
    response = reader_of(county).get(f"/{article.address}")
    assert response.status_code == 301
    assert response["Location"] == f"{other.base_url}/{article.address}"
    assert reader_of(other).get(f"/{article.address}").status_code == 200


def test_the_same_address_on_another_host_is_404(county, article):
    other = make_portal("chunan")
    assert reader_of(other).get(f"/{article.address}").status_code == 404


def test_a_renamed_column_answers_301_for_itself_and_all_below(county, column):
    below = make_column(column, "政策文件", slug="zhengce-wenjian")
    make_article(below)
    column.slug = "xinxi-gongkai"
    column.save_revision().publish()
    reader = reader_of(county)
    for path in ("", "zhengce-wenjian/", "zhengce-wenjian/feed.atom"):
        response = reader.get(f"/zhengwu-gongkai/{path}")
        assert (response.status_code, response["Location"]) == (301, f"/xinxi-gongkai/{path}"), path


def test_content_keeps_its_address_when_its_column_is_renamed(county, column, article):
    column.slug = "xinxi-gongkai"
    column.save_revision().publish()
    assert reader_of(county).get(f"/{article.address}").status_code == 200


def test_an_unpublished_column_is_404_and_closes_what_is_in_it(county, column, article):
    column.unpublish()
    reader = reader_of(county)
    assert reader.get("/zhengwu-gongkai/").status_code == 404
    assert reader.get(f"/{article.address}").status_code in {404, 410}


def test_a_subsite_answers_below_its_county_with_its_own_navigation(county):
    town = make_portal("fenshui", "subsite", county, name="分水镇人民政府")
    make_article(make_column(town.home, "通知公告", slug="tongzhi"))
    response = reader_of(county).get(town.home.url)
    assert response.status_code == 200
    assert response.context["portal"].pk == town.pk
    assert response.context["site_portal"].pk == county.pk
    titles = [item["title"] for item in response.context["navigation"]]
    assert titles == ["首页", "通知公告"]
    assert response.context["navigation"][0]["url"] == town.home.get_url()


def test_a_page_with_a_password_asks_for_it_and_is_not_stored(county, column, article):
    PageViewRestriction.objects.create(page=column, restriction_type="password", password="secret")
    for path in ("/zhengwu-gongkai/", f"/{article.address}", "/zhengwu-gongkai/feed.atom"):
        response = reader_of(county).get(path)
        assert "重点工作" not in response.content.decode(), path
        assert "no-store" in response["Cache-Control"], path


def test_the_password_opens_the_page(county, column):
    restriction = PageViewRestriction.objects.create(page=column, restriction_type="password", password="secret")
    reader = reader_of(county)
    form = {"password": "secret", "return_url": "/zhengwu-gongkai/"}
    response = reader.post(f"/_util/authenticate_with_password/{restriction.pk}/{column.pk}/", form)
    assert response["Location"] == "/zhengwu-gongkai/"
    assert tree_of(reader.get("/zhengwu-gongkai/")).xpath("//h1")[0].text == "政务公开"


HOSTILE = [
    "/art/abc/3/1.html",
    "/art/2026/3/99999999999999999999.html",
    "/art/2026/3/-1.html",
    "/art/2026/3/1.html/",
    "/art/2026/3/1.htm",
    "/art/٢٠٢٦/3/1.html",
    "/%00",
    "/zhengwu-gongkai%00/",
    "/zhengwu-gongkai/%0A",
    "/zhengwu-gongkai%0A",
    "/" + "a/" * 2000,
    "/" + "长" * 2000,
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/",
    "/不存在的栏目/",
    "/feed.atom/",
    "/nowhere/feed.rss",
    "/\ud83d/".encode("utf-8", "surrogatepass").decode("latin-1"),
    "/%ff%fe/",
    "/sitemap-99999999999999999999.xml",
    "/sitemap--1.xml",
]


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: ascii(path[:30]))
def test_hostile_addresses_are_404(county, column, path):
    assert reader_of(county).get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "cursor=garbage",
        "cursor=a1" + "9" * 17 + ".1.0",
        "year=abc",
        "year=99999",
        "year=٢٠٢٦",
        "page=-1",
        "cursor=%00",
        "year=0",
    ],
)
def test_hostile_queries_get_the_first_page(county, column, article, query):
    response = reader_of(county).get(f"/zhengwu-gongkai/?{query}")
    assert response.status_code == 200
    assert "桐庐召开重点工作推进会" in response.content.decode()


def test_readers_get_no_cookie_and_no_vary_on_it(county, column, article):
    reader = reader_of(county)
    for path in (
        "/",
        "/zhengwu-gongkai/",
        f"/{article.address}",
        "/search/?q=x",
        "/feed.atom",
        "/sitemap.xml",
        "/404/",
    ):
        response = reader.get(path)
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path


def test_an_editor_who_reads_a_public_page_gets_the_readers_page(county, article, django_assert_num_queries):
    reader, editor = reader_of(county), reader_of(county)
    editor.force_login(make_editor(county))
    response = editor.get(f"/{article.address}")
    assert not response.cookies
    assert response.content == reader.get(f"/{article.address}").content


def test_an_unchanged_page_is_304(county, article):
    reader = reader_of(county)
    first = reader.get(f"/{article.address}")
    again = reader.get(f"/{article.address}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    article.title = "改了标题"
    article.save_revision().publish()
    assert reader.get(f"/{article.address}", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_content_published_later_answers_from_then_on(county, column):
    draft = make_article(column, live=False)
    reader = reader_of(county)
    draft.save_revision(approved_go_live_at=timezone.now()).publish()
    draft.refresh_from_db()
    assert reader.get(f"/{draft.address}").status_code == 200


@pytest.mark.parametrize("path", ["admin", "search", "sitemap", "display"])
def test_what_people_type_without_the_last_slash_leads_to_it(county, path):
    response = reader_of(county).get(f"/{path}?q=1")
    assert (response.status_code, response["Location"]) == (301, f"/{path}/?q=1")


def test_editors_of_a_portal_in_preparation_may_leave_the_slash_out_too():
    portal = make_portal("deqing", state="preparing")
    assert reader_of(portal).get("/admin").status_code == 301
    assert reader_of(portal).get("/adminx").status_code == 503
