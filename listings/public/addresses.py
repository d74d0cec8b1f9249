"""Where things of the lists are found, on the host of a portal; docs/listings.md has the table."""

from urllib.parse import urlencode

from listings.kinds import ListKind

# What a reader calls a list, where its whole name is too long.
SHORT = {
    ListKind.POWER: "权力清单",
    ListKind.RESPONSIBILITY: "责任清单",
    ListKind.NEGATIVE: "负面清单",
    ListKind.FUND: "专项资金清单",
    ListKind.BASIC: "基本目录",
}


def list_path(kind: str) -> str:
    return f"/lists/{kind}/"


def item_path(kind: str, item: int) -> str:
    return f"/lists/{kind}/{item}.html"


def adjustments_path(kind: str) -> str:
    return f"/lists/{kind}/adjustments/"


def adjustment_path(kind: str, adjustment: int) -> str:
    return f"/lists/{kind}/adjustments/{adjustment}.html"


def feed_path(kind: str) -> str:
    return f"/lists/{kind}/adjustments/feed.atom"


def upcoming_path(kind: str) -> str:
    return f"/lists/{kind}/upcoming/"


def compare_path(kind: str) -> str:
    return f"/lists/{kind}/compare/"


def statistics_path(kind: str) -> str:
    return f"/lists/{kind}/statistics/"


def gaps_path() -> str:
    return "/lists/power/gaps/"


def with_parameters(path: str, **parameters) -> str:
    """Those that are not empty, in their order."""
    query = urlencode({name: value for name, value in parameters.items() if value not in ("", None)})
    return f"{path}?{query}" if query else path
