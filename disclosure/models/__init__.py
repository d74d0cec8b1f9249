"""The tables of open information, each part in modules of its own."""

from disclosure.models.directory import ColumnItem, DirectoryEntry, DirectoryStamp
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

__all__ = [
    "CatalogueRow",
    "CatalogueTable",
    "ColumnItem",
    "DirectoryEntry",
    "DirectoryStamp",
    "RecordChange",
    "RecordState",
    "RowColumn",
    "SunshineRecord",
    "SunshineUpload",
    "TermKind",
    "UploadKind",
]
