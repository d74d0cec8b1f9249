"""With Whoosh only the worker writes: what is published is found after it ran, what is withdrawn is gone at once."""

import datetime

import pytest
from django.core.management import call_command

from cms_core.models import Unindexed
from cms_core.search.engine import engine
from cms_core.search.feed.regular_jobs import follow_outbox
from cms_core.search.whoosh.index import Index
from tests.factories import make_article, make_column, make_portal

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def with_whoosh(settings, tmp_path):
    settings.PORTAL_SEARCH = "whoosh"
    settings.PORTAL_HOME = tmp_path
    engine.cache_clear()
    yield
    engine().check()
    engine().close()
    engine.cache_clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Each `with committed():` is a transaction that commits."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def column():
    return make_column(make_portal().home)


def found(text):
    return {hit.page for hit in engine().search(f'"{text}"').hits}


def test_the_setting_chooses_it():
    assert isinstance(engine(), Index)


def test_a_published_page_is_found_when_the_worker_has_run(column, committed):
    with committed():
        page = make_article(column, "推进会召开", body=[("text", "<p>全县政务公开工作</p>")])
    assert found("政务公开") == set()
    follow_outbox(NOW)
    assert found("政务公开") == found("推进会") == {page.pk}
    assert not Unindexed.objects.exists()


def test_a_withdrawn_page_is_gone_before_the_worker_runs(column, committed):
    with committed():
        page = make_article(column, "将要撤下", body=[("text", "<p>全县政务公开工作</p>")])
    follow_outbox(NOW)
    with committed():
        page.unpublish()
    assert found("撤下") == set()
    assert engine().search('"政务公开"', facets=True).facets["kind"] == {}
    assert (engine().suggest("将要"), engine().frequency("撤下"), engine().pages()) == ([], 0, {})
    follow_outbox(NOW)
    assert found("撤下") == set()


def test_a_changed_page_is_found_by_its_new_text_only(column, committed):
    with committed():
        page = make_article(column, "旧标题")
    follow_outbox(NOW)
    with committed():
        page.title = "新题目"
        page.save_revision().publish()
    follow_outbox(NOW)
    assert (found("旧标题"), found("新题目")) == (set(), {page.pk})


def test_changing_the_engine_takes_a_rebuild(column, committed):
    with committed():
        page = make_article(column, "先前的页面")
    Unindexed.objects.all().delete()  # as another engine has followed
    assert engine().lacking()
    call_command("rebuild_search", verbosity=0, json=True)
    assert found("先前的页面") == {page.pk}
    assert engine().lacking() == ""
