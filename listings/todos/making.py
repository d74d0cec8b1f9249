"""The to-dos that an approved adjustment leaves to others, all of them."""

import datetime

from django.utils import timezone

from listings.kinds import ListKind
from listings.levels.places import steps
from listings.models import Adjustment, Listing
from listings.states import AdjustmentState
from listings.todos.below import below, to_claim, to_take_over
from listings.todos.beside import beside
from listings.todos.cause import Cause, keep

LEAVES = {ListKind.BASIC: (below, to_claim), ListKind.POWER: (below, to_take_over, beside)}


def make_todos(adjustment: Adjustment, *, only: Listing | None = None) -> None:
    """With `only` those of one list, whose others have been made before: what was not asked then is asked today."""
    if parts := LEAVES.get(ListKind(adjustment.listing.kind)):
        asked = timezone.localdate() if only else datetime.date.min
        cause = Cause(adjustment, only=only, asked=asked)
        todos = (todo for part in parts for todo in part(cause))
        keep(todo for todo in todos if only is None or todo.listing_id == only.pk)


def make_again(revoked: Adjustment) -> None:
    """What was approved above or beside after an adjustment that is revoked now may not have been asked of its list:

    what it would have ended or changed was taken for done.
    """
    listing = Listing.objects.select_related("portal").get(pk=revoked.listing_id)
    above = list(steps(listing.portal.path, listing.portal.steplen))
    later = Adjustment.objects.filter(
        state=AdjustmentState.APPROVED,
        approved_at__gte=revoked.approved_at,
        listing__portal__path__in=above,
        listing__kind__in=LEAVES,
    )
    for adjustment in later.exclude(pk=revoked.pk).select_related("listing").order_by("approved_at", "pk"):
        make_todos(adjustment, only=listing)
