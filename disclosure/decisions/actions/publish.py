"""Making decisions public, taking them down, and removing what never was public."""

import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from disclosure.decisions import search_feed, shelves, terms
from disclosure.decisions.errors import NotAllowed
from disclosure.decisions.kinds import WithdrawalReason
from disclosure.decisions.permissions import DecisionAction, may
from disclosure.decisions.tables import model_of
from disclosure.models.decisions import Decision

NO_RIGHT = "您没有在这个门户发布的权限，请交由有发布权的同事办理。"


class PublishDecisions:
    """From now on; what was taken down by mistake may come back, what was repaired or annulled never."""

    def __init__(self, portal, kind: str, ids, *, user=None, now: datetime.datetime | None = None):
        self.portal, self.kind, self.ids, self.user, self.now = portal, kind, list(ids), user, now or timezone.now()

    @transaction.atomic
    def execute(self) -> int:
        """How many became public; a second time none. Raises NotAllowed."""
        if self.user is not None and not may(self.user, DecisionAction.PUBLISH, self.portal):
            raise NotAllowed(NO_RIGHT)
        rows = model_of(self.kind).objects.select_for_update(of=("self",)).filter(portal=self.portal, pk__in=self.ids)
        done = []
        for decision in rows.order_by("pk"):
            if decision.published_on and not decision.withdrawn_at:
                continue
            if decision.withdrawn_at and decision.withdrawn_reason != WithdrawalReason.MISTAKE:
                raise NotAllowed(f"{decision} 已因“{decision.get_withdrawn_reason_display()}”撤下，不能再公示。")
            publish(decision, self.now)
            decision.save()
            log(decision, "disclosure.decision.publish", user=self.user)
            done.append(decision)
        search_feed.note(self.kind, [one.pk for one in done])
        shelves.follow((one.pk, [shelves.place_of(one)]) for one in done)
        return len(done)


def publish(decision: Decision, now: datetime.datetime) -> None:
    """Not saved. The day of a first publication stays: the term was kept or missed then."""
    decision.published_on = decision.published_on or timezone.localdate(now)
    decision.published_at = decision.published_at or now
    decision.published_until = decision.published_until or terms.usual(decision.KIND, decision.decided_on)
    decision.withdrawn_at, decision.withdrawn_reason, decision.withdrawn_note = None, "", ""
    decision.revision += 1


class WithdrawDecision:
    """Before its time. The address answers 410 with the reason from then on."""

    def __init__(self, decision: Decision, *, reason: str, note: str = "", user=None, now=None):
        self.decision, self.reason, self.note, self.user = decision, WithdrawalReason(reason), note.strip(), user
        self.now = now or timezone.now()

    @transaction.atomic
    def execute(self) -> Decision:
        """Raises NotAllowed. A second time nothing changes."""
        rows = type(self.decision).objects.select_for_update(of=("self",)).select_related("portal")
        found = rows.get(pk=self.decision.pk)
        if self.user is not None and not may(self.user, DecisionAction.PUBLISH, found.portal):
            raise NotAllowed(NO_RIGHT)
        if found.withdrawn_at:
            return found
        if not found.published_on:
            raise NotAllowed("这个决定还没有公示，可以直接更改或删除。")
        earliest = terms.shortest(found.published_on)
        if self.reason == WithdrawalReason.REPAIRED and timezone.localdate(self.now) < earliest:
            raise NotAllowed(f"最短公示期未满：{earliest} 起才能因信用修复提前终止公示。")
        if self.reason != WithdrawalReason.MISTAKE and not self.note:
            raise NotAllowed("请写明撤下的依据，如信用修复决定书文号、撤销原决定的文书号。")
        found.withdrawn_at, found.withdrawn_reason = self.now, self.reason
        found.withdrawn_note, found.revision = self.note[:200], found.revision + 1
        found.save()
        log(found, "disclosure.decision.withdraw", user=self.user, data={"reason": self.reason.label})
        search_feed.note(found.KIND, [found.pk])
        shelves.follow([(found.pk, [shelves.place_of(found)])])
        return found


class DeleteDecision:
    """Of what never was public: addresses that readers know stay and say what became of them."""

    def __init__(self, decision: Decision, *, user=None):
        self.decision, self.user = decision, user

    @transaction.atomic
    def execute(self) -> None:
        found = type(self.decision).objects.select_for_update(of=("self",)).filter(pk=self.decision.pk).first()
        if found is None:
            return
        if self.user is not None and not may(self.user, DecisionAction.EDIT, found.portal):
            raise NotAllowed("您没有权限。")
        if found.published_on:
            raise NotAllowed("已经公示过的决定不能删除，请用“撤下”。")
        log(found, "disclosure.decision.delete", user=self.user)
        found.delete()
