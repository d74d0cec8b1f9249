"""更正登记: a day of receipt that was entered wrong, or a 登记 that should not have been."""

import datetime

from disclosure.applications.actions.base import Step
from disclosure.applications.case import Case
from disclosure.applications.errors import NotAllowed
from disclosure.applications.events import EventKind as E
from disclosure.applications.permissions import Power
from disclosure.applications.receipt import BY_ARRIVAL
from disclosure.applications.states import Channel, State

# After them an application may still be as if it had never been registered.
NEUTRAL = (E.ASSIGNED, E.FILE_ADDED, E.RECEIPT_CORRECTED)


class CorrectReceipt(Step):
    """By who is in charge, with a reason in `words`, while it is not answered. `received_on` None takes 登记 back.

    The day of receipt (第三十一条) decides on all terms and on the year of the report: they follow from the events.
    Extensions that were given and pauses that were taken stay as they are. What was registered by mistake waits for
    登记 again, and may be handed over or returned; letters that went out stay, whoever had one gets another.
    """

    kind = E.RECEIPT_CORRECTED
    power = Power.APPROVE

    def __init__(self, application, *, received_on: datetime.date | str | None = None, **kwargs):
        super().__init__(application, **kwargs)
        text = isinstance(received_on, str) and received_on
        self.received_on = datetime.date.fromisoformat(text) if text else received_on or None

    def check(self, case):
        if not self.words:
            raise NotAllowed("请写明更正的理由。")
        later = self.steps_since_registered()
        if self.received_on is None:
            if case.state != State.PROCESSING or later:
                raise NotAllowed("登记以后已经有了办理步骤，不能撤销登记；可以更正收到申请之日，或者照程序答复。")
            return
        if self.received_on == case.received_on:
            raise NotAllowed(f"收到申请之日现在就是 {case.received_on:%Y-%m-%d}，请填写另一个日期。")
        if self.received_on > self.today:
            raise NotAllowed(f"日期 {self.received_on:%Y-%m-%d} 还没有到，请填写今天或者以前的日期。")
        first = self.first_possible(case)
        if first and self.received_on < first:
            raise NotAllowed(f"收到申请之日不能早于网上提交、移送到本机关的日期 {first:%Y-%m-%d}。")
        if later and self.received_on > min(later):
            raise NotAllowed(f"登记以后在 {min(later):%Y-%m-%d} 已经办理过，收到申请之日不能晚于这一天。")

    def data(self, case):
        if self.received_on is None:
            return {}
        return {"received_on": self.received_on.isoformat(), "arrived_on": self.arrived_on(case).isoformat()}

    def arrived_on(self, case: Case) -> datetime.date:
        """Of paper the day on which it came was entered by hand as well, and was the wrong one, too."""
        return self.received_on if case.channel in BY_ARRIVAL else min(self.received_on, case.arrived_on)

    def first_possible(self, case: Case) -> datetime.date | None:
        """The platform itself has noted when it was sent, and when another body handed it over."""
        handed = self.days_of(kind=E.HANDED_OVER)
        return max(handed) if handed else case.arrived_on if case.channel == Channel.WEB else None

    def steps_since_registered(self) -> list[datetime.date]:
        registered = self.application.events.filter(kind=E.REGISTERED).order_by("number").last()
        return self.days_of(number__gt=registered.number, exclude=NEUTRAL)

    def days_of(self, *, exclude=(), **wanted) -> list[datetime.date]:
        rows = self.application.events.filter(**wanted).exclude(kind__in=exclude)
        return list(rows.values_list("on", flat=True))
