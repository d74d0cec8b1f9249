"""The models of the site tree."""

from sites.models.groups import PortalGroup
from sites.models.hosts import PortalHost
from sites.models.jobs import ProvisionJob
from sites.models.portals import Look, Portal, PortalLevel, PortalState
from sites.models.routing import RoutingToken
from sites.models.state_changes import StateChange

__all__ = [
    "Look",
    "Portal",
    "PortalGroup",
    "PortalHost",
    "PortalLevel",
    "PortalState",
    "ProvisionJob",
    "RoutingToken",
    "StateChange",
]
