"""征求意见 (条例第三十二、三十四条): third parties whose rights are touched, other bodies; the term rests meanwhile."""

from cms_core.calendar import after_working_days
from disclosure.applications.actions.base import Step
from disclosure.applications.errors import NotAllowed
from disclosure.applications.events import EventKind
from disclosure.applications.terms import rule

ANSWERS = {"agrees": "同意公开", "refuses": "不同意公开", "partly": "部分同意公开", "silent": "逾期未反馈"}


class Ask(Step):
    """`words` say whom and what; names of third parties are personal and stand nowhere else."""

    term: str

    def __init__(self, application, *, days: int | None = None, **kwargs):
        super().__init__(application, **kwargs)
        self.days = rule(self.term).days if days is None else days

    def check(self, case):
        if not 1 <= self.days <= rule(self.term).days:
            raise NotAllowed(f"征求意见的期限为 1 至 {rule(self.term).days} 个工作日。")
        if not self.words:
            raise NotAllowed("请写明征求谁的意见、征求什么意见。")

    def data(self, case):
        return {"days": self.days, "until": after_working_days(self.on, self.days).isoformat()}


class Answered(Step):
    """`answer` is one of ANSWERS; “silent” only after the term. However late it is entered, the rest was no longer."""

    def __init__(self, application, *, answer: str, **kwargs):
        super().__init__(application, **kwargs)
        self.answer = answer

    def check(self, case):
        if self.answer not in ANSWERS:
            raise NotAllowed("请选择反馈的意见。")
        if self.answer == "silent" and self.on <= case.waiting_until:
            raise NotAllowed(f"征求意见的期限到 {case.waiting_until:%Y-%m-%d} 为止，期满后才能记为“逾期未反馈”。")

    def data(self, case):
        return {"answer": self.answer}


class AskThirdParty(Ask):
    """第三方自收到征求意见书之日起十五个工作日内提出意见; without one the body decides by the law."""

    kind = EventKind.THIRD_PARTY_ASKED
    term = "third_party"


class ThirdPartyAnswered(Answered):
    kind = EventKind.THIRD_PARTY_ANSWERED


class AskBodies(Ask):
    """其他机关自收到征求意见书之日起十五个工作日内提出意见, 逾期视为同意公开."""

    kind = EventKind.BODIES_ASKED
    term = "other_bodies"


class BodiesAnswered(Answered):
    kind = EventKind.BODIES_ANSWERED
