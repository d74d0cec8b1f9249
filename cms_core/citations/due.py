"""Accepted proposals take effect on their day: a repeal of next month does not show today."""

import datetime

from django.utils import timezone

from cms_core.citations.taking_effect import take_effect
from cms_core.models.citations import ProposalState, ValidityProposal
from cms_core.tasks.jobs import attempt


def apply_due_validity(now: datetime.datetime) -> int:
    """Let every accepted proposal whose day (Beijing time) has come take effect; how many did.

    One transaction each: one that cannot (its target was edited meanwhile and would contradict itself) is logged and
    does not hold up the others.
    """
    today = timezone.localdate(now)
    due = ValidityProposal.objects.filter(state=ProposalState.ACCEPTED, applied_at__isnull=True, day__lte=today)
    return sum(attempt(apply, pk, now) for pk in due.order_by("day", "pk").values_list("pk", flat=True))


def apply(pk: int, now: datetime.datetime) -> None:
    # The row is held: two workers, or one and an editor who undoes it, do it once.
    rows = ValidityProposal.objects.select_for_update().filter(
        pk=pk, state=ProposalState.ACCEPTED, applied_at__isnull=True
    )
    if proposal := rows.first():
        take_effect(proposal, user=proposal.decided_by, now=now)
