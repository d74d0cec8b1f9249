"""Drafts of letters go when the application goes: another body, or nobody, has use for them."""

from disclosure.applications.desk_steps import STEPS
from disclosure.applications.events import EventKind as E
from disclosure.applications.signals import stepped
from disclosure.models import Letter, LetterState

LEAVES = (E.HANDED_OVER, E.RETURNED, E.MERGED, E.WITHDRAWN, E.ERASED)


def drop_drafts(sender, application, event, **kwargs) -> None:
    """But the one that is being sent with this very step."""
    if event.kind in LEAVES:
        with_it = [step.key for step in STEPS if step.kind == event.kind]
        drafts = Letter.objects.filter(application=application, state=LetterState.DRAFT)
        drafts.exclude(step__in=with_it).delete()


def connect() -> None:
    stepped.connect(drop_drafts, dispatch_uid="drafts of letters")
