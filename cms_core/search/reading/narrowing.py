"""From what was chosen, on the host that was asked, to what the engine is asked."""

from cms_core.catalogue.columns import ColumnNode
from cms_core.public.place import Place
from cms_core.search.filters import Filters
from cms_core.search.reading.choices import Choices


def settled(choices: Choices, place: Place) -> tuple[Choices, ColumnNode | None]:
    """Without a column that is not open on this host, and the node of one that is."""
    node = place.columns.get(choices.column) if choices.column else None
    if choices.column and node is None:
        return choices.but(scope="", column=None, page=choices.page), None
    return choices, node


def filters_of(choices: Choices, place: Place, node: ColumnNode | None) -> Filters:
    """`node` is the column that is searched, with all below it in the same portal."""
    return Filters(
        site=None if choices.scope == "all" else place.site_portal.home_id,
        portal=choices.portal,
        columns=tuple(node.family_ids()) if node else (),
        kind=choices.kind,
        organisation=choices.issuer,
        theme=choices.theme,
        validity=choices.validity,
        year=choices.year,
        since=choices.since,
        until=choices.until,
    )
