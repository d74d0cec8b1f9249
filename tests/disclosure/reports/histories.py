"""A year of applications written in bulk: each is its events, and the row that they fold into."""

import datetime
import random

from cms_core.catalogue.years import BEIJING
from disclosure.applications.case import COLUMNS
from disclosure.applications.events import EventKind as E
from disclosure.applications.folding import fold
from disclosure.applications.outcomes import replies_by_hand
from disclosure.applications.states import ApplicantKind, Channel, ReviewKind, ReviewResult
from disclosure.models import Application, ApplicationEvent, ApplicationReview

NO_WORDS = {}


def history(chance: random.Random, portal, organisation, number: str, begins: datetime.date):
    """(kind, day, data) of one application, some of them still open, some for no row at all."""
    day, pick = begins, chance.choice
    steps = [
        (
            E.SUBMITTED,
            day,
            {
                "portal": portal.pk,
                "organisation": organisation.pk,
                "number": number,
                "channel": pick(Channel.values),
                "arrived_on": day.isoformat(),
            },
        )
    ]

    def later(most):
        nonlocal day
        day += datetime.timedelta(days=chance.randint(0, most))
        return day

    end = chance.random()
    if end < 0.03:
        return [*steps, (pick([E.RETURNED, E.WITHDRAWN]), later(3), {})]
    steps.append((E.REGISTERED, later(3), {"received_on": day.isoformat()}))
    if end < 0.06:
        return steps
    if end < 0.25:
        steps.append((E.CORRECTION_ASKED, later(7), {"days": 15, "until": str(day + datetime.timedelta(21))}))
        if end < 0.1:
            return [*steps, (E.CORRECTION_LAPSED, later(40), {})]
        steps.append((E.CORRECTED, later(20), {}))
    if 0.25 < end < 0.35:
        steps.append((E.THIRD_PARTY_ASKED, later(5), {"days": 15, "until": str(day + datetime.timedelta(21))}))
        steps.append((E.THIRD_PARTY_ANSWERED, later(20), {"answer": "agrees"}))
    if 0.35 < end < 0.4:
        steps.append((E.FEE_ASKED, later(5), {"amount": "40", "days": 20, "until": str(day + datetime.timedelta(28))}))
        if end < 0.38:
            return [*steps, (E.FEE_LAPSED, later(40), {})]
        steps.append((E.FEE_PAID, later(20), {}))
    if 0.4 < end < 0.42:
        return [*steps, (E.WITHDRAWN, later(10), {})]
    steps.append((E.REPLIED, later(40), {"reply": pick(replies_by_hand()).code}))
    if end > 0.9:
        steps.append((E.REVISED, later(5), {"reply": pick(replies_by_hand()).code}))
    if end > 0.5:
        steps.append((E.DELIVERED, later(5), {"way": "email"}))
    if end > 0.95:
        steps.append((E.REVIEW_FILED, later(60), {"review": 1, "kind": pick(ReviewKind.values)}))
        if end > 0.97:
            result = pick([one for one in ReviewResult.values if one != "pending"])
            steps.append((E.REVIEW_DECIDED, later(90), {"review": 1, "result": result}))
    return steps


def make_year(portal, bodies, year: int, number: int, seed: int = 7) -> None:
    """`number` applications to these bodies, most of `year`, some of the year before; a query for each thousand."""
    chance = random.Random(seed)
    begin = datetime.date(year - 1, 10, 1)
    made = []
    for place in range(number):
        body, applicant = chance.choice(bodies), chance.choice(ApplicantKind.values)
        day = begin + datetime.timedelta(days=chance.randint(0, 455))
        steps = history(chance, portal, body, f"{seed}-{place}", day)
        events = [
            ApplicationEvent(number=at, kind=kind, on=on, at=noon(on), actor="platform", data=data, words=NO_WORDS)
            for at, (kind, on, data) in enumerate(steps, 1)
        ]
        case = fold(events)
        columns = {column: getattr(case, column) for column in COLUMNS}
        made.append((Application(applicant_kind=applicant, submitted_at=noon(day), **columns), events, case))
    for part in (made[first : first + 1000] for first in range(0, number, 1000)):
        Application.objects.bulk_create(application for application, _, _ in part)
        for application, events, _ in part:
            for event in events:
                event.application = application
        ApplicationEvent.objects.bulk_create(event for _, events, _ in part for event in events)
        ApplicationReview.objects.bulk_create(
            ApplicationReview(application=application, number=at, **vars(filed))
            for application, _, case in part
            for at, filed in enumerate(case.reviews, 1)
        )


def noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), BEIJING)
