"""What is remembered of imports: where each document came from, and what each archive of a gazette held."""

from migrations.models.documents import ImportedDocument
from migrations.models.gazettes import GazetteImport, ImportedIssue

__all__ = ["GazetteImport", "ImportedDocument", "ImportedIssue"]
