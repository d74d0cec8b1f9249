"""Whether there is still anything to do: judged by what is approved, whenever it begins."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from listings.levels.agreement import BASIC, UPPER, disagreements
from listings.levels.claiming import available
from listings.levels.delegations import STILL_GIVEN
from listings.levels.taken import LAST, taken_over
from listings.models import FOREVER, BasicVersion, Item, Todo, TodoKind
from listings.states import CURRENT, ItemState
from listings.todos.codes import names_of
from listings.todos.lapsed import still_lapsed
from listings.values import MODELS

ROWS = 500
K = TodoKind
READ = ("item", "state", *BASIC, "basic_code", "main_code", "power_code", "guide_url", "ends")


def unsettled(todos: Iterable[Todo]) -> list[Todo]:
    """Those that are still to be done, in their order; `todos` may be unsaved."""
    todos = list(todos)
    facts = Facts(todos)
    return [todo for todo in todos if not facts.settled(todo)]


class Facts:
    """What the to-dos speak of, read at once: some queries for 500 items, and one for each adjustment to be claimed."""

    def __init__(self, todos: list[Todo]):
        self.last = last_versions(
            {
                one
                for todo in todos
                for one in (todo.item_id, todo.source_id)
                if one is not None and todo.kind != K.CLAIM
            }
        )
        resting = {todo.source_id for todo in todos if todo.kind in (K.DUTY, K.SUB_ITEM)} - {None}
        self.names = names_of(resting) if resting else {}
        given = [todo for todo in todos if todo.kind == K.TAKE_OVER]
        self.taken = taken_over({todo.source_id for todo in given}, LAST) if given else {}
        self.lapsed = still_lapsed(todo for todo in todos if todo.kind == K.BASIS)
        self.claims: dict[tuple[int, int], bool] = {}

    def settled(self, todo: Todo) -> bool:
        if todo.kind == K.CLAIM:
            return not self.is_open_claim(todo)
        if todo.kind == K.TAKE_OVER:
            return self.is_taken(todo)
        mine = self.last.get(todo.item_id)
        if mine is None:
            return True
        return RULES[todo.kind](self, todo, mine, self.last.get(todo.source_id))

    def is_taken(self, todo: Todo) -> bool:
        upper, body = self.last.get(todo.source_id), todo.organisation
        if upper is None or upper.state not in STILL_GIVEN or body is None:
            return True
        return todo.source_id in self.taken.get((body.path, body.level), ())

    def is_open_claim(self, todo: Todo) -> bool:
        key = todo.listing_id, todo.adjustment_id
        if key not in self.claims:
            new = Item.objects.filter(line__adjustment=todo.adjustment_id).values("pk")
            self.claims[key] = available(todo.listing, LAST).filter(item__in=new).exists()
        return self.claims[key]

    def follows(self, todo, mine, upper) -> bool:
        """In what the adjustment above changed: other differences are older, and were accepted then."""
        if ended(mine) or upper is None or ended(upper):
            return True
        if not is_basic(upper):
            return not disagreements(vars(mine), vars(upper), changed_by(todo.line, UPPER))
        if mine.basic_code not in ("", upper.code):
            # An old code of the same item is to be changed; another item's code says that it rests elsewhere.
            return not BasicVersion.objects.filter(item=upper.item_id, code=mine.basic_code).exists()
        return not disagreements(vars(mine), vars(upper), changed_by(todo.line, BASIC))

    def has_ended(self, todo, mine, upper) -> bool:
        back = upper is not None and not ended(upper)
        elsewhere = upper is not None and is_basic(upper) and mine.basic_code not in ("", upper.code)
        return ended(mine) or back or elsewhere

    def is_suspended(self, todo, mine, upper) -> bool:
        above = upper is not None and upper.state != ItemState.SUSPENDED
        return above or mine.state != ItemState.IN_FORCE

    def is_resumed(self, todo, mine, upper) -> bool:
        above = upper is not None and upper.state != ItemState.IN_FORCE
        return above or mine.state != ItemState.SUSPENDED

    def duty_is_gone(self, todo, mine, upper) -> bool:
        return self.is_free(todo, mine, upper, mine.power_code)

    def sub_item_is_gone(self, todo, mine, upper) -> bool:
        return self.is_free(todo, mine, upper, mine.main_code)

    def is_free(self, todo, mine, upper, code: str) -> bool:
        """Off the list, or not named after a power that has left."""
        if ended(mine) or upper is None or not ended(upper):
            return True
        return code not in {known for _, known in self.names.get(todo.source_id, ())}

    def guide_is_moot(self, todo, mine, upper) -> bool:
        return not ended(mine) or not mine.guide_url

    def fund_is_extended(self, todo, mine, upper) -> bool:
        """Of the term that the warning was about (`since` of a to-do is its last day)."""
        return ended(mine) or mine.ends > todo.since

    def has_another_basis(self, todo, mine, upper) -> bool:
        return ended(mine) or (todo.item_id, todo.document_id) not in self.lapsed


RULES = {
    K.FOLLOW: Facts.follows,
    K.END: Facts.has_ended,
    K.SUSPEND: Facts.is_suspended,
    K.RESUME: Facts.is_resumed,
    K.DUTY: Facts.duty_is_gone,
    K.SUB_ITEM: Facts.sub_item_is_gone,
    K.GUIDE: Facts.guide_is_moot,
    K.FUND_ENDING: Facts.fund_is_extended,
    K.FUND_ENDED: Facts.fund_is_extended,
    K.BASIS: Facts.has_another_basis,
}


def ended(version) -> bool:
    return version.state not in CURRENT


def is_basic(version) -> bool:
    return isinstance(version, BasicVersion)


def changed_by(line, fields) -> list[str]:
    return [name for name in fields if name in line.values]


@cache
def read_of(kind: str) -> list[str]:
    """Items are wide, and an approval may ask of thousands."""
    known = {field.name for field in MODELS[kind]._meta.concrete_fields}
    return [name for name in READ if name in known]


def last_versions(items: set[int]) -> dict[int, object]:
    """By item, with what is judged here; of each list one query for 500."""
    by_kind, ids = defaultdict(list), sorted(items)
    for start in range(0, len(ids), ROWS):
        for pk, kind in Item.objects.filter(pk__in=ids[start : start + ROWS]).values_list("pk", "listing__kind"):
            by_kind[kind].append(pk)
    found = {}
    for kind, those in by_kind.items():
        for start in range(0, len(those), ROWS):
            rows = MODELS[kind].objects.filter(item__in=those[start : start + ROWS], valid_until=FOREVER)
            found |= {version.item_id: version for version in rows.only(*read_of(kind))}
    return found
