"""The to-dos that an approved adjustment leaves to others, all of them."""

from listings.kinds import ListKind
from listings.models import Adjustment
from listings.todos.below import below, to_claim, to_take_over
from listings.todos.beside import beside
from listings.todos.cause import Cause, keep

LEAVES = {ListKind.BASIC: (below, to_claim), ListKind.POWER: (below, to_take_over, beside)}


def make_todos(adjustment: Adjustment) -> None:
    if parts := LEAVES.get(ListKind(adjustment.listing.kind)):
        cause = Cause(adjustment)
        keep(todo for part in parts for todo in part(cause))
