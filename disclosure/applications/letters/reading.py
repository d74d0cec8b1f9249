"""Which letters who may read."""

from disclosure.applications.letters.kinds import APPLICANT, kinds
from disclosure.models import Letter, LetterState


def for_applicant(application) -> list[Letter]:
    """Those that were sent to the applicant, in order; `files.open_file(letter, "pdf")` gives what to hand out."""
    theirs = [kind.key for kind in kinds().values() if kind.to == APPLICANT]
    return list(Letter.objects.filter(application=application, state=LetterState.SENT, kind__in=theirs).order_by("pk"))
