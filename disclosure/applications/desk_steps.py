"""What a handler may do with an application, step by step: the action, its letter, and when it is offered.

The machine's table says in which state; `when` adds what the action itself would refuse on any day.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from wagtail.models import Page

from disclosure.applications import actions, machine
from disclosure.applications.case import Case
from disclosure.applications.events import EventKind as E
from disclosure.applications.outcomes import all_replies
from disclosure.applications.permissions import Power
from disclosure.models import Application
from sites.models import Portal

MAIN, ASK, OTHER, AFTER = (
    "办理",
    "补正、征求意见、延期、收费",
    "更正登记、移送、退回、并案、撤回",
    "主动公开、更正、复议诉讼",
)
GROUPS = (MAIN, ASK, OTHER, AFTER)
# Arguments that are for the letter, not for the action.
LETTER_WORDS, LETTER_ADDRESSEE = "letter_words", "letter_addressee"
REPLY = "reply"  # the letter is the one of the reply that was chosen


def always(case: Case) -> bool:
    return True


@dataclass(frozen=True)
class DeskStep:
    """`letter` is the kind of letter that goes with it, "" for none."""

    key: str
    label: str
    action: type
    group: str = MAIN
    letter: str = ""
    when: Callable[[Case], bool] = always

    @property
    def kind(self) -> E:
        return self.action.kind

    @property
    def power(self) -> Power:
        return self.action.power

    def make(self, application: Application, arguments: dict, **common):
        """The action; `arguments` as the form keeps them, all of it JSON."""
        return self.action(application, **loaded(arguments), **common)

    def letter_for(self, arguments: dict) -> str:
        if self.letter != REPLY:
            return self.letter
        found = all_replies().get(arguments.get("reply", ""))
        return found.letter if found else ""


def loaded(arguments: dict) -> dict:
    """Days and rows instead of their text and number; a row that is gone is None, which the action refuses."""
    found = {name: value for name, value in arguments.items() if name not in (LETTER_WORDS, LETTER_ADDRESSEE)}
    if "on" in found:
        found["on"] = datetime.date.fromisoformat(found["on"])
    for name, rows in (
        ("portal", Portal.objects.select_related("organisation", "home")),
        ("handler", get_user_model().objects),
        ("into", Application.objects),
        ("page", Page.objects),
    ):
        if found.get(name):
            found[name] = rows.filter(pk=found[name]).first()
    return found


STEPS = (
    DeskStep("register", "登记", actions.RegisterApplication, MAIN, "receipt"),
    DeskStep("reply", "答复", actions.ReplyApplication, MAIN, REPLY, lambda case: not case.extension_asked),
    DeskStep(
        "approve-extension",
        "批准延期",
        actions.ApproveExtension,
        MAIN,
        "extension",
        lambda case: bool(case.extension_asked),
    ),
    DeskStep(
        "refuse-extension", "不同意延期", actions.RefuseExtension, MAIN, "", lambda case: bool(case.extension_asked)
    ),
    DeskStep("corrected", "收到补正", actions.AnswerCorrection),
    DeskStep("third-party-answered", "收到第三方意见", actions.ThirdPartyAnswered),
    DeskStep("bodies-answered", "收到其他机关意见", actions.BodiesAnswered),
    DeskStep("fee-paid", "收到费用", actions.PayFee),
    DeskStep("deliver", "送达", actions.DeliverReply),
    DeskStep("archive", "归档", actions.ArchiveApplication),
    DeskStep("assign", "指定经办人", actions.AssignHandler),
    DeskStep("file", "添加材料", actions.AddFile),
    DeskStep(
        "ask-correction", "告知补正", actions.AskCorrection, ASK, "correction", lambda case: not case.correction_used
    ),
    DeskStep("lapse-correction", "逾期不补正，终止办理", actions.LapseCorrection, ASK, "lapsed"),
    DeskStep("ask-third-party", "征求第三方意见", actions.AskThirdParty, ASK, "third_party"),
    DeskStep("ask-bodies", "征求其他机关意见", actions.AskBodies, ASK, "bodies"),
    DeskStep(
        "ask-extension",
        "申请延期",
        actions.AskExtension,
        ASK,
        "",
        lambda case: not (case.extension_used or case.extension_asked),
    ),
    DeskStep("ask-fee", "通知缴费", actions.AskFee, ASK, "fee", lambda case: case.fee_paid_on is None),
    DeskStep("lapse-fee", "逾期未缴费，终止办理", actions.LapseFee, ASK, "lapsed"),
    DeskStep("notice-received", "对方收到通知", actions.NoticeReceived, ASK),
    DeskStep("retract", "撤销告知、征求", actions.RetractAsking, ASK),
    DeskStep("correct-receipt", "更正登记", actions.CorrectReceipt, OTHER),
    DeskStep("hand-over", "移送其他机关", actions.HandOver, OTHER, "handed_over"),
    DeskStep("return", "退回（不是政府信息公开申请）", actions.ReturnApplication, OTHER, "returned"),
    DeskStep("merge", "并案", actions.MergeApplication, OTHER, "merged"),
    DeskStep("withdraw", "申请人撤回", actions.WithdrawApplication, OTHER),
    DeskStep("make-public", "转为主动公开", actions.MakePublic, AFTER),
    DeskStep("revise", "更正办理结果", actions.ReviseOutcome, AFTER),
    DeskStep("review", "复议、诉讼立案", actions.FileReview, AFTER),
    DeskStep(
        "review-decided",
        "复议、诉讼结果",
        actions.DecideReview,
        AFTER,
        "",
        lambda case: any(not filed.decided_on for filed in case.reviews),
    ),
)
BY_KEY = {step.key: step for step in STEPS}


def offered(case: Case, powers: set[Power]) -> list[DeskStep]:
    """Those that the state allows, to who has `powers` here."""
    return [
        step for step in STEPS if step.power in powers and machine.may_follow(step.kind, case.state) and step.when(case)
    ]
