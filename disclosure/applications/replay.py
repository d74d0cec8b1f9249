"""Is each application what its events say? Asked by the command, the tests, and whoever doubts a row."""

from collections.abc import Iterator

from disclosure.applications.case import COLUMNS
from disclosure.applications.folding import fold
from disclosure.models import Application, ApplicationReview


def differences(application: Application) -> dict[str, tuple]:
    """Column → (stored, replayed); empty when right."""
    events = list(application.events.order_by("number"))
    case = fold(events)
    found = {
        column: (getattr(application, column), getattr(case, column))
        for column in COLUMNS
        if getattr(application, column) != getattr(case, column)
    }
    numbers = [event.number for event in events]
    if numbers != list(range(1, len(events) + 1)):
        found["events"] = (numbers, list(range(1, len(events) + 1)))
    stored = [
        (one.kind, one.filed_on, one.result, one.decided_on)
        for one in ApplicationReview.objects.filter(application=application).order_by("number")
    ]
    replayed = [(one.kind, one.filed_on, one.result, one.decided_on) for one in case.reviews]
    if stored != replayed:
        found["reviews"] = (stored, replayed)
    return found


def all_differences() -> Iterator[tuple[Application, dict[str, tuple]]]:
    for application in Application.objects.order_by("pk").iterator(chunk_size=200):
        if found := differences(application):
            yield application, found
