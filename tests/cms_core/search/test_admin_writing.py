"""What is saved is in the admin's index when it is committed, or waits in the outbox; no save fails for it."""

import os
import random
import sqlite3

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tasks.signals import task_enqueued
from wagtail.models import Page

from cms_core.models import ArticlePage, Unlisted
from cms_core.search.admin import file, filling, outbox, rows, schema
from cms_core.search.admin.regular_jobs import keep_admin_search
from cms_core.search.admin.selection import Found
from cms_core.search.feed.outbox import deferred
from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from tests.cms_core.search.test_fts_killed import in_a_child, kill_after
from tests.factories import make_article, make_column, make_portal

pytestmark = pytest.mark.django_db
NOW = None  # the job asks for none


@pytest.fixture
def column(admin_index):
    with admin_index():
        return make_column(make_portal("tonglu").home, "政务动态")


def titles(text):
    return sorted(page.title for page in Page.objects.search(text))


def by_index(text):
    return isinstance(Page.objects.search(text).query_compiler.selection, Found)


def test_a_publication_is_noted_once_and_written_once(column, admin_index, monkeypatch):
    written, tasks = [], []
    monkeypatch.setattr(outbox, "apply", lambda *given: written.append(rows.apply(*given)))
    task_enqueued.connect(lambda task_result, **kwargs: tasks.append(task_result.task.name), weak=False)
    with admin_index(), transaction.atomic():
        page = make_article(column, "数字经济")
        page.title = "数字政府"
        page.save_revision().publish()
        assert Unlisted.objects.filter(number=page.pk).count() == 1
    assert written == [1]
    assert titles("数字") == ["数字政府"]
    assert not Unlisted.objects.exists()
    assert not [name for name in tasks if "insert_or_update" in name]


def test_a_publication_costs_the_database_five_queries(column, admin_index):
    with admin_index():
        page = make_article(column, "数字经济", live=False)
    with CaptureQueriesContext(connection) as context, admin_index():
        page.save_revision().publish()
    own = [query["sql"] for query in context if "cms_core_unlisted" in query["sql"]]
    assert len(own) == 3  # noted, asked for, taken away; beside them the page is read in two


def test_a_save_that_changes_nothing_searched_writes_nothing(column, admin_index):
    with admin_index():
        page = make_article(column, "数字经济")
    other = sqlite3.connect(file.connections().files.target())
    version = other.execute("PRAGMA data_version").fetchone()
    with admin_index():
        page.slug = "another"
        page.save()
    assert other.execute("PRAGMA data_version").fetchone() == version
    other.close()


def test_what_is_rolled_back_is_not_noted_and_later_changes_are(column, admin_index):
    with admin_index(), transaction.atomic():
        page = make_article(column, "数字经济", live=False)
        with pytest.raises(KeyError), transaction.atomic():
            page.title = "废弃的题目"
            page.save()
            make_article(column, "没有写成", live=False)
            raise KeyError
        page.title = "写成的题目"
        page.save()
    assert (titles("题目"), titles("没有写成")) == (["写成的题目"], [])
    assert not Unlisted.objects.exists()


def test_a_process_killed_before_it_could_tell_leaves_it_to_the_worker(column):
    make_article(column, "数字经济")  # no callback of the commit is run
    assert titles("数字") == []
    keep_admin_search(NOW)
    assert titles("数字") == ["数字经济"]
    assert not Unlisted.objects.exists()


@pytest.mark.parametrize("trouble", ["locked", "outdated", "unreadable"])
def test_a_page_is_saved_whatever_is_wrong_with_the_index(column, admin_index, trouble, monkeypatch):
    path = file.connections().files.target()
    if trouble == "locked":
        monkeypatch.setattr("cms_core.search.fts.files.BUSY_SECONDS", 0)
        file.connections().close()
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
    elif trouble == "outdated":
        monkeypatch.setattr(schema, "fingerprint", lambda: "of another release")
    else:
        file.connections().close()
        for name in (path, f"{path}-wal"):
            if os.path.exists(name):
                os.truncate(name, 0)
        path.write_bytes(b"no database" * 1000)
    with admin_index():
        make_article(column, "数字经济")
    assert Unlisted.objects.exists()
    assert titles("字经") == ["数字经济"] or trouble == "locked"  # from the database
    if trouble == "locked":
        other.execute("ROLLBACK")
        other.close()
    keep_admin_search(NOW)
    assert titles("字经") == ["数字经济"]
    assert by_index("字经")
    assert not Unlisted.objects.exists()


def test_pages_written_in_bulk_are_told_by_the_worker(column, admin_index, monkeypatch):
    monkeypatch.setattr(outbox, "AT_ONCE", 3)
    with admin_index():
        write_pages(column, [PageSpec(ArticlePage(title=f"数字{number}")) for number in range(5)])
    assert titles("数字") == []
    keep_admin_search(NOW)
    assert len(titles("数字")) == 5


