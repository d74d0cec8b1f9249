"""The tables of open information, each part in modules of its own."""

from disclosure.models.applications import (
    Application,
    ApplicationEvent,
    ApplicationFile,
    ApplicationReview,
    ApplicationSerial,
    Letter,
    LetterSerial,
    LetterState,
    LetterWording,
)
from disclosure.models.decisions import (
    DecisionUpload,
    DecisionUploadRow,
    FollowedDecisionDay,
    Licence,
    OtherDecisions,
    Penalty,
)
from disclosure.models.directory import ColumnItem, DirectoryDeparture, DirectoryEntry, DirectoryStamp
from disclosure.models.reports import AnnualReport, ReportCorrection, ReportFigure, ReportState, ReportVersion
from disclosure.models.seals import SealKey
from disclosure.models.sunshine import (
    CatalogueRow,
    CatalogueTable,
    RecordChange,
    RecordState,
    RowColumn,
    SunshineRecord,
    SunshineUpload,
    TermKind,
    UploadKind,
)
from disclosure.models.supervision import DeadLink, LinkRound, Notice, NoticeState, SupervisionSnapshot

__all__ = [
    "AnnualReport",
    "Application",
    "ApplicationEvent",
    "ApplicationFile",
    "ApplicationReview",
    "ApplicationSerial",
    "CatalogueRow",
    "CatalogueTable",
    "ColumnItem",
    "DeadLink",
    "DecisionUpload",
    "DecisionUploadRow",
    "DirectoryDeparture",
    "DirectoryEntry",
    "DirectoryStamp",
    "FollowedDecisionDay",
    "Letter",
    "LetterSerial",
    "LetterState",
    "LetterWording",
    "Licence",
    "LinkRound",
    "Notice",
    "NoticeState",
    "OtherDecisions",
    "Penalty",
    "RecordChange",
    "RecordState",
    "ReportCorrection",
    "ReportFigure",
    "ReportState",
    "ReportVersion",
    "RowColumn",
    "SealKey",
    "SunshineRecord",
    "SunshineUpload",
    "SupervisionSnapshot",
    "TermKind",
    "UploadKind",
]
