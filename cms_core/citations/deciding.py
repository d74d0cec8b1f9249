"""Accepting, declining and undoing a proposal of validity, each by whoever may publish its target.

The state changes by one conditional update, so that of two people at once one wins and the other is told.
"""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms_core.catalogue.locks import hold
from cms_core.citations.errors import AlreadyDecided, ProposalRefused
from cms_core.citations.proposals import settle_proposals
from cms_core.citations.taking_effect import UNDONE, check, fields_now, restore, take_effect
from cms_core.models.citations import ProposalState, ValidityProposal

UNDOABLE = {ProposalState.ACCEPTED, ProposalState.DECLINED}


@dataclass
class Decision:
    """`user` must have the right to publish the target."""

    proposal: ValidityProposal
    user: object
    now: datetime.datetime = field(default_factory=timezone.now)

    @transaction.atomic
    def execute(self) -> ValidityProposal:
        if not self.proposal.target.permissions_for_user(self.user).can_publish():
            raise PermissionDenied
        # The page before its proposals, as whoever publishes it does: two who wait for each other would both fail.
        hold(Page.objects.filter(pk=self.proposal.target_id))
        self.decide()
        self.proposal.refresh_from_db()
        return self.proposal

    def decide(self) -> None:
        raise NotImplementedError

    def turn(self, before: str, after: str, **values) -> None:
        """From one state to another, or AlreadyDecided."""
        rows = ValidityProposal.objects.filter(pk=self.proposal.pk, state=before)
        changed = rows.update(state=after, decided_by=self.user, decided_at=self.now, **values)
        self.proposal = ValidityProposal.objects.select_related("target", "source", "decided_by").get(
            pk=self.proposal.pk
        )
        if not changed:
            raise AlreadyDecided(self.proposal)

    @property
    def today(self) -> datetime.date:
        return timezone.localdate(self.now)


@dataclass
class AcceptProposal(Decision):
    """Sets the target's validity now, or leaves it to `apply_due_validity` where its day is yet to come."""

    def decide(self):
        self.turn(ProposalState.WAITING, ProposalState.ACCEPTED)
        if self.proposal.day and self.proposal.day > self.today:
            check(self.proposal)
        else:
            take_effect(self.proposal, user=self.user, now=self.now)


@dataclass
class DeclineProposal(Decision):
    reason: str = ""

    def decide(self):
        reason = " ".join(self.reason.split())
        if not reason:
            raise ProposalRefused("请写明不采纳的理由，如“只引用其名称，并未废止”。")
        self.turn(ProposalState.WAITING, ProposalState.DECLINED, reason=reason[:200])


@dataclass
class UndoDecision(Decision):
    """撤销: it waits again, and what it had changed is as before, unless somebody has changed it since."""

    def decide(self):
        state = self.proposal.state
        if state not in UNDOABLE:
            raise AlreadyDecided(self.proposal)
        applied = self.proposal.applied_at
        self.turn(state, ProposalState.WAITING, reason="", applied_at=None)
        if state == ProposalState.ACCEPTED and applied:
            if fields_now(self.proposal.target) != fields_now(self.proposal.target, self.proposal):
                raise ProposalRefused(
                    f"“{self.proposal.target.title}”的效力在采纳之后又被改过，不能自动撤销。请直接编辑这件公文。"
                )
            restore(self.proposal, user=self.user, log_action=UNDONE)
        # What the source no longer says, or what has gone, is not proposed again.
        settle_proposals(sources=[self.proposal.source_id], targets=[])
