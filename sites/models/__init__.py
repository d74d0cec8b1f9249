"""The models of the site tree."""

from sites.models.hosts import PortalHost
from sites.models.jobs import ProvisionJob
from sites.models.portals import Look, Portal, PortalLevel, PortalState
from sites.models.routing import RoutingToken
from sites.models.state_changes import StateChange

__all__ = ["Look", "Portal", "PortalHost", "PortalLevel", "PortalState", "ProvisionJob", "RoutingToken", "StateChange"]
