"""Loading organisations: every row is checked first, then all are written in one transaction, or none."""

from dataclasses import dataclass, field

from django.db import transaction

from cms_core.organisations.errors import LoadRefused, RowError
from cms_core.organisations.plan import Plan
from cms_core.organisations.rows import OrganisationRow
from cms_core.organisations.writer import TreeWriter


@dataclass
class LoadReport:
    """What a load did; `rejected` are the rows as they stood in the file, each with its errors."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    renamed: list[dict] = field(default_factory=list)
    moved: list[dict] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    rejected: list[OrganisationRow] = field(default_factory=list)
    dry_run: bool = False

    def as_dict(self):
        return {
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "renamed": self.renamed,
            "moved": self.moved,
            "rejected": len(self.rejected),
            "errors": [error.as_dict() for error in self.errors],
            "dry_run": self.dry_run,
        }


class LoadOrganisations:
    """Writes rows of organisations into the tree; run again it changes what changed and nothing else.

    A body is recognised by its key (a government also by its division code). A new name keeps the former one as
    曾用名, a new parent moves the body with all below it, an empty cell leaves what is there, nothing is ever deleted.
    """

    def __init__(self, rows: list[OrganisationRow], *, accept_good: bool = False, dry_run: bool = False):
        self.rows = rows
        self.accept_good = accept_good
        self.dry_run = dry_run

    def execute(self) -> LoadReport:
        """Raises LoadRefused with all errors, unless the good rows are accepted."""
        with transaction.atomic():
            plan = Plan(self.rows)
            plan.check()
            if plan.errors and not self.accept_good:
                raise LoadRefused(plan.errors)
            report = LoadReport(errors=plan.errors, rejected=plan.rejected, dry_run=self.dry_run)
            TreeWriter(plan, report).write()
            if self.dry_run:
                transaction.set_rollback(True)
        return report
