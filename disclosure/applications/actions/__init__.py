"""Everything that may be done with an application; whoever changes one calls one of these."""

from disclosure.applications.actions.close import (
    ArchiveApplication,
    DeliverReply,
    MergeApplication,
    ReplyApplication,
    ReviseOutcome,
    WithdrawApplication,
)
from disclosure.applications.actions.consult import AskBodies, AskThirdParty, BodiesAnswered, ThirdPartyAnswered
from disclosure.applications.actions.corrections import AnswerCorrection, AskCorrection, LapseCorrection
from disclosure.applications.actions.drafts import DiscardDraft, SaveDraft
from disclosure.applications.actions.extend import ApproveExtension, AskExtension, RefuseExtension
from disclosure.applications.actions.fees import AskFee, LapseFee, PayFee
from disclosure.applications.actions.files import AddFile
from disclosure.applications.actions.make_public import MakePublic
from disclosure.applications.actions.register import (
    AssignHandler,
    HandOver,
    RegisterApplication,
    ReturnApplication,
)
from disclosure.applications.actions.registration import CorrectReceipt
from disclosure.applications.actions.retract import RetractAsking
from disclosure.applications.actions.reviews import DecideReview, FileReview
from disclosure.applications.actions.served import NoticeReceived
from disclosure.applications.actions.submit import SubmitApplication, Submitted

__all__ = [
    "AddFile",
    "AnswerCorrection",
    "ApproveExtension",
    "ArchiveApplication",
    "AskBodies",
    "AskCorrection",
    "AskExtension",
    "AskFee",
    "AskThirdParty",
    "AssignHandler",
    "BodiesAnswered",
    "CorrectReceipt",
    "DecideReview",
    "DeliverReply",
    "DiscardDraft",
    "FileReview",
    "HandOver",
    "LapseCorrection",
    "LapseFee",
    "MakePublic",
    "MergeApplication",
    "NoticeReceived",
    "PayFee",
    "RefuseExtension",
    "RegisterApplication",
    "ReplyApplication",
    "RetractAsking",
    "ReturnApplication",
    "ReviseOutcome",
    "SaveDraft",
    "SubmitApplication",
    "Submitted",
    "ThirdPartyAnswered",
    "WithdrawApplication",
]
