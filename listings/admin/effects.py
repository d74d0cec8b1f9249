"""What each line of an adjustment does: the item before it, after it, and the fields that differ."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Min
from django.utils import timezone

from cms_core.models.organisations import Level
from listings.errors import Impossible
from listings.fields import groups
from listings.fields.telling import Teller
from listings.history.chain import steps_of
from listings.history.project import records_by_item
from listings.history.steps import Period, Step, on, replay
from listings.models import Adjustment, AdjustmentLine, Listed, Record
from listings.states import AdjustmentState, ItemState, LineKind
from listings.values import clean

ALWAYS_AFTER = 10_000_000
WHOLE = (LineKind.ADD, LineKind.TAKE_OVER)
SHORT = 80


@dataclass
class Effect:
    """`changes` are (label, before, after) in the order of the groups, as people read them."""

    line: AdjustmentLine
    before: Period | None = None
    after: Period | None = None
    problem: str = ""
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    name: str = ""
    code: str = ""
    body: str = ""
    states: str = ""
    partner: str = ""
    faults: list = field(default_factory=list)
    number: int = 0

    @property
    def creates(self) -> bool:
        return self.line.kind in WHOLE

    @property
    def level(self) -> str:
        return Level(self.line.to_level).label if self.line.to_level in Level.values else ""

    @property
    def values(self) -> dict:
        """All that the item has after it, as far as can be told."""
        if self.after is not None:
            return self.after.values
        before = self.before.values if self.before else {}
        return {**before, **{name: value for name, value in self.line.values.items() if value is not None}}


def effects_of(adjustment: Adjustment, lines: list[AdjustmentLine]) -> list[Effect]:
    """For the lines of one page; as many queries for fifty as for one."""
    kind, day = adjustment.listing.kind, adjustment.effective_day or timezone.localdate()
    items = sorted({line.item_id for line in lines if line.item_id})
    records = records_by_item(items)
    if adjustment.state in (AdjustmentState.APPROVED, AdjustmentState.REVOKED):
        first = Record.objects.filter(line__adjustment=adjustment).aggregate(first=Min("number"))["first"]
        records = {item: [one for one in those if one.number < first] for item, those in records.items()}
    chains = defaultdict(list)
    for line in adjustment.lines.filter(item__in=items) if items else ():
        chains[line.item_id].append(line)
    found = {}
    for item, chain in chains.items():
        steps = steps_of(records.get(item, []))
        for place, line in enumerate(chain):
            effect, step = effect_of(kind, line, steps, day, place)
            found[line.pk] = effect
            steps += [step] if step else []
    effects = [found[line.pk] if line.pk in found else effect_of(kind, line, [], day, 0)[0] for line in lines]
    tell(kind, day, effects)
    return effects


def effect_of(kind, line, steps: list[Step], day, place: int) -> tuple[Effect, Step | None]:
    """The step is None where it cannot follow."""
    values, _ = clean(kind, line.values, whole=line.kind in WHOLE)
    step = Step(day, ALWAYS_AFTER + place, LineKind(line.kind), values, line.partner_id, line.entrusted)
    effect = Effect(line, before=on(replay(steps), day))
    try:
        effect.after = on(replay([*steps, step]), day)
    except Impossible as error:
        effect.problem = str(error)
        return effect, None
    return effect, step


def tell(kind: str, day, effects: list[Effect]) -> None:
    """Names for everything that a line points to."""
    teller = Teller(
        kind, [one for effect in effects for one in (effect.values, effect.before and effect.before.values)]
    )
    names = names_of({effect.line.partner_id for effect in effects}, day)
    made = {one for effect in effects if (one := effect.line.partner_line_id)}
    made = {line.pk: line.values.get("name", "") for line in AdjustmentLine.objects.filter(pk__in=made)} if made else {}
    for effect in effects:
        line, values = effect.line, effect.values
        effect.name = values.get("name") or "（未填名称）"
        effect.code = values.get("code", "")
        effect.body = teller.text("organisation", values.get("organisation"))
        effect.partner = names.get(line.partner_id) or made.get(line.partner_line_id, "")
        effect.changes = changes_of(kind, teller, effect)
        effect.states = states_of(effect)


def changes_of(kind: str, teller: Teller, effect: Effect) -> list[tuple[str, str, str]]:
    before = effect.before.values if effect.before else {}
    after = effect.values
    found = []
    for name in (name for group in groups(kind) for name in group.fields):
        old, new = before.get(name), after.get(name)
        if old != new:
            found.append((teller.label(name), teller.text(name, old), teller.text(name, new)))
    return found


def states_of(effect: Effect) -> str:
    """有效 → 已取消, where the state changes."""
    if effect.before is None or effect.after is None or effect.before.state == effect.after.state:
        return ""
    return f"{ItemState(effect.before.state).label} → {ItemState(effect.after.state).label}"


def names_of(items, day) -> dict[int, str]:
    """As they are that day; of one that begins later or was, its nearest name."""
    ids = [item for item in items if item]
    if not ids:
        return {}
    found = {}
    for item, name, since, until in (
        Listed.objects.filter(item__in=ids)
        .order_by("valid_from")
        .values_list("item", "name", "valid_from", "valid_until")
    ):
        if item not in found or since <= day < until:
            found[item] = name
    return found
