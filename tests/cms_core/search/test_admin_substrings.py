"""Search in the admin while there is no index: substrings of titles, through Wagtail's own views, never nothing."""

import pytest
from django.urls import reverse
from modelsearch.backends.base import FilterFieldError
from modelsearch.query import MATCH_ALL, Phrase, PlainText
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from cms_core.models import ArticlePage, Picture
from cms_core.search.admin import SearchBackend
from tests.cms_core.serving import reader_of
from tests.factories import make_article, make_column, make_portal, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return make_portal("tonglu")


@pytest.fixture
def column(portal):
    return make_column(portal.home, "政务动态")


@pytest.fixture
def chief(portal):
    reader = reader_of(portal)
    reader.force_login(make_user("chief", superuser=True))
    return reader


def titles(found):
    return [page.title for page in found]


def test_it_is_the_backend_that_the_platform_uses():
    assert isinstance(get_search_backend(), SearchBackend)


@pytest.mark.parametrize("text", ["数字", "经济", "字经", "ＧＤＰ", "gdp", "数字 指标"])
def test_any_part_of_a_title_is_found(column, text):
    make_article(column, "数字经济GDP指标")
    make_article(column, "别的")
    assert titles(Page.objects.autocomplete(text)) == ["数字经济GDP指标"]
    assert titles(ArticlePage.objects.search(text)) == ["数字经济GDP指标"]


def test_all_words_must_be_there_unless_any_is_asked(column):
    make_article(column, "数字")
    make_article(column, "经济")
    assert titles(Page.objects.search("数字 经济")) == []
    found = Page.objects.search("数字 经济", operator="or")
    assert sorted(titles(found)) == ["数字", "经济"]


def test_queries_can_be_combined(column):
    for title in ("数字 经济", "数字政府", "其他"):
        make_article(column, title)
    articles = ArticlePage.objects.all()
    assert titles(articles.search(Phrase("数字 经济"))) == ["数字 经济"]
    assert titles(articles.search(PlainText("数字") & ~PlainText("经济"))) == ["数字政府"]
    assert len(articles.search(MATCH_ALL)) == 3
    assert len(articles.search(PlainText("数字") | PlainText("其他"))) == 3
    assert len(articles.search(~MATCH_ALL)) == 0


@pytest.mark.parametrize("text", [" ", "\u3000", "%", "_", "'", '"', "\\", "()", "长" * 300], ids=ascii)
def test_what_is_typed_is_text_and_not_a_pattern(column, text):
    make_article(column, "数字经济")
    assert titles(Page.objects.search(text)) == []


def test_filters_and_order_of_the_query_hold(column, portal):
    other = make_column(portal.home)
    first, second = make_article(column, "数字甲"), make_article(column, "数字乙")
    make_article(other, "数字丙")
    make_article(column, "数字草稿", live=False)
    found = Page.objects.live().child_of(column)
    ordered = found.order_by("first_published_at").search("数字", order_by_relevance=False)
    assert titles(ordered) == [first.title, second.title]
    newest = found.order_by("-first_published_at").search("数字", order_by_relevance=False)
    assert titles(newest) == [second.title, first.title]


def test_slices_never_overlap_and_counting_is_one_query(column, django_assert_num_queries):
    for number in range(7):
        make_article(column, f"数字{number}")
    found = Page.objects.search("数字")
    assert sorted(titles(found[:4]) + titles(found[4:])) == [f"数字{number}" for number in range(7)]
    with django_assert_num_queries(1):
        assert found.count() == 7


def test_a_filter_that_no_index_would_have_is_refused_as_other_backends_do(column):
    with pytest.raises(FilterFieldError):
        ArticlePage.objects.filter(author="张编辑").search("数字")


def test_a_picture_is_found_once_by_its_tags(column):
    picture = Picture(title="风景", description="山", width=1, height=1)
    picture.file.name = "a.png"
    picture.save()
    picture.tags.add("富春江", "富春山")
    assert list(Picture.objects.search("富春")) == [picture]
    assert list(Picture.objects.autocomplete("富春")) == [picture]
    assert list(Picture.objects.search("风")) == [picture]


def test_facets_are_counted(column):
    make_article(column, "数字甲")
    make_article(column, "数字乙", live=False)
    assert Page.objects.search("数字").facet("live") == {True: 1, False: 1}


# Through the admin


def test_the_search_of_pages_finds_a_part_of_a_title(chief, column):
    make_article(column, "桐庐县数字经济一号工程")
    make_article(column, "别的文章")
    response = chief.get(reverse("wagtailadmin_pages:search"), {"q": "字经济一"})
    assert response.status_code == 200
    assert "桐庐县数字经济一号工程" in response.content.decode()
    assert "别的文章" not in response.content.decode()


def test_the_list_of_a_column_is_searched_within_it(chief, column, portal):
    make_article(column, "数字甲")
    make_article(make_column(portal.home), "数字乙")
    response = chief.get(reverse("wagtailadmin_explore", args=[column.pk]), {"q": "数字"})
    assert "数字甲" in response.content.decode()
    assert "数字乙" not in response.content.decode()


def test_the_page_chooser_is_searched(chief, column):
    make_article(column, "桐庐县数字经济")
    response = chief.get(reverse("wagtailadmin_choose_page_search"), {"q": "字经"})
    assert "桐庐县数字经济" in response.content.decode()


def test_pictures_documents_and_people_are_searched(chief, portal):
    picture = Picture(title="富春江风景", description="江", width=1, height=1)
    picture.file.name = "a.png"
    picture.save()
    document = get_document_model()(title="实施方案附件")
    document.file.name = "a.pdf"
    super(type(document), document).save()
    make_user("zhang", last_name="张编辑")
    for name, text, expected in (
        ("wagtailimages:index", "春江", "富春江风景"),
        ("wagtaildocs:index", "方案", "实施方案附件"),
        ("wagtailusers_users:index", "编辑", "zhang"),
    ):
        response = chief.get(reverse(name), {"q": text})
        assert response.status_code == 200, name
        assert expected in response.content.decode(), name
        missing = chief.get(reverse(name), {"q": "没有的"})
        assert expected not in missing.content.decode().replace(f"/{expected}", ""), name


def test_saving_a_page_writes_no_index(column):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as context:
        make_article(column, "数字经济")
    assert not [query for query in context if "indexentry" in query["sql"]]
