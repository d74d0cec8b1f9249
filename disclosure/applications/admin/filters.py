"""What the register is asked: portal, state, term, kind of applicant, channel, year, handler, receipt number."""

import datetime
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db.models import Max, Min, Q

from cms_core.calendar import after_working_days
from disclosure.applications.reminders import WITHIN
from disclosure.applications.states import CLOSED, OPEN, ApplicantKind, Channel, State
from disclosure.sealing import digest_of

DUE = (("overdue", "已逾期"), ("week", f"{WITHIN} 个工作日内到期"), ("approval", "延期待批准"))
STATES = (("open", "在办（全部）"), ("closed", "已办结（全部）"), *State.choices)
MINE, NOBODY = "mine", "none"
LONGEST = 60


@dataclass
class Asked:
    """Read from an address: whatever is not understood is left out."""

    portal: int | None = None
    state: str = ""
    due: str = ""
    kind: str = ""
    channel: str = ""
    year: int | None = None
    handler: str = ""
    number: str = ""
    told: dict = field(default_factory=dict)

    @classmethod
    def of(cls, data) -> "Asked":
        text = {name: data.get(name, "").replace("\0", "").strip()[:LONGEST] for name in cls.names()}
        one_of = {
            "state": dict(STATES),
            "due": dict(DUE),
            "kind": dict(ApplicantKind.choices),
            "channel": dict(Channel.choices),
        }
        found = cls(number=text["number"], told=text)
        for name, allowed in one_of.items():
            setattr(found, name, text[name] if text[name] in allowed else "")
        found.portal, year = whole(text["portal"]), whole(text["year"])
        found.year = year if year and year <= datetime.MAXYEAR else None
        found.handler = text["handler"] if text["handler"] in (MINE, NOBODY) or whole(text["handler"]) else ""
        return found

    @staticmethod
    def names() -> tuple[str, ...]:
        return ("portal", "state", "due", "kind", "channel", "year", "handler", "number")

    @property
    def anything(self) -> bool:
        return any(getattr(self, name) for name in self.names())

    def filter(self, rows, user, on: datetime.date):
        if self.portal:
            rows = rows.filter(portal=self.portal)
        if self.kind:
            rows = rows.filter(applicant_kind=self.kind)
        if self.channel:
            rows = rows.filter(channel=self.channel)
        if self.year:
            rows = rows.filter(arrived_on__year=self.year)
        if self.number:
            rows = rows.filter(number__icontains=self.number)
        if self.handler == MINE:
            rows = rows.filter(handler=user)
        elif self.handler:
            rows = rows.filter(handler=None if self.handler == NOBODY else int(self.handler))
        return of_due(of_state(rows, self.state), self.due, on)


def of_state(rows, state: str):
    if state == "open":
        return rows.filter(state__in=OPEN)
    if state == "closed":
        return rows.filter(state__in=CLOSED)
    return rows.filter(state=state) if state else rows


def of_due(rows, due: str, on: datetime.date):
    return rows.filter(condition_of(due, on)) if due else rows


def condition_of(due: str, on: datetime.date) -> Q:
    conditions = {
        "overdue": Q(due_on__lt=on),
        "week": Q(due_on__gte=on, due_on__lte=after_working_days(on, WITHIN)),
        "approval": Q(extension_asked__gt=0),
    }
    return Q(state__in=OPEN) & conditions[due]


def of_person(rows, text: str):
    """By name, number of a paper, or telephone: through keyed digests, whole and exact."""
    text = text.replace("\0", "").strip()[:200]
    digits = "".join(char for char in text if char.isdigit())
    asked = Q(name_digest=digest_of("application name", text)) | Q(
        identity_digest=digest_of("application identity", text)
    )
    if len(digits) >= 7:
        asked |= Q(phone_digest=digest_of("application phone", digits))
    return rows.filter(asked) if text else rows.none()


def handlers_among(rows) -> list[tuple[int, str]]:
    """Who handles any of them, for the filter."""
    ids = rows.exclude(handler=None).order_by().values("handler").distinct()
    people = get_user_model().objects.filter(pk__in=ids).order_by("last_name", "username")[:200]
    return [(one.pk, one.get_full_name() or one.get_username()) for one in people]


def years_among(rows) -> list[int]:
    """From the first to the last; years between them are there, empty or not."""
    found = rows.order_by().aggregate(first=Min("arrived_on"), last=Max("arrived_on"))
    return list(range(found["last"].year, found["first"].year - 1, -1)) if found["first"] else []


def whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 and int(text) else None
