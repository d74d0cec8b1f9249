"""Which places a reader of a portal need not say, and the counties of the platform, which the shipped list has not."""

import time

from cms_core.models.organisations import Level, Organisation, OrganisationKind
from cms_core.search.ranking.places import Place, Places, shipped

ENDING = "人民政府"
# They only order results, and governments are founded every few years: no search need ask for them.
SECONDS = 600
_remembered: dict[str, tuple[float, tuple[dict[str, Place], Places]]] = {}


def surroundings(organisation: Organisation) -> tuple[tuple[Place, ...], Places]:
    """(the place of this body, all known places) as `ranking.best` takes them; one query in ten minutes."""
    kept = _remembered.get("all")
    if kept is None or kept[0] < time.monotonic():
        kept = _remembered["all"] = (time.monotonic() + SECONDS, governments())
    places, known = kept[1]
    here = next((places[path] for path in reversed(above_and_own(organisation.path)) if places.get(path)), ())
    return ((here,) if here else ()), known


def forget() -> None:
    _remembered.clear()


def governments() -> tuple[dict[str, Place], Places]:
    """(the place of each government above the towns by its tree path, all known places)."""
    rows = Organisation.objects.filter(kind=OrganisationKind.GOVERNMENT, level__lte=Level.COUNTY).order_by("path")
    places: dict[str, Place] = {}
    names: dict[str, str] = {}
    counties: dict[str, Place] = {}
    for path, name, level in rows.values_list("path", "name", "level"):
        names[path] = name.removesuffix(ENDING)
        above = next((one for one in reversed(above_and_own(path)[:-1]) if one in places), "")
        if level != Level.COUNTY:
            places[path] = max(shipped().named(names[path]), key=len, default=())
        elif places.get(above):
            own = names[path].removeprefix(names[above])  # 杭州市上城区 is called 上城区 too
            places[path] = (*places[above], own)
            counties |= {own: places[path], names[path]: places[path]}
    return places, shipped() + counties


def above_and_own(path: str) -> list[str]:
    """The tree paths of the bodies above, from the root down, and its own."""
    step = Organisation.steplen
    return [path[:end] for end in range(step, len(path) + 1, step)]
