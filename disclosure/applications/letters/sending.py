"""发出: the step is taken, the number given, the text filled in and frozen, in one transaction; twice is once."""

from django.db import transaction
from django.utils import timezone

from disclosure.applications.desk_steps import BY_KEY
from disclosure.applications.errors import NotAllowed
from disclosure.applications.letters import files
from disclosure.applications.letters.drafting import check_power, held, shown
from disclosure.applications.letters.numbering import next_serial
from disclosure.models import Letter, LetterState


class SendLetter:
    """`revision` of the application is what this person saw beside the letter; `files_now` False leaves its files to
    who asks for them first."""

    def __init__(self, letter: Letter, *, by, revision: int | None = None, now=None, files_now=True):
        self.files_now = files_now
        self.letter, self.by, self.revision = letter, by, revision
        self.now = now or timezone.now()

    @transaction.atomic
    def execute(self) -> Letter:
        """Raises NotAllowed, ChangedMeanwhile; then nothing has happened, and no number is used up."""
        letter = held(self.letter.pk)
        if letter.is_sent:
            return letter
        check_power(self.by, letter)
        content, empty = shown(letter, self.by, self.now)
        if empty:
            named = "、".join(f"“{{{name}}}”" for name in empty)
            raise NotAllowed(f"文书中的{named}没有内容，请改成文字，或者删去后再发出。")
        if letter.step:
            arguments = letter.arguments.open()
            step = BY_KEY[letter.step].make(
                letter.application, arguments, by=self.by, revision=self.revision, now=self.now
            )
            letter.event = step.execute().revision
        on = timezone.localtime(self.now).date()
        letter.year, letter.serial = on.year, next_serial(letter.organisation, on.year, letter.word)
        content.number = letter.number
        letter.content, letter.digest = content.plain(), content.digest()
        letter.arguments = {}
        letter.state, letter.sent_by, letter.sent_at, letter.sent_on = LetterState.SENT, self.by, self.now, on
        letter.save()
        # Seconds of typesetting: never while other writers wait. Who is killed here makes them at the first download.
        if self.files_now:
            transaction.on_commit(lambda: files.make_quietly(letter.pk))
        return letter
