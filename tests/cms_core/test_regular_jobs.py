import datetime

import pytest
from django.db import IntegrityError
from django.db.models.signals import pre_save
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, TaskResultStatus

from cms_core.models import ArticlePage, Entry, RegularJob
from cms_core.tasks import jobs, leases, regular
from tests.factories import make_article, make_column, make_portal

NOW = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
DUE = datetime.datetime(2026, 1, 5, 9, 0, tzinfo=datetime.UTC)  # past: Wagtail itself compares with the clock


@pytest.fixture
def ran(monkeypatch):
    """Times at which the one regular job ran."""
    times = []
    monkeypatch.setattr(regular, "JOBS", {})
    regular.add("count", every=MINUTE, run=times.append)
    return times


@pytest.mark.django_db
def test_of_several_workers_one_runs_a_job(ran):
    for worker in ("w1", "w2", "w3"):
        regular.run_due(worker, NOW)
    assert ran == [NOW]


@pytest.mark.django_db
def test_a_job_runs_again_when_its_time_has_come(ran):
    regular.run_due("w1", NOW)
    regular.run_due("w2", NOW + MINUTE / 2)
    regular.run_due("w2", NOW + MINUTE)
    assert ran == [NOW, NOW + MINUTE]


@pytest.mark.django_db
def test_a_job_held_by_a_living_worker_is_left_to_it(ran):
    RegularJob.objects.create(name="count", next_at=NOW - MINUTE, holder="w1")
    leases.show_presence("w1", NOW)
    regular.run_due("w2", NOW)
    assert ran == []


@pytest.mark.django_db
def test_a_job_of_a_killed_worker_is_taken_over(ran, settings):
    RegularJob.objects.create(name="count", next_at=NOW - MINUTE, holder="w1")
    leases.show_presence("w1", NOW - datetime.timedelta(seconds=settings.PORTAL_TASK_LEASE_SECONDS + 1))
    regular.run_due("w2", NOW)
    assert ran == [NOW]


@pytest.mark.django_db
def test_a_failing_job_is_recorded_and_runs_at_its_next_time(monkeypatch, ran):
    def burst(now):
        ran.append(now)
        raise ValueError("坏了")

    regular.add("count", every=MINUTE, run=burst)
    assert regular.run_due("w1", NOW) == []
    assert "坏了" in RegularJob.objects.get(name="count").problem
    regular.run_due("w1", NOW + MINUTE)
    assert ran == [NOW, NOW + MINUTE]


@pytest.fixture
def column(db):
    return make_column(make_portal("zj", level="province").home)


def schedule(page, at):
    page.go_live_at = at
    page.save_revision(approved_go_live_at=at)


def test_a_page_is_published_when_its_time_has_come(column):
    page = make_article(column, live=False)
    schedule(page, DUE)
    jobs.publish_due(DUE - MINUTE)
    assert not ArticlePage.objects.get(pk=page.pk).live
    jobs.publish_due(DUE + MINUTE)
    assert ArticlePage.objects.get(pk=page.pk).live
    assert Entry.objects.filter(page_id=page.pk).exists()


def test_an_expired_page_is_withdrawn_with_its_entry(column):
    page = make_article(column, expire_at=DUE)
    ArticlePage.objects.filter(pk=page.pk).update(live=True, expire_at=DUE)
    assert jobs.publish_due(DUE + MINUTE) == 1
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)
    assert not Entry.objects.filter(page_id=page.pk).exists()


def test_one_page_that_cannot_be_published_does_not_hold_up_the_others(column):
    broken, sound = make_article(column, "坏的", live=False), make_article(column, "好的", live=False)
    schedule(broken, DUE)
    schedule(sound, DUE)
    content = broken.latest_revision
    content.content["content_type"] = None
    content.content["body"] = "not json"
    content.content["slug"] = None
    content.save()
    jobs.publish_due(DUE + MINUTE)
    assert ArticlePage.objects.get(pk=sound.pk).live
    assert not ArticlePage.objects.get(pk=broken.pk).live


def test_one_page_that_the_database_refuses_does_not_hold_up_the_others(column):
    broken, sound = make_article(column, "坏的", live=False), make_article(column, "好的", live=False)
    schedule(broken, DUE)
    schedule(sound, DUE)

    def refuse(sender, instance, **kwargs):
        if instance.pk == broken.pk:
            raise IntegrityError("duplicate")

    pre_save.connect(refuse, sender=ArticlePage)
    try:
        jobs.publish_due(DUE + MINUTE)
    finally:
        pre_save.disconnect(refuse, sender=ArticlePage)
    assert ArticlePage.objects.get(pk=sound.pk).live
    assert not ArticlePage.objects.get(pk=broken.pk).live


@pytest.mark.django_db
def test_finished_tasks_are_kept_for_the_days_of_the_setting(settings):
    settings.PORTAL_TASK_RESULT_DAYS = 14
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    now = timezone.now()
    for days in (13, 15):
        DBTaskResult.objects.create(
            status=TaskResultStatus.SUCCESSFUL,
            finished_at=now - datetime.timedelta(days=days),
            args_kwargs={"args": [], "kwargs": {}},
            task_path="x",
            backend_name="default",
            run_after=now,
        )
    jobs.tidy(now)
    assert [(now - row.finished_at).days for row in DBTaskResult.objects.all()] == [13]
