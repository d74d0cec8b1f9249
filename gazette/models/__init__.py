"""The gazette's tables: the gazette and its parts, issues, their entries and files, manifests, what is submitted."""

from gazette.models.entries import EntryKind, IssueEntry
from gazette.models.events import IssueEvent
from gazette.models.files import FileKind, IssueFile
from gazette.models.gathering import GatheringRule
from gazette.models.gazettes import Frequency, Gazette, Part, PartRule
from gazette.models.issues import Issue
from gazette.models.manifests import Manifest, SigningKey
from gazette.models.pages import IssuePage
from gazette.models.submissions import Submission, SubmissionState

__all__ = [
    "EntryKind", "FileKind", "Frequency", "GatheringRule", "Gazette", "Issue", "IssueEntry", "IssueEvent", "IssueFile",
    "IssuePage", "Manifest", "Part", "PartRule", "SigningKey", "Submission", "SubmissionState",
]  # fmt: skip
