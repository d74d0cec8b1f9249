"""Which gazette prints what a portal issues: its own government's, else that of the nearest government above (G3)."""

from cms_core.models import Organisation
from gazette.models import Gazette


def gazettes_for_portal(portal) -> list[Gazette]:
    """Nearest first; two queries. A county's may hand in to its city's gazette and to the province's."""
    above = portal.organisation
    steps = range(Organisation.steplen, len(above.path) + 1, Organisation.steplen)
    paths = [above.path[:end] for end in steps]
    found = Gazette.objects.filter(portal__organisation__path__in=paths).select_related(
        "portal__organisation", "portal__home", "column"
    )
    return sorted(found, key=lambda gazette: -len(gazette.portal.organisation.path))
