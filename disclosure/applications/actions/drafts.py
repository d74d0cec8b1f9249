"""草稿: what a handler has begun to enter of an application that came on paper; it has no number and no clock."""

from django.db import transaction

from disclosure.applications.actions.base import append, locked
from disclosure.applications.actions.submit import SubmitApplication, fill
from disclosure.applications.errors import NotAllowed
from disclosure.applications.events import EventKind
from disclosure.applications.folding import Case
from disclosure.applications.permissions import Power, may
from disclosure.applications.states import State
from disclosure.models import Application


class SaveDraft(SubmitApplication):
    """Takes the arguments of SubmitApplication, checks none of them; `draft` is the one that is changed."""

    kind = EventKind.DRAFTED

    @transaction.atomic
    def execute(self) -> Application:
        if not may(self.by, Power.HANDLE, self.portal):
            raise NotAllowed("您没有登记这个门户的申请的权限。")
        application = locked(self.draft.pk) if self.draft else Application()
        if application.state != State.DRAFT or (self.draft and application.portal_id != self.portal.pk):
            raise NotAllowed("这件申请已经提交，不再是草稿；请刷新后按办理步骤办理。")
        fill(application, self)
        application.save()
        if self.draft:
            return application
        data = {"portal": self.portal.pk, "organisation": self.organisation.pk, "channel": str(self.channel)}
        self.on = self.today
        return append(application, Case(), self, data, {})
