"""What would be if a step were taken now: asked before a letter is shown that tells of it. Nothing is written."""

from types import SimpleNamespace

from django.db import transaction

from disclosure.applications import machine
from disclosure.applications.actions.base import Step
from disclosure.applications.case import Case
from disclosure.applications.folding import fold, take


@transaction.atomic
def rehearse(step: Step) -> Case:
    """The application as it would be. Raises what `execute` would, but for who asks and what happened meanwhile."""
    events = list(step.application.events.order_by("number"))
    case = fold(events)
    machine.check(step.kind, case.state)
    step.check_day(case)
    step.check(case)
    event = SimpleNamespace(
        kind=step.kind,
        number=case.revision + 1,
        on=step.on,
        data=step.data(case),
        by_id=step.by.pk if step.by else None,
    )
    return take(case, event)
