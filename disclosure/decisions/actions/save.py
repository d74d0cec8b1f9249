"""Entering a decision by hand, and changing one."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from disclosure.decisions import search_feed, shelves
from disclosure.decisions.assigning import assign, changes_between, number_key, values_of
from disclosure.decisions.bodies import Bodies
from disclosure.decisions.checks import faults_of
from disclosure.decisions.errors import Fault, Faulty, NotAllowed
from disclosure.decisions.permissions import DecisionAction, may
from disclosure.decisions.tables import model_of
from disclosure.models.decisions import Decision

CHANGED_MEANWHILE = "您打开之后，这个决定已被别人更改。请刷新页面，看过新的内容再改。"


class SaveDecision:
    """`values` of all columns. `revision` is the one that the form was made from."""

    def __init__(self, kind: str, portal, values: dict, *, decision: Decision | None = None, user=None, revision=None,
                 today: datetime.date | None = None):  # fmt: skip
        self.kind, self.portal, self.values, self.decision, self.user = kind, portal, values, decision, user
        self.revision, self.today = revision, today or timezone.localdate()

    @transaction.atomic
    def execute(self) -> Decision:
        """Raises NotAllowed or Faulty, with all that is wrong; then nothing has changed."""
        model = model_of(self.kind)
        found = model(portal=self.portal, by=self.user)
        if self.decision:
            found = model.objects.select_for_update(of=("self",)).get(pk=self.decision.pk)
        self.allow(found)
        body = self.check(found)
        before, stood = (values_of(found), shelves.place_of(found)) if found.pk else ({}, None)
        after = {**before, **self.values}
        changed = changes_between(before, after) if found.pk else {}
        if found.pk and not changed and found.organisation_id == body.pk:
            return found
        assign(found, self.values, body)
        if found.pk:
            found.revision += 1
        try:
            with transaction.atomic():
                found.save()
        except IntegrityError as error:
            raise Faulty([self.double(body)]) from error
        # Names of columns only: what stood in them may be somebody's number.
        log(found, "disclosure.decision.edit" if changed else "disclosure.decision.create", user=self.user,
            data={"fields": sorted(changed)})  # fmt: skip
        search_feed.note(self.kind, [found.pk])
        shelves.follow([(found.pk, (stood, shelves.place_of(found)))])
        return found

    def allow(self, found: Decision) -> None:
        wanted = DecisionAction.PUBLISH if found.published_on else DecisionAction.EDIT
        if self.user is not None and not may(self.user, wanted, found.portal):
            raise NotAllowed(
                "这个决定已经公示，只有本门户有发布权的人才能更改。" if found.published_on else "您没有权限。"
            )
        if found.withdrawn_at:
            raise NotAllowed("这个决定已经撤下，不能更改。")
        if self.revision is not None and found.pk and self.revision != found.revision:
            raise NotAllowed(CHANGED_MEANWHILE)

    def check(self, found: Decision):
        faults = faults_of(self.kind, self.values, self.today)
        body, reason = Bodies(self.portal).find(self.values.get("body_name", ""), self.values.get("body_code", ""))
        if reason:
            faults.append(Fault("body_name", reason))
        if body and self.values.get("number"):
            same = model_of(self.kind).objects.filter(organisation=body, number_key=number_key(self.values["number"]))
            if same.exclude(pk=found.pk).exists():
                faults.append(self.double(body))
        if found.published_on and not self.values.get("published_until"):
            faults.append(Fault("published_until", "已经公示的决定必须有公示截止期。"))
        if faults:
            raise Faulty(faults)
        return body

    def double(self, body) -> Fault:
        return Fault("number", f"“{body.name}”已有文书号为“{self.values['number']}”的决定，不能重复录入。")
