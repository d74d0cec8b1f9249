"""Where a duty in the table leads: who publishes there to the desk, who only watches to what the public reads."""

from collections.abc import Iterable

from cms_core.models import ColumnPage
from disclosure.terms.duty import DutyState

COLUMN = "wagtailadmin_explore"


def with_addresses(portal, duties: Iterable[DutyState], may_write: bool) -> list[tuple[DutyState, str]]:
    """One query for the columns of who only watches; "" where there is nothing that they may open."""
    duties = list(duties)
    if may_write:
        return [(one, one.url) for one in duties]
    wanted = {one.args[0] for one in duties if one.name == COLUMN}
    columns = {one.pk: one for one in ColumnPage.objects.filter(pk__in=wanted).live()} if wanted else {}
    found = []
    for one in duties:
        column = columns.get(one.args[0]) if one.name == COLUMN else None
        found.append((one, (column.full_url or "") if column else f"{portal.base_url}{one.path}" if one.path else ""))
    return found
