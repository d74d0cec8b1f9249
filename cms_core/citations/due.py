"""Accepted proposals take effect on their day: a repeal of next month does not show today."""

import datetime
import logging

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms_core.catalogue.locks import hold
from cms_core.citations.errors import ProposalRefused
from cms_core.citations.taking_effect import take_effect
from cms_core.models.citations import ProposalState, ValidityProposal
from cms_core.tasks.jobs import attempt

logger = logging.getLogger("portal.worker")


def apply_due_validity(now: datetime.datetime) -> int:
    """Let every accepted proposal whose day (Beijing time) has come take effect; how many were dealt with.

    One transaction each, so that one that fails does not hold up the others. One that would by now contradict its
    target (somebody has edited it) waits again for its owner, who is told why when accepting it.
    """
    today = timezone.localdate(now)
    due = ValidityProposal.objects.filter(state=ProposalState.ACCEPTED, applied_at__isnull=True, day__lte=today)
    return sum(attempt(apply, pk, now) for pk in due.order_by("day", "pk").values_list("pk", flat=True))


def apply(pk: int, now: datetime.datetime) -> None:
    # The rows are held, the page first: two workers, or one and an editor who undoes it, do it once.
    hold(Page.objects.filter(pk__in=ValidityProposal.objects.filter(pk=pk).values("target")))
    rows = ValidityProposal.objects.select_for_update(of=("self",)).filter(
        pk=pk, state=ProposalState.ACCEPTED, applied_at__isnull=True
    )
    proposal = rows.first()
    if proposal is None:
        return
    try:
        with transaction.atomic():
            take_effect(proposal, user=proposal.decided_by, now=now)
    except ProposalRefused as refusal:
        logger.warning("效力建议 %s 到期未能生效，退回待处理：%s", pk, refusal)
        ValidityProposal.objects.filter(pk=pk).update(state=ProposalState.WAITING)
