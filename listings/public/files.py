"""Which attachments the lists show to everybody: flow charts of items, bases of approved adjustments."""

from listings.models import Adjustment, PowerVersion
from listings.public.scopes import is_open
from listings.states import AdjustmentState

MOST = 5


def any_shows(attachment) -> bool:
    """Versions are made of approved records only; what an adjustment in review names stays shut."""
    shown = PowerVersion.objects.filter(flow_chart=attachment)
    approved = Adjustment.objects.filter(basis_file=attachment, state=AdjustmentState.APPROVED)
    wanted = ("listing__portal", "listing__column")
    rows = [*shown.select_related(*wanted)[:MOST], *approved.select_related(*wanted)[:MOST]]
    return any(is_open(listing) for listing in {row.listing_id: row.listing for row in rows}.values())
