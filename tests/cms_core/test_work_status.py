import datetime
import json

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms_core.models import RegularJob
from cms_core.tasks import leases
from cms_core.tasks.status import status

NOW = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_all_is_well_while_a_worker_shows_itself():
    leases.show_presence("w1", NOW)
    RegularJob.objects.create(name="publish_due", next_at=NOW)
    assert status(NOW)["problems"] == []


@pytest.mark.django_db
def test_a_missing_worker_a_failed_job_and_a_late_one_are_said():
    RegularJob.objects.create(name="tidy", next_at=NOW, problem="ValueError: 坏了")
    RegularJob.objects.create(name="publish_due", next_at=NOW - datetime.timedelta(minutes=6))
    assert status(NOW)["problems"] == [
        "没有后台进程在工作：请启动 worker。",
        "定时任务 tidy 失败：ValueError: 坏了",
        "定时任务 publish_due 已过时未执行。",
    ]


@pytest.mark.django_db
def test_the_command_ends_with_1_when_something_is_wrong(capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("work_status", "--json")
    assert ended.value.code == 1
    assert json.loads(capsys.readouterr().out)["workers"] == []


@pytest.mark.django_db
def test_the_command_ends_well_when_nothing_is_wrong(capsys):
    leases.show_presence("w1", timezone.now())
    call_command("work_status")
    assert "后台进程 1 个" in capsys.readouterr().out
