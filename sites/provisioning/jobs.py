"""Provisioning in the background: start a job, carry it out, take it up again; nothing is made twice."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from cms_core.models import Organisation
from sites.actions.provision import Outcome, ProvisionPortals
from sites.models import ProvisionJob
from sites.provisioning.errors import ProvisionRefused
from sites.provisioning.requests import PortalRequest

logger = logging.getLogger("portal.provision")
State = ProvisionJob.State
# More sentences than anybody reads; all of them are in the log.
MESSAGES = 200


def start_job(requests: Iterable[PortalRequest], *, user, state: str, demo: bool = False) -> ProvisionJob:
    """Checks everything first: raises PermissionDenied or ProvisionRefused and no job is there."""
    action = ProvisionPortals(requests, user=user, state=state, demo=demo)
    action.check()
    parameters = {"requests": [as_data(request) for request in action.requests], "state": state, "demo": demo}
    job = ProvisionJob.objects.create(parameters=parameters, total=len(action.portals), by=user)
    enqueue(job)
    return job


def resume_job(job: ProvisionJob) -> None:
    """Put a job that failed or fell silent back into the queue; portals that exist are passed over."""
    if not job.may_resume():
        raise ProvisionRefused("任务正在进行或已经完成，不需要继续。")
    job.state = State.WAITING
    job.messages = []
    job.save()
    enqueue(job)


def enqueue(job: ProvisionJob) -> None:
    # After the commit: a worker that is quicker would not find the job.
    transaction.on_commit(lambda: provision_job.enqueue(job.pk))


@task()
def provision_job(job_id: int) -> None:
    """Idempotent: a job that is done stays done, one whose worker died goes on where it was."""
    job = ProvisionJob.objects.filter(pk=job_id).select_related("by").first()
    if job is None or job.state == State.DONE:
        return
    note(job, state=State.RUNNING, done=0, messages=[])
    try:
        carry_out(job)
    except (ProvisionRefused, PermissionDenied) as error:
        messages = error.messages if isinstance(error, ProvisionRefused) else [str(error)]
        note(job, state=State.FAILED, messages=messages[:MESSAGES])
    except Exception as error:
        logger.exception("Provisioning job %s failed", job_id)
        said = f"任务中断（{type(error).__name__}），可点击“继续”从中断处接着建；详情见系统日志。"
        note(job, state=State.FAILED, messages=[*job.messages, said])


def carry_out(job: ProvisionJob) -> None:
    if job.by is None:
        # None would mean the platform itself, which may do anything.
        raise PermissionDenied("发起人的账号已被删除，请由有建站权限的人重新发起。")
    parameters = job.parameters
    requests = requests_of(parameters["requests"])
    action = ProvisionPortals(requests, user=job.by, state=parameters["state"], demo=parameters.get("demo", False))

    def progress(outcome: Outcome, done: int, total: int) -> None:
        if outcome.result == "failed" and len(job.messages) < MESSAGES:
            job.messages = [*job.messages, f"{outcome.name}：{outcome.message}"]
        note(job, done=done, total=total, messages=job.messages)

    report = action.execute(progress)
    note(job, state=State.FAILED if report.of("failed") else State.DONE)


def note(job: ProvisionJob, **values) -> None:
    for name, value in values.items():
        setattr(job, name, value)
    ProvisionJob.objects.filter(pk=job.pk).update(updated_at=timezone.now(), **values)


def as_data(request: PortalRequest) -> dict:
    return {
        "organisation": request.organisation.key,
        "blueprint": request.blueprint,
        "key": request.key,
        "name": request.name,
        "short_name": request.short_name,
        "fields": request.fields,
    }


def requests_of(rows: list[dict]) -> list[PortalRequest]:
    """Raises ProvisionRefused where an organisation is no longer there."""
    keys = [row["organisation"] for row in rows]
    found = {one.key: one for one in Organisation.objects.filter(key__in=keys)}
    if missing := [key for key in keys if key not in found]:
        raise ProvisionRefused(f"机构“{'、'.join(missing)}”已不在名录中，请重新选择。")
    return [PortalRequest(**{**row, "organisation": found[row["organisation"]]}) for row in rows]
