"""延期 (条例第三十三条): 经政府信息公开工作机构负责人同意并告知申请人, at most twenty working days more, once."""

from disclosure.applications.actions.base import Step
from disclosure.applications.due_days import reply_term
from disclosure.applications.errors import NotAllowed
from disclosure.applications.events import EventKind
from disclosure.applications.permissions import Power
from disclosure.applications.terms import rule


def check_in_time(case, on) -> None:
    due = reply_term(case).due
    if on > due:
        raise NotAllowed(f"答复期限 {due:%Y-%m-%d} 已过，不能再延期；请尽快答复。")


class AskExtension(Step):
    """`words` give the reason."""

    kind = EventKind.EXTENSION_ASKED

    def __init__(self, application, *, days: int, **kwargs):
        super().__init__(application, **kwargs)
        self.days = days

    def check(self, case):
        if case.extension_used:
            raise NotAllowed("这件申请已经延期过一次，不能再延期。")
        if case.extension_asked:
            raise NotAllowed("延期申请正在等待负责人批准，请勿重复提出。")
        if not 1 <= self.days <= rule("extension").days:
            raise NotAllowed(f"延长的期限为 1 至 {rule('extension').days} 个工作日。")
        if not self.words:
            raise NotAllowed("请写明延期的理由，负责人据此批准，并告知申请人。")
        check_in_time(case, self.on)

    def data(self, case):
        return {"days": self.days}


class ApproveExtension(Step):
    """By who is in charge, not by who asked; `words` are what the applicant is told."""

    kind = EventKind.EXTENSION_APPROVED
    power = Power.APPROVE

    def check(self, case):
        if not case.extension_asked:
            raise NotAllowed("没有等待批准的延期申请。")
        if self.by is not None and self.by.pk == case.extension_by_id:
            raise NotAllowed("提出延期的人不能自己批准，请由政府信息公开工作机构负责人批准。")
        check_in_time(case, self.on)

    def data(self, case):
        return {"days": case.extension_asked}


class RefuseExtension(Step):
    """`words` say why; the term stays as it was."""

    kind = EventKind.EXTENSION_REFUSED
    power = Power.APPROVE

    def check(self, case):
        if not case.extension_asked:
            raise NotAllowed("没有等待批准的延期申请。")
