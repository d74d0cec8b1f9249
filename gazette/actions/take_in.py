"""收录往期: issues that came out before, in bulk and as they were printed, published and signed at once (G11).

They were read and approved when they were printed: none is drafted, handed in or approved here. Nothing that is there
already is written again; what is taken in is taken in as a whole, or not at all.
"""

from django.db import transaction

from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from gazette.actions.face import face_of
from gazette.actions.taken_in import IssueIn
from gazette.actions.taking_in import BATCH, Stored, lock, tell, write_entries
from gazette.errors import GazetteError
from gazette.models import Gazette, Issue
from gazette.signals import issue_published
from gazette.signing.manifests import write_manifests
from gazette.states import IssueState


class TakeInIssues:
    """`execute` answers the issues, published, each with its face in the catalogue and a signed manifest.

    Raises GazetteError with every issue or serial that is taken; then nothing was written, no file left.
    """

    def __init__(self, gazette: Gazette, issues: list[IssueIn], *, by=None):
        self.gazette, self.given, self.by = gazette, issues, by

    def execute(self) -> list[Issue]:
        if not self.given:
            return []
        with Stored() as stored, transaction.atomic():
            # One at a time for a gazette, so that two imports at once meet here and not in the middle of a row.
            self.gazette = lock(self.gazette)
            self.refuse_taken()
            issues = self.write_issues()
            write_entries(self.gazette, list(zip(issues, self.given, strict=True)), stored)
            for issue, given in zip(issues, self.given, strict=True):
                stored.keep(issue, None, given.files)
            self.write_faces(issues)
            write_manifests(issues)
            tell(issues, self.by, [f"收录往期，{len(given.entries)} 条" for given in self.given])
            for issue in issues:
                issue_published.send(Issue, issue=issue)
        return issues

    def refuse_taken(self) -> None:
        taken = set(self.gazette.issues.values_list("year", "number"))
        serials = set(self.gazette.issues.exclude(serial=None).values_list("serial", flat=True))
        reasons = []
        for given in self.given:
            if (given.year, given.number) in taken:
                reasons.append(f"{given.label}已经在公报中。")
            if given.serial and given.serial in serials:
                reasons.append(f"{given.label}的总期号{given.serial}已属于另一期，请核对。")
            taken.add((given.year, given.number))
            serials.add(given.serial)
        if reasons:
            raise GazetteError(*reasons)

    def write_issues(self) -> list[Issue]:
        issues = [
            Issue(
                gazette=self.gazette,
                year=given.year,
                number=given.number,
                serial=given.serial,
                name=given.name,
                publication_day=given.publication_day,
                note=given.note,
                contents_only=given.contents_only,
                state=IssueState.PUBLISHED,
                publish_at=given.published_at,
                published_at=given.published_at,
            )
            for given in self.given
        ]
        return Issue.objects.bulk_create(issues, batch_size=BATCH)

    def write_faces(self, issues: list[Issue]) -> None:
        specs = [PageSpec(face_of(issue, issue.taken_in, issue.published_at)) for issue in issues]
        for issue, page in zip(issues, write_pages(self.gazette.column, specs), strict=True):
            issue.page = page
        Issue.objects.bulk_update(issues, ["page"], batch_size=BATCH)