def test_an_import_that_writes_page_by_page_can_leave_it_to_the_worker(column, admin_index):
    with deferred(), admin_index():
        make_article(column, "数字经济")
    assert titles("数字") == []
    keep_admin_search(NOW)
    assert titles("数字") == ["数字经济"]


def test_moving_a_column_leaves_its_pages_findable_where_they_are_now(column, admin_index):
    with admin_index():
        make_article(column, "数字经济")
        other = make_portal("jiande").home
    with admin_index():
        column.move(other, "last-child")
    other.refresh_from_db()
    assert [page.title for page in Page.objects.descendant_of(other).search("数字")] == ["数字经济"]


# The first filling, and filling anew


@pytest.fixture
def unfilled(settings, tmp_path):
    settings.PORTAL_HOME = tmp_path
    file.connections.cache_clear()
    yield
    file.connections().close()
    file.connections.cache_clear()


def test_until_it_is_filled_titles_are_read_from_the_database(unfilled, monkeypatch):
    monkeypatch.setattr(filling, "BATCH", 2)
    column = make_column(make_portal("tonglu").home, "政务动态")
    for number in range(5):
        make_article(column, f"数字{number}")
    assert (len(titles("字")), by_index("字")) == (5, False)
    assert not file.exists()
    filling.step()
    assert (len(titles("字")), by_index("字")) == (5, False)
    filling.fill()  # goes on
    assert (len(titles("字")), by_index("字")) == (5, True)
    assert filling.fill() == 0


def test_the_worker_fills_it_by_itself(unfilled):
    make_article(make_column(make_portal("tonglu").home), "数字经济")
    filling.step()
    assert not Unlisted.objects.exists()  # what waited will be read
    keep_admin_search(NOW)
    assert by_index("数字")
    assert titles("数字") == ["数字经济"]
    assert not Unlisted.objects.exists()


def test_what_waits_while_there_is_no_file_is_read_when_it_is_made(unfilled, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_article(make_column(make_portal("tonglu").home), "数字经济")
    assert not file.exists()
    assert not Unlisted.objects.exists()
    filling.fill()
    assert titles("数字") == ["数字经济"]


def test_another_set_of_search_fields_is_filled_anew(column, admin_index, monkeypatch):
    with admin_index():
        make_article(column, "数字经济")
    old = file.connections().files.target()
    monkeypatch.setattr(schema, "fingerprint", lambda: "of other fields")
    assert (titles("数字"), by_index("数字")) == (["数字经济"], False)
    keep_admin_search(NOW)
    assert (titles("数字"), by_index("数字")) == (["数字经济"], True)
    assert not old.exists()


@pytest.mark.parametrize("name", ["update_index", "wagtail_update_index", "rebuild_modelsearch_index"])
def test_the_command_builds_it_anew_in_another_file(column, admin_index, name):
    with admin_index():
        make_article(column, "数字经济", body=[("text", "<p>电子政务</p>")])
    old = file.connections().files.target()
    with file.connections().writing() as damaged:
        damaged.execute("DELETE FROM texts")
        damaged.execute("INSERT INTO words (words) VALUES ('delete-all')")
    assert titles("子政务") == []
    call_command(name, verbosity=0, chunk_size=2)
    assert (titles("子政务"), by_index("政务")) == (["数字经济"], True)
    assert not old.exists()


def test_what_is_saved_while_it_is_built_anew_is_in_the_new_file(column, admin_index):
    from wagtail.search.backends import get_search_backend

    with admin_index():
        kept, gone = make_article(column, "数字甲"), make_article(column, "数字乙")
    backend = get_search_backend()
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(Page))
    new = rebuilder.start()
    new.add_items(ArticlePage, list(ArticlePage.get_indexed_objects()))
    with admin_index():
        kept.title = "数字丙"
        kept.save()
        gone.delete()
        make_article(column, "数字丁")
    assert titles("数字") == ["数字丁", "数字丙"]
    rebuilder.finish()
    assert titles("数字") == ["数字丁", "数字丙"]


def test_killed_writers_lose_nothing_they_acknowledged(admin_index):
    chance, acknowledged = random.Random(1), set()
    blob = {number: rows.packed({"f_title": f"第{number}页"}) for number in range(1, 9000)}
    for kill in range(8):

        def work(say, start=kill * 1000):
            for place in range(start + 1, start + 1000):
                with file.connections().writing() as connection:
                    rows.apply(connection, [(place, blob[place]), (9999, blob[place])], ())
                say(place)

        acknowledged |= set(kill_after(*in_a_child(work), chance.randrange(1, 30)))
    kept = {place for (place,) in file.connections().get().execute("SELECT place FROM texts")}
    assert acknowledged <= kept
