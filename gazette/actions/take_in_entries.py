"""补录: entries of a back issue that were found later."""

from django.db import transaction

from gazette.actions.face import body_of, summary_of
from gazette.actions.locked import locked_issue
from gazette.actions.taken_in import EntryIn, IssueIn
from gazette.actions.taking_in import ACTION, Stored, lock, tell, write_entries
from gazette.errors import GazetteError
from gazette.models import Issue, IssueEntry
from gazette.signals import issue_published
from gazette.signing.manifests import write_manifests
from gazette.states import IssueState


class TakeInEntries:
    """Adds what was found later to a back issue that is published: at its end, with a new version of its manifest.

    For issues that were taken in (their first event says so): what the editors made themselves is corrected by errata.
    """

    def __init__(self, issue: Issue, entries: list[EntryIn], *, by=None):
        self.issue, self.given, self.by = issue, entries, by

    def execute(self) -> list[IssueEntry]:
        with Stored() as stored, transaction.atomic():
            # The issue first, then its gazette, as those do who prepare or withdraw it meanwhile.
            issue = locked_issue(self.issue)
            gazette = lock(issue.gazette)
            self.refuse(issue)
            issue.gazette = gazette
            given = IssueIn(issue.year, issue.number, issue.published_at, entries=self.given)
            entries = write_entries(gazette, [(issue, given)], stored)
            issue.contents_only = issue.contents_only and given.contents_only
            issue.save(update_fields=["contents_only"])
            self.renew_face(issue)
            write_manifests([issue])
            tell([issue], self.by, [f"补录 {len(self.given)} 条"])
            issue_published.send(Issue, issue=issue)
        return entries

    def refuse(self, issue) -> None:
        if issue.state != IssueState.PUBLISHED:
            raise GazetteError(f"{issue.year}年{issue.label}不是已发布的往期，不能补录；请在公报编辑中加入。")
        if not issue.events.filter(action=ACTION).exists():
            raise GazetteError(f"{issue.year}年{issue.label}是在本系统编发的，已发布的内容不能补录；有误请登更正。")

    def renew_face(self, issue) -> None:
        if (page := issue.page) is None:
            return
        entries = list(issue.entries.select_related("part").order_by("number"))
        page.summary = summary_of(entries)
        page.body = page._meta.get_field("body").stream_block.to_python(body_of(issue, entries))
        page.save()
