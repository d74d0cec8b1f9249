"""Terms: what must be public by when, and what is late, empty or due soon (《条例》第二十六条).

duties(portal, on) -> [DutyState], the most urgent first; duties_of(portals, on) for many, in as many queries
tally(states) -> {portal: {kind: {status: number}}}; timeliness(kinds) -> (in time, of so many)
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping


def duties(portal, on: datetime.date, since: datetime.date | None = None) -> list:
    """Of one portal, itself and not its subsites."""
    return sorted(duties_of([portal], on, since), key=lambda one: one.sort_key)


def duties_of(portals: Iterable, on: datetime.date, since: datetime.date | None = None) -> Iterator:
    """Of many portals (with `home` and `organisation`), in no order; the number of queries does not depend on them."""
    from disclosure.terms.ground import Ground

    return on_ground(Ground(portals, on, since))


def on_ground(ground) -> Iterator:
    from disclosure.terms.applications import of_applications
    from disclosure.terms.columns import of_columns
    from disclosure.terms.documents import of_documents
    from disclosure.terms.records import of_decisions, of_records
    from disclosure.terms.reports import of_reports
    from disclosure.terms.rows import of_rows

    if not ground.portals:
        return
    parts = (of_rows, of_columns, of_documents, of_records, of_decisions, of_applications, of_reports)
    for part in parts:
        yield from part(ground)


def tally(states: Iterable) -> dict[int, dict[str, Counter]]:
    """{portal: {kind: {status: number}}}; what is not there is zero."""
    found: dict[int, dict[str, Counter]] = defaultdict(lambda: defaultdict(Counter))
    for one in states:
        found[one.portal_id][one.kind][one.status] += 1
    return found


def timeliness(kinds: Mapping[str, Counter]) -> tuple[int, int]:
    """Of one portal's tally: (in time, of so many) of what has a day on which it was made; drafts not due are in time.

    The one rule of 按时公开率, at the desk of terms and at that of supervision.
    """
    from disclosure.terms.duty import TIMELY, UNTIMELY, WRITTEN

    numbers = sum((kinds[kind] for kind in WRITTEN if kind in kinds), Counter())
    timely = sum(numbers[one] for one in TIMELY)
    return timely, timely + sum(numbers[one] for one in UNTIMELY)
