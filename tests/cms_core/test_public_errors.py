"""403, 404, 410, 500: true codes, in the portal's frame, with a way on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from cms_core.views import errors
from tests.cms_core.serving import reader_of, texts, tree_of
from tests.factories import make_article, make_column, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make_portal("tonglu", name="桐庐县人民政府")


def test_a_404_offers_the_search_and_the_main_columns(county):
    make_article(make_column(county.home, "政务公开", slug="gongkai"))
    response = reader_of(county).get("/没有/")
    assert response.status_code == 404
    assert texts(response, "//h1") == ["没有找到您要的页面"]
    assert tree_of(response).xpath("//main//form[@action='/search/']")
    assert "/gongkai/" in tree_of(response).xpath("//main//a/@href")
    assert response["Cache-Control"] == "no-store"


def test_a_410_names_what_was_withdrawn_safely(county):
    article = make_article(make_column(county.home), "<b>标题</b>")
    article.unpublish()
    response = reader_of(county).get(f"/{article.address}")
    assert response.status_code == 410
    assert "《<b>标题</b>》已由发布单位撤下" in texts(response, "//p[@class='error-message']")[0]


def test_a_title_is_no_markup_on_the_plainest_page_either(county):
    request = RequestFactory().get("/x/")
    request.portal = None
    assert "<b>" not in errors.gone(request, "<b>标题</b>").content.decode()


def test_a_form_without_its_token_is_answered_in_chinese(county):
    client = Client(enforce_csrf_checks=True, headers={"host": county.site.hostname})
    response = client.post("/admin/login/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "表单已过期或来源不明" in response.content.decode()


def request_on(portal, path="/x/"):
    request = RequestFactory().get(path)
    request.portal = portal
    return request


@pytest.mark.parametrize(
    ("view", "status"),
    [(errors.bad_request, 400), (errors.forbidden, 403), (errors.not_found, 404), (errors.csrf_failure, 403)],
)
def test_each_error_has_its_code_and_a_heading(county, view, status):
    response = view(request_on(county))
    assert response.status_code == status
    assert texts(response, "//h1") == [errors.HEADINGS[status][0]]


def test_a_500_asks_the_database_nothing(county, django_assert_num_queries):
    request = request_on(type(county).objects.for_host(county.site.hostname))
    with django_assert_num_queries(0):
        response = errors.server_error(request)
    assert response.status_code == 500
    assert "桐庐县人民政府" in response.content.decode()


@pytest.mark.parametrize("view", [errors.server_error, errors.not_found])
def test_an_error_without_any_portal_is_still_a_page(view, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = view(RequestFactory().get("/"))
    assert "返回首页" in response.content.decode()


def test_a_view_that_fails_is_answered_with_the_page_for_500(county, monkeypatch):
    from cms_core.views import serve

    def broken(*_):
        raise RuntimeError("boom")

    monkeypatch.setattr(serve, "resolve", broken)
    reader = reader_of(county)
    reader.raise_request_exception = False
    response = reader.get("/")
    assert response.status_code == 500
    assert "boom" not in response.content.decode()


def test_a_view_that_forbids_is_answered_with_the_page_for_403(county, monkeypatch):
    from cms_core.views import serve

    def closed(*_):
        raise PermissionDenied

    monkeypatch.setattr(serve, "resolve", closed)
    response = reader_of(county).get("/")
    assert response.status_code == 403
    assert texts(response, "//h1") == ["没有查看权限"]
