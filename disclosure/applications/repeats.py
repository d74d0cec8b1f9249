"""Two applications of the same person that ask for the same: known by digest of who, and by what they say."""

from collections.abc import Iterable, Iterator

from cms_core.text.folding import fold
from disclosure.applications.particulars import Request
from disclosure.applications.states import State
from disclosure.models import Application
from disclosure.sealing import SealsError

SAME = ("title", "document_number", "index_number", "description")
# What was taken back, sent away, or counts with another one is repeated by nobody.
GONE = (State.DRAFT, State.RETURNED, State.WITHDRAWN, State.MERGED, State.HANDED_OVER)


def key_of(request: Request) -> tuple:
    """Spelling, case and blanks do not count."""
    return tuple(fold(getattr(request, name)) for name in SAME)


def with_content(request: Request, others: Iterable[Application]) -> Iterator[Application]:
    """Those of `others` that ask for the very same; without the keys none."""
    wanted = key_of(request)
    for one in others:
        try:
            if one.state not in GONE and key_of(Request.of(one.request.open())) == wanted:
                yield one
        except SealsError:
            return


def repeats_among(application: Application, others: Iterable[Application]) -> list[Application]:
    """`others` are of the same applicant."""
    if application.erased_on or application.state in GONE:
        return []
    try:
        said = Request.of(application.request.open())
    except SealsError:
        return []
    return [one for one in with_content(said, others) if one.organisation_id == application.organisation_id]
