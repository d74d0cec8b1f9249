import datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from cms_core.models import ColumnPage
from sites.models import Portal, ProvisionJob
from sites.provisioning import jobs, making
from sites.provisioning.errors import ProvisionRefused
from sites.provisioning.jobs import provision_job, requests_of, resume_job, start_job
from sites.provisioning.requests import PortalRequest, region
from tests.factories import make_user
from tests.sites.province import make_province

pytestmark = pytest.mark.django_db
State = ProvisionJob.State


@pytest.fixture
def bodies():
    return make_province()


@pytest.fixture
def admin():
    return make_user("administrator", superuser=True)


@pytest.fixture
def browser(client, bodies, admin):
    """The administrator's, on the host of the provincial portal."""
    jobs.ProvisionPortals([bodies["dn"]], state="trial").execute()
    client.defaults["HTTP_HOST"] = "localhost"
    client.force_login(admin)
    return client


def start(admin, *organisations, state="trial"):
    return start_job([PortalRequest(one) for one in organisations], user=admin, state=state)


def make_job(admin, *keys, **fields):
    requests = [{"organisation": key} for key in keys]
    return ProvisionJob.objects.create(parameters={"requests": requests, "state": "trial"}, by=admin, **fields)


def run(job):
    provision_job.call(job.pk)
    job.refresh_from_db()
    return job


def test_a_job_does_not_outlive_the_account_that_began_it(bodies, admin):
    job = run(make_job(None, "dn"))
    assert job.state == State.FAILED and "账号已被删除" in job.messages[0]
    assert not Portal.objects.exists()


def test_a_job_is_carried_out_after_the_commit(bodies, admin, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = start(admin, *region("99"))
        assert job.state == State.WAITING
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.messages) == (State.DONE, 5, 5, [])
    assert Portal.objects.count() == 5


def test_what_was_asked_for_survives_the_queue(bodies, admin):
    request = PortalRequest(bodies["yunshan"], "county", "ys", "云山县门户", "云岭", {"site_code": "9901220001"})
    job = start_job([request], user=admin, state="preparing")
    assert requests_of(job.parameters["requests"]) == [request]


def test_a_job_that_cannot_be_done_is_refused_before_it_is_there(bodies, admin):
    with pytest.raises(ProvisionRefused):
        start(admin, bodies["yunshan-baishi"])
    assert not ProvisionJob.objects.exists()


def test_progress_is_saved_after_each_portal(bodies, admin, monkeypatch):
    seen = []
    note = jobs.note

    def listen(job, **values):
        note(job, **values)
        seen.append(ProvisionJob.objects.values_list("done", "total").get(pk=job.pk))

    monkeypatch.setattr(jobs, "note", listen)
    run(make_job(admin, "dn", "qinghe", "yunshan"))
    assert seen == [(0, 0), (1, 3), (2, 3), (3, 3), (3, 3)]


def test_a_job_whose_worker_died_goes_on_where_it_was(bodies, admin):
    run(make_job(admin, "dn", "qinghe"))
    job = make_job(admin, "dn", "qinghe", "yunshan", state=State.RUNNING, done=2)
    columns = ColumnPage.objects.count()
    assert run(job).state == State.DONE
    assert ColumnPage.objects.count() == columns + 60


def test_a_job_that_is_done_is_not_done_again(bodies, admin, django_assert_num_queries):
    job = run(make_job(admin, "dn"))
    with django_assert_num_queries(1):
        provision_job.call(job.pk)


