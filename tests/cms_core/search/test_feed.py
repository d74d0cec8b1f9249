"""Whatever editors do to a page, the next question knows it; nothing that the public may not see is found."""

import sqlite3

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from cms_core.models import DocumentPage, Entry, Unindexed
from cms_core.search.engine import engine as the_index
from cms_core.search.feed import outbox
from cms_core.search.filters import Filters
from cms_core.search.fts.schema import SLOT_BITS
from tests.factories import make_article, make_column, make_document, make_organisation, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def whole():
    yield
    the_index().check()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Each `with committed():` is a transaction that commits."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def column():
    return make_column(make_portal().home)


def found(text, **filters):
    return {hit.page for hit in the_index().search(f'"{text}"', Filters(**filters)).hits}


def test_a_published_page_is_found_by_its_text(column, committed):
    with committed():
        page = make_article(column, "推进会召开", body=[("text", "<p>全县政务公开工作</p>")])
    assert found("政务公开") == found("推进会") == {page.pk}
    assert not Unindexed.objects.exists()


def test_a_changed_page_is_found_by_its_new_text_only(column, committed):
    with committed():
        page = make_article(column, "旧标题")
    with committed():
        page.title = "新题目"
        page.save_revision().publish()
    assert (found("旧标题"), found("新题目")) == (set(), {page.pk})


def test_a_draft_is_not_found(column, committed):
    with committed():
        make_article(column, "尚未发布的草稿", live=False)
    assert found("草稿") == set()


def test_a_draft_of_a_live_page_is_not_found(column, committed):
    with committed():
        page = make_article(column, "已发布的标题")
    with committed():
        page.title = "未发布的改动"
        page.save_revision()
    assert (found("未发布"), found("已发布")) == (set(), {page.pk})


def test_a_withdrawn_page_is_gone(column, committed):
    with committed():
        page = make_article(column, "将要撤下")
    with committed():
        page.unpublish()
    assert found("撤下") == set()


def test_a_deleted_page_is_gone(column, committed):
    with committed():
        page = make_article(column, "将要删除")
    with committed():
        Page.objects.get(pk=page.pk).delete()
    assert found("删除") == set()


def test_a_private_column_hides_its_pages_and_shows_them_again(column, committed):
    with committed():
        page = make_article(column, "内部消息")
    with committed():
        restriction = PageViewRestriction.objects.create(page=Page.objects.get(pk=column.pk), restriction_type="login")
    assert found("内部消息") == set()
    with committed():
        restriction.delete()
    assert found("内部消息") == {page.pk}


def test_what_is_below_a_moved_column_is_found_at_its_new_place(column, committed):
    other = make_portal("chunan")
    with committed():
        page = make_article(column, "随栏目迁移")
    with committed():
        Page.objects.get(pk=column.pk).move(Page.objects.get(pk=other.home.pk), "last-child")
    assert found("随栏目", portal=other.home.pk) == {page.pk}


def test_a_document_is_found_by_number_and_issuer(column, committed):
    issuer = make_organisation("淳安县人民政府办公室")
    with committed():
        page = make_document(column, "关于印发办法的通知", document_number="淳政办发〔2015〕28号", issuer=issuer)
    assert [hit.page for hit in the_index().search("淳政办发[2015]28号").hits] == [page.pk]
    assert found("淳安县人民政府") == {page.pk}
    assert found("印发", organisation=issuer.pk) == {page.pk}


def test_a_change_that_is_rolled_back_is_not_found(column, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        make_article(column, "没有提交")
    assert found("没有提交") == set()


def test_what_a_crash_left_behind_is_caught_up(column, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        page = make_article(column, "提交后断电")
    assert outbox.catch_up() == 1
    assert found("断电") == {page.pk}
    assert not Unindexed.objects.exists()


def test_a_page_is_saved_though_the_index_cannot_be_written(column, committed, monkeypatch, tmp_path):
    with committed():
        make_article(column, "先前的页面")
    path = the_index().connections.files.target()
    blocker = sqlite3.connect(path, isolation_level=None)
    monkeypatch.setattr("cms_core.search.fts.files.BUSY_SECONDS", 0.05)
    the_index().close()
    blocker.execute("BEGIN IMMEDIATE")
    with committed():
        page = make_article(column, "索引被占用")
    assert Entry.objects.filter(pk=page.pk).exists()
    blocker.execute("ROLLBACK")
    blocker.close()
    outbox.catch_up()
    assert found("索引被占用") == {page.pk}


def test_imports_are_followed_later(column, committed):
    with committed(), outbox.deferred():
        page = make_article(column, "成批导入")
    assert found("成批导入") == set()
    assert outbox.catch_up() == 1
    assert found("成批导入") == {page.pk}


def test_changes_of_one_transaction_are_told_once(column, committed):
    with committed():
        page = make_article(column, "一次发布", live=False)
        page.save_revision().publish()
        page.title = "两次发布"
        page.save_revision().publish()
    connection = the_index().connections.get()
    assert found("两次发布") == {page.pk}
    # The first place of its day: it was never taken out and put in again.
    assert connection.execute("SELECT place & ? FROM facts", [(1 << SLOT_BITS) - 1]).fetchall() == [(0,)]


def test_rebuilding_gives_what_is_there(column, committed):
    with committed():
        page = make_article(column, "重建之前")
    the_index().write(gone=[page.pk])
    call_command("rebuild_search", verbosity=0, stdout=None, json=True)
    assert found("重建之前") == {page.pk}


def test_a_text_that_is_not_shown_is_not_found(column, committed):
    with committed():
        page = make_document(column, "依申请公开的文件", body=[("text", "<p>不予公布的正文</p>")])
    assert found("不予公布的正文") == {page.pk}
    DocumentPage.objects.update(disclosure="on_request")  # as an import may leave it
    outbox.note([page.pk])
    outbox.catch_up()
    assert (found("不予公布的正文"), found("依申请公开的文件")) == (set(), {page.pk})
