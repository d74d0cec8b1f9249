"""排目录: several changes of an issue's contents at once, all or none, by one editor after the other."""

from django.db import transaction

from gazette.actions.events import Event, record
from gazette.actions.issue_lock import refuse_others, take_turn
from gazette.models import Issue


class ArrangeEntries:
    """`changes`: of `gazette.actions.changes`. `revision`: of the issue as the editor saw it.

    Raises `ChangedMeanwhile` when somebody else was faster, GazetteError with what is wrong; then nothing is written.
    `execute` answers what was done, in words.
    """

    def __init__(self, issue: Issue, changes, *, user, revision: int | None):
        self.issue, self.changes, self.user, self.revision = issue, list(changes), user, revision

    def execute(self) -> list[str]:
        refuse_others(self.user, self.issue.gazette)
        with transaction.atomic():
            take_turn(self.issue, self.revision)
            done = [text for change in self.changes if (text := change.apply(self.issue))]
            if done:
                record(self.issue, Event.ARRANGED, "；".join(done), by=self.user)
        return done
