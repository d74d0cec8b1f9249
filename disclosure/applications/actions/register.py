"""What is done with an application that came in: registered (T0), assigned, handed over, returned."""

from disclosure.applications.actions.base import Step
from disclosure.applications.errors import NotAllowed
from disclosure.applications.events import EventKind
from disclosure.applications.permissions import Power, may
from disclosure.applications.receipt import received_day


class RegisterApplication(Step):
    """登记: `on` is the day on which both sides confirmed; the day of receipt follows from the channel (第三十一条)."""

    kind = EventKind.REGISTERED

    def check(self, case):
        received_day(case.channel, case.arrived_on, self.on)

    def data(self, case):
        return {"received_on": received_day(case.channel, case.arrived_on, self.on).isoformat()}


class AssignHandler(Step):
    """指定经办人: only among those who may handle it."""

    kind = EventKind.ASSIGNED

    def __init__(self, application, *, handler, **kwargs):
        super().__init__(application, **kwargs)
        self.handler = handler

    def check(self, case):
        if not may(self.handler, Power.HANDLE, self.application.portal):
            raise NotAllowed("这位同事没有办理这个门户的申请的权限，请另选一位。")

    def data(self, case):
        return {"handler": self.handler.pk}


class HandOver(Step):
    """移送: before registration, to another body of the platform (`portal`), or away from it (`words` say to whom).

    The application moves with its number and code; who handed it over sees it no longer. After registration the answer
    is a reply instead: 不属于本机关负责公开 (第三十六条第五项).
    """

    kind = EventKind.HANDED_OVER

    def __init__(self, application, *, portal=None, organisation=None, **kwargs):
        super().__init__(application, **kwargs)
        self.portal = portal
        self.organisation = organisation or (portal and portal.organisation)

    def check(self, case):
        if self.portal is None:
            if not self.words:
                raise NotAllowed("请写明移送给哪个机关、依据和联系方式，以便告知申请人。")
            return
        if (self.portal.pk, self.organisation.pk) == (case.portal_id, case.organisation_id):
            raise NotAllowed("这件申请已经在这个机关，请选择另一个机关。")
        if not self.organisation.path.startswith(self.portal.organisation.path):
            raise NotAllowed("所选的门户不受理向该机关提出的申请，请重新选择。")

    def data(self, case):
        if self.portal is None:
            return {}
        return {"portal": self.portal.pk, "organisation": self.organisation.pk}


class ReturnApplication(Step):
    """退回: what is no application at all (empty, spam, a test); `words` say why. It counts nowhere."""

    kind = EventKind.RETURNED

    def check(self, case):
        if not self.words:
            raise NotAllowed("请写明退回的理由，申请人会看到。")
