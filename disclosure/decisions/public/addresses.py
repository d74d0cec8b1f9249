"""Where decisions are found, on the host of a portal."""

from urllib.parse import urlencode

from disclosure.decisions.kinds import PLACES, DecisionKind


def list_path(kind: str) -> str:
    return f"/decisions/{PLACES[DecisionKind(kind)]}/"


def decision_path(kind: str, pk: int) -> str:
    return f"{list_path(kind)}{pk}.html"


def with_parameters(path: str, **parameters) -> str:
    """Those that are not empty, in their order."""
    query = urlencode({name: value for name, value in parameters.items() if value not in ("", None)})
    return f"{path}?{query}" if query else path
