"""Names of public bodies as synonyms: 省发改委 finds what says 浙江省发展和改革委员会, and nobody has to list them.

The names are those of the organisation itself (short names that were entered or derived by rule). On a portal of a
county 县政府办 is the county's own: so only bodies in line with the portal's are taken, that is its own and those above
it, with the offices and departments of each.
"""

import time
from collections.abc import Iterable
from itertools import groupby

from django.db.models import Q

from cms_core.models.organisations import Organisation, OrganisationKind, OrganisationName
from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.synonyms import MAX_SYNONYMS, Synonyms
from cms_core.search.editors.synonyms import replacing

ENDING = "人民政府"
LEAST = 3  # characters of a name: 公安 is one of many things
BELOW = (OrganisationKind.OFFICE, OrganisationKind.DEPARTMENT, OrganisationKind.AGENCY)
# Bodies are renamed every few years, and no page depends on it.
SECONDS = 600
REMEMBERED = 1000
_remembered: dict[str, tuple[float, Synonyms]] = {}


def with_names(synonyms: Synonyms, organisation: Organisation) -> Synonyms:
    """What editors keep, and after it the names of bodies."""
    names = names_for(organisation)

    def others(part: str) -> list[str]:
        return list(dict.fromkeys([*synonyms(part), *names(part)]))[:MAX_SYNONYMS]

    return others


def names_for(organisation: Organisation) -> Synonyms:
    """One query in ten minutes."""
    kept = _remembered.get(organisation.path)
    if kept is None or kept[0] < time.monotonic():
        if len(_remembered) >= REMEMBERED:
            _remembered.clear()
        kept = _remembered[organisation.path] = (time.monotonic() + SECONDS, replacing(table_for(organisation)))
    return kept[1]


def forget() -> None:
    _remembered.clear()


def table_for(organisation: Organisation) -> dict[str, list[str]]:
    """By folded name, by what other names the same body may be written of."""
    step, wanted = Organisation.steplen, Q()
    for end in range(step, len(organisation.path) + 1, step):
        path = organisation.path[:end]
        wanted |= Q(organisation__path=path)
        wanted |= Q(
            organisation__path__startswith=path, organisation__depth=end // step + 1, organisation__kind__in=BELOW
        )
    rows = OrganisationName.objects.filter(wanted).exclude(kind=OrganisationName.Kind.FORMER)
    rows = rows.order_by("organisation__path", "pk").values_list("organisation__path", "organisation__name", "name")
    table: dict[str, list[str]] = {}
    for (_, name), found in groupby(rows, key=lambda row: row[:2]):
        names = list(dict.fromkeys([fold(name), *(fold(other) for _, _, other in found)]))
        for one in names:
            if len(one) >= LEAST:
                table.setdefault(one, []).extend(others_than(one, names))
    return table


def others_than(name: str, names: list[str]) -> list[str]:
    """Those that say as much of where the body is (县…, 桐庐县…, neither) and are not found by `name` or one another
    already; the full one, which stands first, where nothing else would find it."""
    alike = [other for other in names if other[0] == name[0] and len(other) >= LEAST]
    found = shortest(other for other in alike if name not in other and other not in name)
    return found if any(one in names[0] for one in (name, *found)) else [*found, names[0]]


def shortest(names: Iterable[str]) -> list[str]:
    """Without those that contain another one."""
    found: list[str] = []
    for name in sorted(names, key=len):
        if not any(one in name for one in found):
            found.append(name)
    return found
