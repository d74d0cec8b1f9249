"""Duties by Sunshine records whose row has a term in days, and by decisions of 双公示."""

import datetime
from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone

from disclosure.decisions.kinds import PLACES
from disclosure.decisions.tables import MODELS
from disclosure.models import RecordState, SunshineRecord, TermKind
from disclosure.terms.duty import DutyKind, DutyState
from disclosure.terms.ground import Ground
from disclosure.terms.rules import IN_DAYS, rolled
from disclosure.terms.written import standing


def of_records(ground: Ground) -> Iterator[DutyState]:
    """`day` of a record is that of what it tells; one query."""
    found = SunshineRecord.objects.filter(
        Q(state=RecordState.DRAFT) | Q(state=RecordState.PUBLISHED, published_at__gte=ground.since_moment),
        portal__in=ground.by_pk,
        row__term_kind__in=IN_DAYS,
        row__retired_at=None,
        day__isnull=False,
    )
    names = ("pk", "portal", "domain", "title", "day", "published_at", "row__term_kind", "row__term_days", "row__term")
    for pk, portal, domain, title, day, moment, kind, days, words in found.order_by().values_list(*names):
        if not days:
            continue
        calendar = kind == TermKind.DAYS
        due = rolled(day + datetime.timedelta(days=days)) if calendar else ground.terms.due(day, days)
        done = timezone.localtime(moment).date() if moment else None
        status, over = standing(due, done, ground.on)
        yield DutyState(
            portal,
            DutyKind.RECORD,
            status,
            title,
            term=words,
            due=due,
            last=done,
            over=over,
            name="sunshine_admin_record",
            args=(portal, domain, pk),
            public=done is not None,
            path=f"/sunshine/{domain}/{pk}.html" if done else "",
        )


def of_decisions(ground: Ground) -> Iterator[DutyState]:
    """`due_on` and `published_on` as 双公示 keeps them; the number of the paper, never the party. Two queries."""
    for kind, place in PLACES.items():
        found = MODELS[kind].objects.filter(
            Q(published_on=None) | Q(published_on__gte=ground.since), portal__in=ground.by_pk, withdrawn_at=None
        )
        names = ("pk", "portal", "number", "body_name", "decided_on", "due_on", "published_on")
        for pk, portal, number, body, decided, due, done in found.order_by().values_list(*names):
            # A day of publication that is still to come is none yet.
            done = done if done and done <= ground.on else None
            status, over = standing(due, done, ground.on)
            yield DutyState(
                portal,
                DutyKind.DECISION,
                status,
                f"{kind.label} {number}（{body}）",
                term=f"{decided:%Y-%m-%d} 决定",
                due=due,
                last=done,
                over=over,
                name="decisions_admin_one",
                args=(portal, place, pk),
                public=done is not None,
                path=f"/decisions/{place}/{pk}.html" if done else "",
            )
