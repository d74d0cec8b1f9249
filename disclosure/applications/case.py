"""An application as its events have made it: its columns, and what the clocks and the checks need besides."""

import datetime
from dataclasses import dataclass, field, fields
from decimal import Decimal

from disclosure.applications.states import Due, ReviewResult


@dataclass
class Rest:
    """Time that is not the body's: from the day after `begin`, at the latest up to `until` (条例第三十三条)."""

    begin: datetime.date
    until: datetime.date
    end: datetime.date | None = None

    @property
    def last(self) -> datetime.date:
        """An answer ends it; who says nothing ends it by the term: third parties, other bodies (视为同意)."""
        return min(self.end or self.until, self.until)


@dataclass
class Filed:
    kind: str
    filed_on: datetime.date
    result: str = ReviewResult.PENDING
    decided_on: datetime.date | None = None


@dataclass
class Case:
    """The columns of `Application` that events decide (`COLUMNS`), and what the clocks and checks need besides."""

    portal_id: int | None = None
    organisation_id: int | None = None
    number: str | None = None
    channel: str = ""
    arrived_on: datetime.date | None = None
    state: str | None = None
    revision: int = 0
    handler_id: int | None = None
    received_on: datetime.date | None = None
    clock_from: datetime.date | None = None
    correction_used: bool = False
    extension_asked: int = 0
    extended_by: int = 0
    extension_used: bool = False
    due_on: datetime.date | None = None
    due_kind: str = ""
    fee: Decimal = Decimal("0.00")
    fee_paid_on: datetime.date | None = None
    closed_on: datetime.date | None = None
    outcome: str = ""
    reply: str = ""
    counted: bool = True
    merged_into_id: int | None = None
    made_public_on: datetime.date | None = None
    made_public_page_id: int | None = None
    erased_on: datetime.date | None = None
    # From here on: no columns.
    rests: list[Rest] = field(default_factory=list)
    restarted_on: datetime.date | None = None
    waiting_until: datetime.date | None = None
    waiting_since: datetime.date | None = None
    waiting_days: int = 0
    extension_by_id: int | None = None
    reviews: list[Filed] = field(default_factory=list)
    last_on: datetime.date | None = None

    @property
    def in_time(self) -> bool | None:
        """Whether it was closed within its term; None while open, or closed by the applicant's own doing."""
        if self.closed_on is None or self.due_kind != Due.REPLY:
            return None
        return self.closed_on <= self.due_on


NO_COLUMNS = (
    "rests",
    "restarted_on",
    "waiting_until",
    "waiting_since",
    "waiting_days",
    "extension_by_id",
    "reviews",
    "last_on",
)
COLUMNS = tuple(one.name for one in fields(Case) if one.name not in NO_COLUMNS)
