"""What an approval, or its revocation, does to to-dos in its transaction: makes, settles, takes them back."""

from collections.abc import Iterable

from django.utils import timezone

from listings.kinds import ListKind
from listings.levels.bases import write_bases
from listings.models import Adjustment, Todo, TodoKind, TodoState
from listings.todos.documents import flag_items
from listings.todos.making import make_again, make_todos
from listings.todos.settling import unsettled

ROWS = 500
REVOKED = "引起它的调整已撤销。"
RELATED = ("line", "organisation", "listing__portal__organisation")
TO_TAKE = (TodoKind.TAKE_OVER, TodoKind.CLAIM)


def follow(adjustment: Adjustment, items: list[int], revoked: bool, **kwargs) -> None:
    """Receiver of `listings.signals.adjusted`."""
    write_bases(items)
    if revoked:
        take_back(adjustment)
        make_again(adjustment)
    else:
        make_todos(adjustment)
    flag_items(items)
    settle(adjustment, items)


def take_back(adjustment: Adjustment) -> None:
    """What it asked for is asked no more; what it had settled is open again, until it is judged anew."""
    caused = Todo.objects.open().filter(adjustment=adjustment)
    caused.update(state=TodoState.DISMISSED, reason=REVOKED, closed_at=timezone.now())
    settled = Todo.objects.filter(settled_by=adjustment)
    settled.update(state=TodoState.OPEN, settled_by=None, closed_at=None)


def settle(adjustment: Adjustment, items: Iterable[int]) -> None:
    """Close what is done now: of these items, of those that rest on them, and of what this list was to take over."""
    todos = open_todos_of(adjustment, sorted(set(items)))
    still = {todo.pk for todo in unsettled(todos)}
    done = [todo.pk for todo in todos if todo.pk not in still]
    for start in range(0, len(done), ROWS):
        rows = Todo.objects.open().filter(pk__in=done[start : start + ROWS])
        rows.update(state=TodoState.DONE, settled_by=adjustment, closed_at=timezone.now())


def open_todos_of(adjustment: Adjustment, items: list[int]) -> list[Todo]:
    found: dict[int, Todo] = {}
    rows = Todo.objects.open().select_related(*RELATED)
    for start in range(0, len(items), ROWS):
        some = items[start : start + ROWS]
        # Two look-ups in two indexes; OR would read all open ones.
        for mine in (rows.filter(item__in=some), rows.filter(source__in=some)):
            found |= {todo.pk: todo for todo in mine}
    if adjustment.listing.kind == ListKind.POWER:
        found |= {todo.pk: todo for todo in rows.filter(listing=adjustment.listing_id, kind__in=TO_TAKE)}
    return list(found.values())
