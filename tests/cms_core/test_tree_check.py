import pytest
from wagtail.models import Collection, Page

from cms_core.models import ColumnPage
from cms_core.tree.check import check_nodes, check_pages
from tests.factories import make_article, make_collection, make_column, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    return make_column(make_portal().home, "要闻", slug="news")


def kinds():
    return [difference.kind for difference in check_pages()]


def test_a_tree_made_by_wagtail_has_no_differences(news):
    make_article(news)
    make_collection("图片")
    assert kinds() == []
    assert list(check_nodes(Collection)) == []


def test_a_wrong_child_count_is_found(news):
    Page.objects.filter(pk=news.pk).update(numchild=7)
    found = list(check_pages())
    assert [difference.kind for difference in found] == ["numchild"]
    assert found[0].message == "“要闻”记有 7 个下级，实有 0 个。"


def test_a_wrong_depth_is_found(news):
    Page.objects.filter(pk=news.pk).update(depth=9)
    assert kinds() == ["depth"]


def test_a_page_whose_parent_is_gone_is_found(news):
    article = make_article(news)
    Page.objects.filter(pk=article.pk).update(path=news.path[:-4] + "ZZZZ0001")
    assert sorted(kinds()) == ["numchild", "orphan"]


def test_a_wrong_address_is_found(news):
    Page.objects.filter(pk=news.pk).update(url_path="/elsewhere/")
    assert kinds() == ["url_path"]


def test_two_siblings_with_one_slug_are_found(news):
    other = make_column(news.get_parent(), slug="other")
    Page.objects.filter(pk=other.pk).update(slug="news", url_path=news.url_path)
    assert kinds() == ["slug"]


def test_a_path_of_wrong_letters_is_found(news):
    Page.objects.filter(pk=news.pk).update(path=news.path[:-1] + "a")
    assert "path" in kinds()


def test_a_page_without_the_row_of_its_type_is_found(news):
    ColumnPage.objects.filter(pk=news.pk)._raw_delete("default")
    assert kinds() == ["type"]