def test_failures_are_collected_and_a_resumed_job_makes_the_rest(
    bodies, admin, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(self, portal, rules):
        raise ProvisionRefused("坏了")

    monkeypatch.setattr(making.GroupWriter, "write_for", fail)
    job = run(make_job(admin, "dn", "qinghe"))
    assert job.state == State.FAILED
    assert job.messages == ["东南省人民政府：坏了", "清河市人民政府：坏了"]
    monkeypatch.undo()
    with django_capture_on_commit_callbacks(execute=True):
        resume_job(job)
    job.refresh_from_db()
    assert (job.state, job.messages) == (State.DONE, [])


def test_a_crash_of_the_job_itself_is_said(bodies, admin, monkeypatch):
    def crash(job):
        raise RuntimeError

    monkeypatch.setattr(jobs, "carry_out", crash)
    job = run(make_job(admin, "dn"))
    assert job.state == State.FAILED
    assert "可点击“继续”" in job.messages[0]


def test_an_organisation_that_went_away_is_said(bodies, admin):
    job = run(make_job(admin, "nowhere"))
    assert job.messages == ["机构“nowhere”已不在名录中，请重新选择。"]


def test_rights_are_asked_again_when_the_job_runs(bodies):
    user = make_user()
    job = run(make_job(user, "dn"))
    assert job.state == State.FAILED
    assert "没有建站权限" in job.messages[0]


def test_only_a_job_that_stopped_can_be_resumed(bodies, admin):
    job = make_job(admin, "dn", state=State.RUNNING)
    later = job.updated_at + datetime.timedelta(minutes=10)
    assert not job.may_resume(job.updated_at)
    assert job.may_resume(later)
    with pytest.raises(ProvisionRefused):
        resume_job(job)
    assert not run(job).may_resume(later)


def test_the_form_previews_without_writing(browser):
    answer = browser.get(
        reverse("gov_sites_provisioning_new"), {"region": "9901", "state": "trial", "departments": "on"}
    )
    text = answer.content.decode()
    assert "新建 3 个门户" in text
    assert "yunshan.localhost" in text
    assert Portal.objects.count() == 1


def test_the_form_says_what_stands_against_it(browser):
    url = reverse("gov_sites_provisioning_new")
    assert "请先为其上级政府建站" not in browser.get(url).content.decode()
    told = browser.get(url, {"names": "yunshan-czj\nyunshan", "state": "trial", "blueprint": "city"}).content.decode()
    assert "应建县级门户，不能使用模板" in told
    assert "找不到机构“某处”" in browser.get(url, {"names": "某处", "state": "trial"}).content.decode()
    assert "请选择一个区域，或填写至少一个机构" in browser.get(url, {"state": "trial"}).content.decode()


def test_a_job_is_started_watched_and_listed_in_the_admin(browser, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(reverse("gov_sites_provisioning_new"), {"region": "9901", "state": "trial"})
    job = ProvisionJob.objects.get()
    assert answer.url == reverse("gov_sites_provisioning_job", args=[job.pk])
    assert "完成" in browser.get(answer.url).content.decode()
    progress = browser.get(reverse("gov_sites_provisioning_progress", args=[job.pk])).json()
    assert (progress["state"], progress["done"], progress["percent"], progress["over"]) == ("done", 3, 100, True)
    assert f"建站任务 {job.pk}" in browser.get(reverse("gov_sites_provisioning")).content.decode()


def test_a_stopped_job_is_resumed_by_its_button(browser, admin, django_capture_on_commit_callbacks):
    job = make_job(admin, "qinghe", state=State.RUNNING)
    ProvisionJob.objects.update(updated_at=timezone.now() - datetime.timedelta(hours=1))
    url = reverse("gov_sites_provisioning_job", args=[job.pk])
    assert "继续" in browser.get(url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(url)
    job.refresh_from_db()
    assert job.state == State.DONE


def test_differences_are_ticked_and_applied_in_the_admin(browser):
    portal = Portal.objects.get(key="dn")
    url = reverse("gov_sites_provisioning_differences", args=[portal.pk])
    assert "与站点模板完全一致" in browser.get(url).content.decode()
    ColumnPage.objects.filter(blueprint_key="notices").update(title="公告栏")
    assert "公告栏" in browser.get(url).content.decode()
    browser.post(url, {"chosen": ["change:notices:title"]})
    assert ColumnPage.objects.get(blueprint_key="notices").title == "通知公告"
    assert "没有这些差异" in browser.post(url, {"chosen": ["add:x"]}, follow=True).content.decode()


VIEWS = [
    ("gov_sites_provisioning", []),
    ("gov_sites_provisioning_new", []),
    ("gov_sites_provisioning_job", ["job"]),
    ("gov_sites_provisioning_progress", ["job"]),
    ("gov_sites_provisioning_differences", ["portal"]),
]


@pytest.mark.parametrize(("name", "arguments"), VIEWS, ids=[name for name, _ in VIEWS])
def test_without_the_permission_nothing_of_it_is_shown(browser, admin, name, arguments):
    ids = {"job": make_job(admin, "dn").pk, "portal": Portal.objects.get().pk}
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    browser.force_login(user)
    answer = browser.get(reverse(name, args=[ids[one] for one in arguments]))
    assert answer.status_code in (302, 404)
    assert "建站任务" not in answer.content.decode()


def test_the_list_asks_the_same_number_of_queries_for_many_jobs(browser, admin, django_assert_max_num_queries):
    for _ in range(20):
        make_job(admin, "dn")
    with django_assert_max_num_queries(30):
        browser.get(reverse("gov_sites_provisioning"))
