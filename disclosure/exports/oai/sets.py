"""Sets: bodies by the tree of bodies (`body:zj:hangzhou:tonglu`), and the items of 第二十条 (`item:7`).

A set of a body has what all bodies below it disclose.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F

from cms_core.models import Organisation
from disclosure.directory.counts import whole
from disclosure.directory.items import items, numbers_in
from disclosure.exports.oai.errors import NoRecordsMatch

BODY, ITEM = "body", "item"
SIZE = 200


@dataclass(frozen=True)
class Chosen:
    """Which rows belong to it: a condition that holds for rows and for departures."""

    item: int = 0
    bodies: object = None
    any_body: bool = False

    @property
    def is_whole(self) -> bool:
        return not self.item and self.bodies is None and not self.any_body

    def of(self, rows):
        if self.item:
            rows = rows.annotate(of_item=F("items").bitand(items()[self.item].bit)).filter(of_item__gt=0)
        if self.any_body:
            rows = rows.filter(organisation_number__gt=0)
        return rows.filter(organisation_number__in=self.bodies) if self.bodies is not None else rows


def chosen(spec: str) -> Chosen:
    """Raises NoRecordsMatch for a set that there is not; two queries for a body."""
    kind, _, rest = spec.partition(":")
    if not spec or spec == ITEM:
        return Chosen()
    if spec == BODY:
        return Chosen(any_body=True)
    if kind == ITEM and rest.isascii() and rest.isdigit() and len(rest) < 3 and int(rest) in items():
        if rest == str(int(rest)):
            return Chosen(item=int(rest))
    elif kind == BODY and (body := body_at(rest.split(":"))):
        below = body.path + body.alphabet[-1] * (255 - len(body.path))
        return Chosen(bodies=Organisation.objects.filter(path__range=(body.path, below)).order_by().values("pk"))
    raise NoRecordsMatch("没有这个集合；有哪些集合见 ListSets。")


def body_at(keys: list[str]) -> Organisation | None:
    body = Organisation.objects.filter(key=keys[-1]).first() if len(keys) <= 20 else None
    return body if body and Specs([body.path]).of_path(body.path) == ":".join([BODY, *keys]) else None


class Specs:
    """setSpec of bodies by their tree paths; one query for all of their names."""

    def __init__(self, paths: Collection[str]):
        step = Organisation.steplen
        wanted = {path[:end] for path in paths for end in range(step, len(path) + 1, step)}
        self.keys = {}
        wanted = sorted(wanted)
        for start in range(0, len(wanted), 5000):
            found = Organisation.objects.filter(path__in=wanted[start : start + 5000]).order_by()
            self.keys |= dict(found.values_list("path", "key"))

    def of_path(self, path: str) -> str:
        step = Organisation.steplen
        keys = [self.keys.get(path[:end], "") for end in range(step, len(path) + 1, step)]
        return ":".join([BODY, *keys])


def specs_of(rows, paths: dict[int, str]) -> dict[int, list[str]]:
    """{page: its sets}, the narrowest of each kind, which stand for those above; `paths` of the bodies. One query."""
    found = Specs(set(paths.values()))
    told = {}
    for row in rows:
        own = [f"{ITEM}:{number}" for number in numbers_in(row.items)]
        if path := paths.get(row.organisation_number):
            own.append(found.of_path(path))
        told[row.page_number] = own
    return told


def set_rows(sites, after: str = "") -> tuple[list[tuple[str, str]], str]:
    """(setSpec, setName) of a page, and the token of the next; `after` is the tree path of the last body given.

    Bodies that disclose something here, and those above them. Three queries.
    """
    rows = []
    if not after:
        rows = [(ITEM, "按《政府信息公开条例》第二十条的事项")]
        rows += [(f"{ITEM}:{number}", item.label) for number, item in items().items()]
        rows.append((BODY, "按发布机构"))
    own = {value for facet, value in whole(sites) if facet == BODY}
    paths = sorted(all_above(own))
    paths = [path for path in paths if path > after]
    shown, more = paths[:SIZE], len(paths) > SIZE
    names = dict(Organisation.objects.filter(path__in=shown).order_by().values_list("path", "name"))
    found = Specs(shown)
    rows += [(found.of_path(path), names[path]) for path in shown if path in names]
    return rows, shown[-1] if more else ""


def all_above(bodies: Collection[int]) -> set[str]:
    found, bodies, step = set(), sorted(bodies), Organisation.steplen
    for start in range(0, len(bodies), 5000):
        own = Organisation.objects.filter(pk__in=bodies[start : start + 5000]).order_by()
        for path in own.values_list("path", flat=True):
            found |= {path[:end] for end in range(step, len(path) + 1, step)}
    return found
