"""Whose Sunshine a page shows: the host's portal, or one of its subsites; and what of it the public may see."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from cms_core.catalogue.columns import ColumnTree
from cms_core.public.place import columns_of as tree_of
from disclosure.sunshine.domains import Domain, domains
from disclosure.sunshine.places import DomainColumns, columns_of

SUBSITE = "portal"


@dataclass
class Scope:
    """`portal` is whose slice it is, `site_portal` answers on the host."""

    portal: object
    site_portal: object
    tree: ColumnTree

    @cached_property
    def columns(self) -> DomainColumns:
        """One query."""
        return columns_of(self.portal, self.tree)

    @property
    def parameters(self) -> dict:
        return {SUBSITE: self.portal.key} if self.portal.pk != self.site_portal.pk else {}

    def open_domains(self) -> dict[str, Domain]:
        return {key: one for key, one in domains().items() if key not in self.columns.closed}

    def url(self, path: str) -> str:
        return f"{path}?{SUBSITE}={self.portal.key}" if self.parameters else path


def scope_of(request, portal=None) -> Scope:
    """By the parameter `portal` a subsite of the host; Http404 for what is none, or not open."""
    site_portal = request.portal
    asked = request.GET.get(SUBSITE, "")
    if portal is None:
        portal = site_portal
        if asked and asked != site_portal.key:
            portal = next((one for one in site_portal.subsites if one.key == asked and one.is_open), None)
    if portal is None or not portal.is_open:
        raise Http404
    return Scope(portal, site_portal, tree_of(request, site_portal))
