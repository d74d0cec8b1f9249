import pytest
from django.utils import timezone
from treebeard.exceptions import PathOverflow
from wagtail.models import Page

from cms_core.models import ArticlePage, ColumnPage, DocumentPage, Entry, TopicPage
from cms_core.tree import slots
from cms_core.tree.bulk import write_pages
from cms_core.tree.check import check_pages
from cms_core.tree.errors import TreeError
from cms_core.tree.signals import pages_written
from cms_core.tree.specs import PageSpec
from tests.factories import make_article, make_column, make_organisation, make_portal

pytestmark = pytest.mark.django_db


def column(title, **fields):
    values = {"column_type": "工作动态", "description": f"关于{title}的内容", "keywords": title, **fields}
    return ColumnPage(title=title, **values)


def differences():
    return [difference.message for difference in check_pages()]


def test_columns_are_written_with_everything_below_them():
    home = make_portal().home
    pages = write_pages(home, [PageSpec(column("政务公开"), [PageSpec(column("政策文件")), PageSpec(column("年报"))])])
    stored = ColumnPage.objects.get(pk=pages[1].pk)
    assert [page.title for page in pages] == ["政务公开", "政策文件", "年报"]
    assert stored.url_path == f"{home.url_path}zhengwu-gongkai/zhengce-wenjian/"
    assert stored.get_parent().pk == pages[0].pk
    assert stored.live
    assert stored.first_published_at is not None
    assert differences() == []


def test_pages_written_in_bulk_follow_the_children_that_are_there():
    home = make_portal().home
    first = make_column(home, "旧栏目")
    write_pages(home, [PageSpec(column("新栏目一")), PageSpec(column("新栏目二"))])
    last = make_column(home, "后来的栏目")
    home.refresh_from_db()
    assert [page.title for page in home.get_children()] == ["旧栏目", "新栏目一", "新栏目二", "后来的栏目"]
    assert home.numchild == 4
    assert first.path < last.path
    assert differences() == []


def test_a_page_written_in_bulk_can_be_edited_and_published_as_any_other():
    page = write_pages(make_portal().home, [PageSpec(column("政策文件"))])[0]
    page = ColumnPage.objects.get(pk=page.pk)
    page.title = "政策法规"
    page.save_revision().publish()
    page.refresh_from_db()
    assert (page.title, page.draft_title, page.live) == ("政策法规", "政策法规", True)
    assert differences() == []


def test_slugs_that_were_not_given_are_made_in_pinyin_and_never_twice():
    home = make_portal().home
    make_column(home, "政策文件", slug="zhengce-wenjian")
    specs = [
        PageSpec(column("政策文件")),
        PageSpec(column("政策文件")),
        PageSpec(column("甲", slug="zhengce-wenjian-2")),
    ]
    slugs = [page.slug for page in write_pages(home, specs)]
    assert slugs == ["zhengce-wenjian-3", "zhengce-wenjian-4", "zhengce-wenjian-2"]


def test_a_slug_that_a_sibling_has_is_refused_with_its_name_and_nothing_is_written():
    home = make_portal().home
    make_column(home, slug="news")
    before = Page.objects.count()
    with pytest.raises(TreeError) as raised:
        write_pages(home, [PageSpec(column("通知公告")), PageSpec(column("要闻", slug="news"))])
    assert raised.value.messages == ["“要闻”的路径“news”已被同级页面占用，请换一个。"]
    assert Page.objects.count() == before


def test_all_reasons_are_told_at_once():
    home = make_portal().home
    specs = [PageSpec(ArticlePage(title="文章")), PageSpec(column(" ")), PageSpec(column("长" * 256))]
    with pytest.raises(TreeError) as raised:
        write_pages(home, specs)
    said = "\n".join(raised.value.messages)
    assert len(raised.value.messages) == 3
    assert "“文章”是文章，不能放在门户首页之下。" in said
    assert "没有标题" in said
    assert "超过 255 个字符" in said


def test_articles_get_their_address_their_entry_and_their_dates():
    moment = timezone.make_aware(timezone.datetime(2015, 3, 9, 8, 30))
    news = make_column(make_portal().home)
    page = write_pages(news, [PageSpec(ArticlePage(title="旧闻", published_at=moment))])[0]
    stored = ArticlePage.objects.get(pk=page.pk)
    assert stored.address == f"art/2015/3/{page.pk}.html"
    assert stored.address_settled
    assert stored.first_published_at == moment
    assert Entry.objects.get(pk=page.pk).published_at == moment


def test_a_draft_written_in_bulk_has_no_entry_and_an_open_address():
    news = make_column(make_portal().home)
    page = write_pages(news, [PageSpec(ArticlePage(title="草稿", live=False))])[0]
    stored = ArticlePage.objects.get(pk=page.pk)
    assert not stored.address_settled
    assert stored.has_unpublished_changes
    assert stored.first_published_at is None
    assert not Entry.objects.exists()


def test_joint_issuers_given_to_the_unsaved_document_are_kept():
    news = make_column(make_portal().home)
    document = DocumentPage(title="联合发文")
    document.joint_issuers = [make_organisation("甲局"), make_organisation("乙局")]
    write_pages(news, [PageSpec(document)])
    stored = DocumentPage.objects.get(title="联合发文")
    assert {one.name for one in stored.joint_issuers.all()} == {"甲局", "乙局"}


def test_several_page_types_may_be_mixed():
    news = make_column(make_portal().home)
    topic = PageSpec(TopicPage(title="防汛专题"), [PageSpec(ArticlePage(title="汛情"))])
    write_pages(news, [topic, PageSpec(DocumentPage(title="通知")), PageSpec(column("子栏目"))])
    assert ArticlePage.objects.get().get_parent().title == "防汛专题"
    assert Entry.objects.count() == 2
    assert differences() == []


def test_whoever_keeps_an_index_is_told_once_for_all_pages():
    heard = []

    def hear(sender, pages, parent, **kwargs):
        heard.append((parent.pk, [page.title for page in pages]))

    news = make_column(make_portal().home)
    pages_written.connect(hear)
    try:
        write_pages(news, [PageSpec(ArticlePage(title="甲")), PageSpec(ArticlePage(title="乙"))])
    finally:
        pages_written.disconnect(hear)
    assert heard == [(news.pk, ["甲", "乙"])]


def test_nothing_to_write_is_no_error(django_assert_num_queries):
    news = make_column(make_portal().home)
    with django_assert_num_queries(0):
        assert write_pages(news, []) == []


def test_the_number_of_queries_does_not_grow_with_each_page(django_assert_max_num_queries):
    news = make_column(make_portal().home)
    make_article(news)
    with django_assert_max_num_queries(40):
        write_pages(news, [PageSpec(ArticlePage(title=f"第{number}篇")) for number in range(200)])


def test_a_full_level_refuses_more_pages(monkeypatch):
    news = make_column(make_portal().home)
    monkeypatch.setattr(slots, "next_step", lambda parent: 36**4 - 1)
    monkeypatch.setattr("cms_core.tree.bulk.next_step", lambda parent: 36**4 - 1)
    make_article(news)
    with pytest.raises(PathOverflow):
        write_pages(news, [PageSpec(ArticlePage(title="甲")), PageSpec(ArticlePage(title="乙"))])
    assert ArticlePage.objects.count() == 1
