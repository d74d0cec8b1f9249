"""How an application ends: answered, withdrawn, merged; then delivered and archived."""

from disclosure.applications.actions.base import Step, locked
from disclosure.applications.errors import NotAllowed
from disclosure.applications.events import EventKind
from disclosure.applications.outcomes import all_replies
from disclosure.applications.permissions import Power
from disclosure.applications.states import CLOSED, State, Way


class ReplyApplication(Step):
    """答复: `reply` is a code of `outcomes.toml`, and with it the row of the annual report."""

    kind = EventKind.REPLIED

    def __init__(self, application, *, reply: str, **kwargs):
        super().__init__(application, **kwargs)
        self.reply = reply

    def check(self, case):
        found = all_replies().get(self.reply)
        if found is None or not found.by_hand:
            raise NotAllowed("请选择答复类型。")
        if self.reply == "unclear" and not case.correction_used:
            raise NotAllowed("没有告知过补正的申请，不能以“补正后仍不明确”答复。")
        if case.extension_asked:
            raise NotAllowed("延期申请还在等待批准，请负责人先批准或者不同意，再答复。")

    def data(self, case):
        return {"reply": self.reply}


class ReviseOutcome(Step):
    """更正办理结果: by who is in charge, with a reason, until it is archived; the letters are not touched."""

    kind = EventKind.REVISED
    power = Power.APPROVE

    def __init__(self, application, *, reply: str, **kwargs):
        super().__init__(application, **kwargs)
        self.reply = reply

    def check(self, case):
        if self.reply not in all_replies() or self.reply == case.reply:
            raise NotAllowed("请选择与现在不同的答复类型。")
        if not self.words:
            raise NotAllowed("请写明更正的理由。")

    def data(self, case):
        return {"reply": self.reply}


class DeliverReply(Step):
    """送达: `way` is how."""

    kind = EventKind.DELIVERED

    def __init__(self, application, *, way: str, **kwargs):
        super().__init__(application, **kwargs)
        self.way = way

    def check(self, case):
        if self.way not in Way.values:
            raise NotAllowed("请选择送达的方式。")

    def data(self, case):
        return {"way": str(self.way)}


class ArchiveApplication(Step):
    kind = EventKind.ARCHIVED


class WithdrawApplication(Step):
    """撤回, by the applicant. Registered, it is counted as 3.6.3 其他; before that, nowhere."""

    kind = EventKind.WITHDRAWN


class MergeApplication(Step):
    """并案: the same applicant asked the same body for the same before; it counts with the other one."""

    kind = EventKind.MERGED

    def __init__(self, application, *, into, **kwargs):
        super().__init__(application, **kwargs)
        self.into = into
        # As they were handed in, until they are locked: who only rehearses has locked this one.
        self.locked = {one.pk: one for one in (application, into) if one is not None}

    def lock(self):
        """Both in the order of their numbers: merged into each other at once, one waits instead of both for ever."""
        self.check_chosen()
        pair = sorted({self.application.pk, self.into.pk})
        self.locked = {pk: locked(pk) for pk in pair}
        return self.locked[self.application.pk]

    def check_chosen(self):
        if self.into is None:
            raise NotAllowed("请选择并入哪一件申请。")

    def check(self, case):
        self.check_chosen()
        if self.into.pk == self.application.pk:
            raise NotAllowed("不能与它自己并案，请选择另一件申请。")
        this, into = self.locked[self.application.pk], self.locked[self.into.pk]
        if (into.portal_id, into.organisation_id) != (case.portal_id, case.organisation_id):
            raise NotAllowed("只能与同一机关受理的申请并案。")
        if into.state == State.DRAFT or (into.state in CLOSED and not into.counted):
            raise NotAllowed("所选的申请没有受理或者已经并案，请选择它所并入的那一件。")
        if not this.identity_digest or this.identity_digest != into.identity_digest:
            raise NotAllowed("两件申请的申请人不同（身份证明号码不一致），不能并案；请分别办理。")

    def data(self, case):
        return {"into": self.into.pk}
