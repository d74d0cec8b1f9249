"""The tables of the Sunshine Project: standard catalogues, what fills their rows, records of the domains, counters."""

from disclosure.models.sunshine.catalogue import CatalogueRow, CatalogueTable, RowColumn, TermKind
from disclosure.models.sunshine.counts import DomainCount, RecordCount
from disclosure.models.sunshine.records import RecordChange, RecordState, SunshineRecord
from disclosure.models.sunshine.uploads import SunshineUpload, UploadKind

__all__ = [
    "CatalogueRow",
    "CatalogueTable",
    "DomainCount",
    "RecordChange",
    "RecordCount",
    "RecordState",
    "RowColumn",
    "SunshineRecord",
    "SunshineUpload",
    "TermKind",
    "UploadKind",
]
