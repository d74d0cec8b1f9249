"""送达告知书、征求书、收费通知: from the day on which it was received runs the term of whoever was asked."""

import datetime

from cms_core.calendar import after_working_days
from disclosure.applications.actions.base import Step
from disclosure.applications.errors import NotAllowed
from disclosure.applications.events import EventKind


class NoticeReceived(Step):
    """Third parties and other bodies have fifteen working days 自收到征求意见书之日起 (第三十二、三十四条), a fee is
    paid within twenty 自收到收费通知次日起. Until `received_on` is entered, it is counted from the day of sending.

    Entered again it is put right: the last one counts.
    """

    kind = EventKind.NOTICE_RECEIVED

    def __init__(self, application, *, received_on: datetime.date | str, **kwargs):
        super().__init__(application, **kwargs)
        text = isinstance(received_on, str)
        self.received_on = datetime.date.fromisoformat(received_on) if text else received_on

    def check(self, case):
        if self.received_on > self.today:
            raise NotAllowed(f"日期 {self.received_on:%Y-%m-%d} 还没有到，请填写今天或者以前的日期。")
        if self.received_on < case.waiting_since:
            raise NotAllowed(f"收到的日期不能早于发出的日期 {case.waiting_since:%Y-%m-%d}，请核对后重填。")

    def data(self, case):
        until = after_working_days(self.received_on, case.waiting_days)
        return {"received": self.received_on.isoformat(), "until": until.isoformat()}
