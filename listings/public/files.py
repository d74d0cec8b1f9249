"""Which attachments the lists show to everybody: flow charts of items, bases of approved adjustments."""

from listings.models import Adjustment, PowerVersion
from listings.public.scopes import is_open
from listings.states import AdjustmentState

MOST = 5
# What was revoked before its day was public, and its page says so with its basis.
DECIDED = (AdjustmentState.APPROVED, AdjustmentState.REVOKED)


def any_shows(attachment) -> bool:
    """Versions are made of approved records only; what an adjustment in review names stays shut."""
    shown = PowerVersion.objects.filter(flow_chart=attachment)
    decided = Adjustment.objects.filter(basis_file=attachment, state__in=DECIDED, approved_at__isnull=False)
    wanted = ("listing__portal__home", "listing__column")
    rows = [*shown.select_related(*wanted)[:MOST], *decided.select_related(*wanted)[:MOST]]
    return any(is_open(listing) for listing in {row.listing_id: row.listing for row in rows}.values())
