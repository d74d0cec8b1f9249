"""What became of an item, adjustment by adjustment, as its records tell it; what was not approved has none."""

from dataclasses import dataclass

from listings import fields
from listings.history.chain import step_of
from listings.history.steps import Step
from listings.models import Adjustment, Item, Record
from listings.public.addresses import adjustment_path
from listings.public.shown import text_of
from listings.states import LineKind
from listings.terms import with_unit
from listings.values import fields_of

LONGEST = 160
# Of what is added, everything is new.
TELLING = (LineKind.AMEND, LineKind.TRANSFER, LineKind.RECLASSIFY, LineKind.RESUME)
RELATIONS = (
    "line__adjustment__proposing_body",
    "line__adjustment__approving_body",
    "line__adjustment__basis_file",
)


@dataclass
class Event:
    """One line of an approved adjustment; `changes`: (label, before, after)."""

    step: Step
    adjustment: Adjustment
    note: str
    changes: list[tuple[str, str, str]]
    name: str

    @property
    def label(self) -> str:
        return self.step.kind.label

    @property
    def day(self):
        return self.step.day

    @property
    def url(self) -> str:
        return adjustment_path(self.adjustment.listing.kind, self.adjustment.pk)


def history_of(item: Item, bodies: dict[str, str]) -> tuple[list[Event], str]:
    """(events, the earliest first; the item's name in what was revoked before its day). One query.

    `bodies` are names by key; a body that is not among them is shown by its key.
    """
    records = list(Record.objects.filter(item=item).select_related(*RELATIONS).order_by("number"))
    revoked = {record.revokes for record in records if record.revokes}
    steps = []
    for record in records:
        if not record.revokes:
            step = step_of(record)
            steps.append((step.day, step.number, step, record))
    last_name = next((step.values["name"] for *_, step, _ in steps if step.values.get("name")), "")
    events, values = [], {}
    for *_, step, record in sorted((one for one in steps if one[3].number not in revoked), key=lambda one: one[:2]):
        after = step.changed(values)
        adjustment = record.line.adjustment
        adjustment.listing = item.listing
        events.append(
            Event(step, adjustment, record.line.note, changes(item.listing.kind, step, values, bodies), after["name"])
        )
        values = after
    return events, last_name


def changes(kind: str, step: Step, before: dict, bodies) -> list[tuple[str, str, str]]:
    """Only of kinds that change values; long texts are cut."""
    if step.kind not in TELLING:
        return []
    hidden, after = set(fields.table(kind)["internal"]), {**before, **step.values}
    found = []
    for name, value in step.values.items():
        field = fields_of(kind).get(name)
        if field is None or name in hidden or before.get(name) == value:
            continue
        then = told(field, before.get(name), bodies), told(field, value, bodies)
        old, new = (with_unit(kind, name, text, values) for text, values in zip(then, (before, after), strict=True))
        found.append((fields.label(kind, name), old, new))
    return found


def told(field, value, bodies) -> str:
    if value is None:
        return "（无）"
    if field.name == "organisation":
        return bodies.get(value, value)
    if field.name == "flow_chart":
        return "（附件）"
    text = " ".join(text_of(field, value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
