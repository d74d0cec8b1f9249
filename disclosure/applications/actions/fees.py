"""信息处理费 (国办函〔2020〕109号): notice within the term for the reply, paid within twenty working days."""

from decimal import Decimal, InvalidOperation

from cms_core.calendar import after_working_days
from disclosure.applications.actions.base import Step
from disclosure.applications.due_days import reply_term
from disclosure.applications.errors import NotAllowed
from disclosure.applications.events import EventKind
from disclosure.applications.terms import rule

MOST = Decimal("9999999")


class AskFee(Step):
    """通知缴费: `amount` in yuan; `words` say by which standard. `on` is the day on which the notice goes out."""

    kind = EventKind.FEE_ASKED

    def __init__(self, application, *, amount, **kwargs):
        super().__init__(application, **kwargs)
        try:
            self.amount = Decimal(str(amount)).quantize(Decimal("0.01"))
        except InvalidOperation:
            self.amount = Decimal(0)

    def check(self, case):
        if not (self.amount.is_finite() and 0 < self.amount <= MOST):
            raise NotAllowed("请填写应收的金额（元），大于零。")
        if case.fee_paid_on:
            raise NotAllowed("这件申请已经收过信息处理费，不能再次通知缴费。")
        due = reply_term(case).due
        if self.on > due:
            raise NotAllowed(f"收费通知应在答复期限 {due:%Y-%m-%d} 内发出，现已超过；请直接答复。")

    def data(self, case):
        days = rule("fee_payment").days
        return {"amount": str(self.amount), "days": days, "until": after_working_days(self.on, days).isoformat()}


class PayFee(Step):
    """收到费用: the body's term begins anew on the day after (`terms.toml` says whether)."""

    kind = EventKind.FEE_PAID


class LapseFee(Step):
    """逾期未缴费: 不再处理 (3.6.2)."""

    kind = EventKind.FEE_LAPSED

    def check(self, case):
        if self.on <= case.waiting_until:
            raise NotAllowed(f"缴费期限到 {case.waiting_until:%Y-%m-%d} 为止，期满后仍未缴费的才能终止办理。")
