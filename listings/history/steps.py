"""The steps of an item, as its records tell them, and the periods they make: pure, for any day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from listings.errors import Impossible
from listings.models.versions import FOREVER
from listings.states import LEADS_TO, ItemState, LineKind, may_follow


@dataclass(frozen=True)
class Step:
    """What one line of an adjustment does; `number` is its place in the order of approval."""

    day: datetime.date
    number: int
    kind: LineKind
    values: dict = field(default_factory=dict)
    partner: int | None = None
    entrusted: bool = False
    record: int | None = None

    @property
    def leads_to(self) -> ItemState | None:
        """委托下放 leaves the item where it is: only its exercise is handed down."""
        return None if self.kind == LineKind.DELEGATE and self.entrusted else LEADS_TO[self.kind]

    def changed(self, values: dict) -> dict:
        changed = values | self.values
        if self.kind == LineKind.DELEGATE and self.entrusted:
            changed["entrusts"] = True
        return {name: value for name, value in changed.items() if value is not None}


@dataclass(frozen=True)
class Period:
    """An item from `valid_from` to the day before `valid_until`; all of it but the days is as of the last step."""

    valid_from: datetime.date
    valid_until: datetime.date
    state: ItemState
    since: datetime.date
    values: dict
    partner: int | None
    record: int | None

    def covers(self, day: datetime.date) -> bool:
        return self.valid_from <= day < self.valid_until


def replay(steps: Iterable[Step]) -> list[Period]:
    """The periods of an item, without gaps, by the day of each step; of one day the last approved comes last.

    Raises Impossible when a step cannot follow the one before.
    """
    state, since, values, partner = None, None, {}, None
    periods: list[Period] = []
    for step in sorted(steps, key=lambda step: (step.day, step.number)):
        if not may_follow(step.kind, state):
            raise Impossible(refusal(step, state, since))
        values = step.changed(values)
        if step.leads_to and step.leads_to != state:
            state, since = step.leads_to, step.day
        partner = step.partner or partner
        if periods:
            before = periods.pop()
            if before.valid_from < step.day:
                periods.append(Period(**{**vars(before), "valid_until": step.day}))
        periods.append(Period(step.day, FOREVER, state, since, values, partner, step.record))
    return periods


def refusal(step: Step, state, since) -> str:
    what = f"不能于 {step.day} {step.kind.label}"
    if state is None:
        return f"{what}：该事项此前还不在清单上。"
    return f"{what}：该事项自 {since} 起{ItemState(state).label}。"


def on(periods: Iterable[Period], day: datetime.date) -> Period | None:
    return next((period for period in periods if period.covers(day)), None)
