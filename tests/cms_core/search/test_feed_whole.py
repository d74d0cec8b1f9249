"""The index is made whole by itself: missing, never filled, of another version; and it can be compared."""

import json
import sqlite3

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, TaskResultStatus

from cms_core.models import Entry, Unindexed
from cms_core.search import sources
from cms_core.search.analysis.question import ask
from cms_core.search.checks import check_index
from cms_core.search.engine import engine
from cms_core.search.errors import Newer, Outdated
from cms_core.search.feed import outbox, verify, whole
from cms_core.search.feed.regular_jobs import follow_outbox
from cms_core.search.fts import schema
from tests.factories import make_article, make_column, make_editor, make_portal, make_user

pytestmark = pytest.mark.django_db
OTHER = "cms_core.search.fts.schema.fingerprint"


@pytest.fixture
def page(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return make_article(make_column(make_portal().home), "政务公开工作要点")


def total():
    return engine().search(ask("政务公开")).total


def worker_round():
    follow_outbox(timezone.now())


def test_an_index_that_was_never_filled_is_filled_by_the_worker(page, caplog):
    """As after an update from a release without search: nothing waits, nothing is in it."""
    engine().write(gone=[page.pk])
    assert engine().lacking()
    worker_round()
    assert (total(), engine().lacking()) == (1, "")
    assert "检索索引尚未建立，现在重建" in caplog.text


def test_a_file_that_is_gone_is_made_again(page):
    worker_round()
    files = engine().connections.files
    engine().close()
    files.remove(files.target())
    files.link.unlink()
    assert total() == 0
    worker_round()
    assert total() == 1


def test_a_file_deleted_under_its_link_is_made_again_while_it_is_open(page):
    worker_round()
    files = engine().connections.files
    files.remove(files.target())
    assert (total(), bool(engine().lacking())) == (0, True)
    worker_round()
    assert (total(), engine().lacking()) == (1, "")


def test_a_damaged_file_is_built_anew_by_the_worker(page, caplog):
    path = engine().connections.files.current()
    engine().close()
    path.write_bytes(b"torn by a power cut " * 1000)
    report = verify.verify()
    assert (report.lacking, report.indexed, report.whole) == ("检索索引已损坏", 0, False)
    worker_round()
    assert (total(), engine().lacking()) == (1, "")
    assert "检索索引已损坏，现在重建" in caplog.text


def test_an_index_of_another_analysis_answers_until_it_is_rebuilt(page, monkeypatch, caplog):
    worker_round()
    monkeypatch.setattr(OTHER, lambda: "another")
    assert total() == 1
    worker_round()
    assert (total(), engine().lacking()) == (1, "")
    assert "由另一版本的程序建立" in caplog.text


def test_what_is_withdrawn_meanwhile_is_hidden(page, monkeypatch, django_capture_on_commit_callbacks):
    worker_round()
    monkeypatch.setattr(OTHER, lambda: "another")
    monkeypatch.setattr(whole, "tried_lately", lambda now: True)  # a worker is at it
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert total() == 0
    worker_round()
    assert total() == 0
    assert Unindexed.objects.exists()


def test_tables_of_another_release_are_put_aside(page, monkeypatch):
    worker_round()
    path = engine().connections.files.target()
    engine().close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE about SET value = '0' WHERE name = 'version'")
        connection.execute("DROP TABLE hidden")
    connection.close()
    assert total() == 0
    worker_round()
    assert total() == 1
    assert [one.name for one in path.parent.glob("search-*.sqlite3")] == [engine().connections.files.target().name]


def test_tables_of_the_release_before_answer_until_new_ones_are_filled(page, monkeypatch):
    worker_round()
    path = engine().connections.files.target()
    engine().close()
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(OTHER, lambda: "of the new tables")
    assert (total(), engine().connections.files.target()) == (1, path)
    assert engine().lacking()
    with pytest.raises(Outdated):
        engine().write(gone=[page.pk])
    worker_round()
    assert (total(), engine().lacking()) == (1, "")
    assert not path.exists()


def test_tables_of_a_later_release_are_left_to_it_until_an_operator_builds_them_anew(page, monkeypatch, caplog):
    worker_round()
    path = engine().connections.files.target()
    engine().close()
    monkeypatch.setattr(schema, "VERSION", schema.VERSION - 1)
    with pytest.raises(Newer, match="重新启动"):
        total()
    assert path.exists()
    worker_round()
    assert path.exists()
    assert "请重新启动仍在运行旧版本的进程" in caplog.text
    call_command("rebuild_search", verbosity=0)
    assert (total(), engine().lacking()) == (1, "")


def test_operators_are_told_by_the_check_and_on_the_first_page_of_the_admin(page, client):
    portal = make_portal("second", name="第二门户")

    def told(user):
        client.force_login(user)
        return "检索索引" in client.get("/admin/", headers={"host": portal.site.hostname}).content.decode()

    root = make_user("root", superuser=True)
    assert told(root)
    assert not told(make_editor(portal))
    (warning,) = check_index()
    assert "尚未建立" in warning.msg and "rebuild_search" in warning.hint
    worker_round()
    assert check_index() == []
    assert not told(root)


def test_a_whole_index_is_not_rebuilt(page):
    worker_round()
    path = engine().connections.files.target()
    worker_round()
    assert engine().connections.files.target() == path


@pytest.mark.parametrize(
    ("status", "finished_ago", "again"),
    [
        (TaskResultStatus.RUNNING, None, False),
        (TaskResultStatus.FAILED, whole.PAUSE / 2, False),
        (TaskResultStatus.FAILED, whole.PAUSE * 2, True),
        (TaskResultStatus.SUCCESSFUL, whole.BETWEEN / 2, False),
        (TaskResultStatus.SUCCESSFUL, whole.BETWEEN * 2, True),
    ],
    ids=["still running", "just failed", "failed long ago", "just done", "done, and its file deleted"],
)
def test_a_rebuild_is_not_begun_twice_nor_again_at_once(status, finished_ago, again, page):
    now = timezone.now()
    DBTaskResult.objects.create(
        task_path=whole.rebuild_in_background.module_path,
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        status=status,
        finished_at=finished_ago and now - finished_ago,
        worker_ids=[],
    )
    assert whole.tried_lately(now) is not again


def test_what_waited_before_a_rebuild_needs_no_telling(page):
    outbox.note([page.pk])
    whole.rebuild()
    assert not Unindexed.objects.exists()


def test_what_is_written_while_it_is_rebuilt_is_told_after_it(page, monkeypatch):
    all_records = sources.all_records

    def and_then_more():
        yield from all_records()
        outbox.note([page.pk])

    monkeypatch.setattr(sources, "all_records", and_then_more)
    whole.rebuild()
    assert Unindexed.objects.count() == 1


class TestComparing:
    @pytest.fixture(autouse=True)
    def built(self, page):
        whole.rebuild()

    def compared(self, capsys, **options):
        try:
            call_command("verify_search", json=True, **options)
        except SystemExit as exit:
            assert exit.code == 1
        report = json.loads(capsys.readouterr().out)
        return {name: report[name] for name in ("missing", "superfluous", "stale") if report[name]}

    def test_an_index_that_agrees(self, capsys):
        call_command("verify_search")
        assert capsys.readouterr().out == "检索索引共 1 项，不一致 0 项，待后台写入 0 项。\n"

    def test_a_page_that_is_not_in_it(self, page, capsys):
        engine().write(gone=[page.pk])
        assert self.compared(capsys) == {"missing": [page.pk]}

    def test_a_page_that_the_public_may_not_see(self, page, capsys):
        Entry.objects.update(visible=False)
        assert self.compared(capsys) == {"superfluous": [page.pk]}

    @pytest.mark.parametrize("change", [{"title": "新标题"}, {"validity": "repealed"}, {"index_number": "A1"}], ids=str)
    def test_a_page_that_is_no_longer_so(self, change, page, capsys):
        Entry.objects.update(**change)
        assert self.compared(capsys) == {"stale": [page.pk]}

    def test_a_text_that_is_no_longer_so(self, page, capsys):
        page.body = [("text", "<p>另一段</p>")]
        page.save()
        Unindexed.objects.all().delete()  # as if it had never been noted
        assert self.compared(capsys) == {"stale": [page.pk]}

    def test_what_waits_is_no_difference(self, page, capsys):
        Entry.objects.update(title="新标题")
        outbox.note([page.pk])
        assert self.compared(capsys) == {}

    def test_what_is_repaired_agrees_when_the_worker_has_followed(self, page, capsys):
        Entry.objects.update(title="新标题")
        self.compared(capsys, repair=True)
        worker_round()
        assert self.compared(capsys) == {}
        assert verify.verify().whole

    def test_an_index_of_another_analysis_is_not_in_order(self, page, monkeypatch, capsys):
        monkeypatch.setattr(OTHER, lambda: "another")
        with pytest.raises(SystemExit):
            call_command("verify_search")
        assert "请运行 rebuild_search" in capsys.readouterr().out
