"""Which form each step has."""

from disclosure.applications.admin import asking_forms as asking
from disclosure.applications.admin import closing_forms as closing
from disclosure.applications.admin.step_form import StepForm

FORMS: dict[str, type[StepForm]] = {
    "register": asking.Register,
    "assign": asking.Assign,
    "reply": closing.Reply,
    "approve-extension": asking.ApproveExtension,
    "refuse-extension": asking.RefuseExtension,
    "corrected": asking.Corrected,
    "third-party-answered": asking.Answered,
    "bodies-answered": asking.Answered,
    "fee-paid": asking.Plain,
    "deliver": closing.Deliver,
    "archive": asking.Plain,
    "ask-correction": asking.AskCorrection,
    "lapse-correction": asking.Lapse,
    "ask-third-party": asking.AskThirdParty,
    "ask-bodies": asking.AskBodies,
    "ask-extension": asking.AskExtension,
    "ask-fee": asking.AskFee,
    "lapse-fee": asking.Lapse,
    "notice-received": asking.Received,
    "retract": asking.Retract,
    "correct-receipt": asking.CorrectReceipt,
    "hand-over": closing.HandOver,
    "return": closing.Return,
    "merge": closing.Merge,
    "withdraw": asking.Plain,
    "file": closing.AddFile,
    "make-public": closing.MakePublic,
    "revise": closing.Revise,
    "review": closing.Review,
    "review-decided": closing.ReviewDecided,
}
