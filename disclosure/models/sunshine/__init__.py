"""The tables of the Sunshine Project: standard catalogues, what fills their rows, and records of the domains."""

from disclosure.models.sunshine.catalogue import CatalogueRow, CatalogueTable, RowColumn, TermKind
from disclosure.models.sunshine.records import RecordChange, RecordState, SunshineRecord
from disclosure.models.sunshine.uploads import SunshineUpload, UploadKind

__all__ = [
    "CatalogueRow",
    "CatalogueTable",
    "RecordChange",
    "RecordState",
    "RowColumn",
    "SunshineRecord",
    "SunshineUpload",
    "TermKind",
    "UploadKind",
]
