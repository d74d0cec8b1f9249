"""The tables of 双公示."""

from disclosure.models.decisions.base import Decision
from disclosure.models.decisions.followed import FollowedDecisionDay
from disclosure.models.decisions.licences import Licence
from disclosure.models.decisions.others import OtherDecisions
from disclosure.models.decisions.penalties import Penalty
from disclosure.models.decisions.stamps import DecisionStamp
from disclosure.models.decisions.uploads import DecisionUpload, DecisionUploadRow, RowOutcome, UploadState

__all__ = [
    "Decision",
    "DecisionStamp",
    "DecisionUpload",
    "DecisionUploadRow",
    "FollowedDecisionDay",
    "Licence",
    "OtherDecisions",
    "Penalty",
    "RowOutcome",
    "UploadState",
]
