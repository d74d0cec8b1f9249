"""补正 (条例第三十条): one notice within seven working days; the term begins anew with what comes back."""

import json

from cms_core.calendar import after_working_days
from disclosure.applications.actions.base import Step
from disclosure.applications.due_days import correction_notice_due
from disclosure.applications.errors import Faulty, NotAllowed
from disclosure.applications.events import EventKind
from disclosure.applications.particulars import LONG, SHORT, Request
from disclosure.applications.terms import rule
from disclosure.sealing import digest_of


class AskCorrection(Step):
    """告知补正: `words` say what is missing, `days` (working days) how long the applicant has."""

    kind = EventKind.CORRECTION_ASKED

    def __init__(self, application, *, days: int | None = None, **kwargs):
        super().__init__(application, **kwargs)
        self.days = rule("correction_answer").days if days is None else days

    def check(self, case):
        if case.correction_used:
            raise NotAllowed("补正只能一次性告知，这件申请已经告知过；请按现有内容答复。")
        last = correction_notice_due(case)
        if self.on > last:
            raise NotAllowed(
                f"补正应在收到申请之日起 {rule('correction_notice').days} 个工作日内告知，"
                f"最迟 {last:%Y-%m-%d}，现已超过；请按现有内容答复。"
            )
        if not self.words:
            raise NotAllowed("请写明需要补正的内容，申请人按它补正。")
        if not 1 <= self.days <= rule("correction_answer").most:
            raise NotAllowed(f"补正期限应为 1 至 {rule('correction_answer').most} 个工作日。")

    def data(self, case):
        return {"days": self.days, "until": after_working_days(self.on, self.days).isoformat()}


class AnswerCorrection(Step):
    """收到补正: by the applicant, or by the handler for what came on paper. What was asked before stays, sealed."""

    kind = EventKind.CORRECTED

    def __init__(self, application, *, request: Request | None = None, **kwargs):
        super().__init__(application, **kwargs)
        self.request = request.stripped() if request else None

    def check(self, case):
        said = self.request.plain() if self.request else {}
        if not said and not self.words:
            raise NotAllowed("请填写补正的内容。")
        if faults := {
            name: f"这一项最多 {LONG.get(name, SHORT)} 字，请精简或者作为附件提交。"
            for name, value in said.items()
            if len(value) > LONG.get(name, SHORT)
        }:
            raise Faulty(faults)

    def data(self, case):
        """A keyed digest: the same answer sent twice is known, what it says is not."""
        said = json.dumps(self.request.plain(), ensure_ascii=False, sort_keys=True) if self.request else ""
        return {"content": digest_of("application correction", f"{said}\0{self.words}")}

    def sealed(self, application):
        before = {"before": application.request.open()} if self.request else {}
        return super().sealed(application) | before

    def prepare(self, application, case):
        if self.request:
            application.request = self.request.plain()


class LapseCorrection(Step):
    """逾期不补正: 视为放弃申请, 不再处理 (3.6.1). Never by itself: whether there was a good reason is for people."""

    kind = EventKind.CORRECTION_LAPSED

    def check(self, case):
        if self.on <= case.waiting_until:
            raise NotAllowed(f"补正期限到 {case.waiting_until:%Y-%m-%d} 为止，期满后申请人仍不补正的才能终止办理。")
