"""更正: a mistake in a published issue is corrected by an entry of a later one; both show it (standard text stays)."""

from django.db import transaction

from gazette.actions.changes import check_corrected, part_of, place
from gazette.actions.events import Event, record
from gazette.actions.issue_lock import refuse_others, take_turn
from gazette.errors import GazetteError
from gazette.models import EntryKind, IssueEntry

SHORTEST = 4


class AddErratum:
    """`correction`: “第二条第一款‘应当’误为‘可以’，特此更正。” Without `part` it stands in that of what it corrects."""

    def __init__(self, issue, corrected, correction, *, user, part=None, revision=None):
        self.issue, self.corrected, self.correction = issue, corrected, correction.strip()
        self.user, self.part, self.revision = user, part, revision

    def execute(self) -> IssueEntry:
        issue, corrected = self.issue, self.corrected
        refuse_others(self.user, issue.gazette)
        if len(self.correction) < SHORTEST:
            raise GazetteError("请写明更正内容，如“第二条第一款‘应当’误为‘可以’，特此更正。”")
        with transaction.atomic():
            take_turn(issue, self.revision)
            check_corrected(issue, corrected)
            entry = IssueEntry(
                issue=issue,
                kind=EntryKind.ERRATUM,
                title=self.title(),
                corrects=corrected,
                correction=self.correction,
            )
            place(issue, entry, part_of(issue, (self.part or corrected.part).pk), None)
            record(
                issue,
                Event.ERRATUM,
                f"更正{corrected.issue.year}年{corrected.issue.label}《{corrected.title}》",
                by=self.user,
            )
        return entry

    def title(self) -> str:
        limit = IssueEntry._meta.get_field("title").max_length
        number = f"（{self.corrected.document_number}）" if self.corrected.document_number else ""
        title = f"关于《{self.corrected.title}》{number}的更正"
        return title if len(title) <= limit else f"更正：{self.corrected.title}"[:limit]
