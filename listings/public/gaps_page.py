"""衔接问题清单 for everybody: what was handed down, government by government, and item by item for one of them."""

from listings.downloads import as_file
from listings.levels.gaps import Gaps, Government, Missing
from listings.levels.unfounded import unfounded
from listings.models import Listing
from listings.openness import open_among
from listings.public import addresses
from listings.public.adjustments_page import number_of
from listings.public.days import AskedDay
from listings.public.frames import list_frame
from listings.public.scopes import Scope

TEMPLATE = "lists/gaps.html"
SIZE = 50
MOST_UNFOUNDED = 50
LONGEST = 16
HEADER = ("应承接的政府", "层级", "事项", "编码", "下放机关", "方式", "下放日期", "未承接天数", "不承接的理由")


class Asked:
    """The day, the place and the government that a reader asks for."""

    def __init__(self, request, scope: Scope):
        self.scope, self.day = scope, AskedDay.of(request.GET)
        # Only what the public may see was handed down, as far as it can know.
        self.lists = public_lists(scope)
        government = scope.listing.portal.organisation if scope.listing else None
        self.below = government.path if government else ""
        self.gaps = Gaps(self.day.day, self.below, givers=[listing.pk for listing in self.lists])
        text = request.GET.get("government", "")
        number = int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST else 0
        self.chosen = self.gaps.of(number)
        if self.chosen is None and len(self.gaps.governments) == 1:
            self.chosen = self.gaps.governments[0]

    def root(self, listing: Listing) -> str:
        """The host of a list, where that is another than the one that answers."""
        root = listing.portal.base_url
        return "" if root == self.scope.portal.base_url else root

    def url(self, **more) -> str:
        parameters = {**self.scope.parameters, "on": self.day.parameter, **more}
        return addresses.with_parameters(addresses.gaps_path(), **parameters)


def public_lists(scope: Scope) -> list[Listing]:
    known = Listing.objects.filter(kind=scope.kind, length__gt=0)
    return open_among(list(known.select_related("portal__site", "portal__home", "column")))


def gaps_context(request, scope: Scope, column) -> dict:
    asked, path = Asked(request, scope), addresses.gaps_path()
    heading = f"{scope.owner}下放事项承接情况"
    context = list_frame(
        request, scope, column, crumbs=[("承接情况", path)], title=heading,
        path=addresses.with_parameters(path, **scope.parameters),
    )  # fmt: skip
    number, chosen = number_of(request.GET), asked.chosen
    if chosen:
        # What it has explained comes after what is still to be done, and is not counted with it.
        rows = sorted((told(row) for row in asked.gaps.missing(chosen)), key=lambda row: bool(row["reason"]))
    else:
        rows = [counted(one, asked) for one in sorted(asked.gaps.governments, key=lambda one: (-one.missing, one.path))]
    several = len(asked.gaps.governments) > 1
    suffix = asked.url(government=chosen.pk if chosen and several else "").partition("?")[2]

    def url(page):
        return asked.url(government=chosen.pk if chosen and several else "", page=page if page > 1 else "")

    return context | {
        "heading": heading,
        "day": asked.day,
        "path": path,
        "hidden_of_day": list(scope.parameters.items()),
        "today_url": addresses.with_parameters(path, **scope.parameters),
        "total": chosen.missing if chosen else asked.gaps.total,
        "chosen": chosen,
        "back_url": asked.url() if chosen and several else "",
        "rows": rows[(number - 1) * SIZE : number * SIZE],
        "unfounded": unfounded_rows(asked),
        "files": [(ending, f"/lists/power/gaps.{ending.lower()}?{suffix}".rstrip("?")) for ending in ("XLSX", "CSV")],
        "pagination": {
            "first_url": url(1),
            "previous_url": url(number - 1) if number > 1 else None,
            "next_url": url(number + 1) if len(rows) > number * SIZE else None,
            "last_url": None,
            "total": None if chosen else len(rows),
        },
    }


def counted(one: Government, asked: Asked) -> dict:
    return {
        "name": one.name,
        "url": asked.url(government=one.pk),
        "level": one.level_label,
        "expected": one.expected,
        "taken": one.taken,
        "explained": one.explained,
        "missing": one.missing,
        "since": one.since,
    }


def told(row: Missing) -> dict:
    given = row.delegation
    return {
        "name": given.name,
        "code": given.code,
        "giver": given.giver,
        "way": "委托下放" if given.entrusted else "下放",
        "since": given.since,
        "days": row.days,
        "reason": row.reason,
    }


def unfounded_rows(asked: Asked) -> list[dict]:
    """Of the lists that the public may see."""
    below = asked.chosen.path if asked.chosen else asked.below
    found = unfounded(asked.day.day, below=below).filter(listing__in=[one.pk for one in asked.lists])
    return [
        {
            "name": version.name,
            "code": version.code,
            "body": version.organisation.name,
            "url": f"{asked.root(version.listing)}{addresses.item_path(asked.scope.kind, version.item_id)}",
        }
        for version in found[:MOST_UNFOUNDED]
    ]


def gaps_answer(request, scope: Scope, ending: str):
    asked = Asked(request, scope)
    rows = asked.gaps.missing(asked.chosen) if asked.chosen else asked.gaps.rows()
    return as_file(ending, f"衔接问题清单{asked.day.day:%Y%m%d}", HEADER, map(cells, rows))


def cells(row: Missing) -> list:
    government, one = row.government, told(row)
    names = ("name", "code", "giver", "way", "since", "days", "reason")
    return [government.name, government.level_label, *(one[name] for name in names)]
