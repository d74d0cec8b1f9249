"""Where organisations stand: the level of portal they get, the areas they govern."""

from cms_core.models.organisations import Level, Organisation, OrganisationKind
from sites.models import PortalLevel
from sites.provisioning import names

LEVELS = {Level.PROVINCE: PortalLevel.PROVINCE, Level.CITY: PortalLevel.CITY, Level.COUNTY: PortalLevel.COUNTY}


def level_of(organisation: Organisation) -> str | None:
    """Which level of portal a body gets, if any (国办函〔2018〕55号: no sites for towns and bodies of counties)."""
    if organisation.kind in (OrganisationKind.GOVERNMENT, OrganisationKind.AGENCY):
        return LEVELS.get(organisation.level, PortalLevel.SUBSITE if organisation.level == Level.TOWN else None)
    if organisation.kind == OrganisationKind.COMMITTEE or organisation.level >= Level.TOWN:
        return None
    return PortalLevel.SUBSITE if organisation.level == Level.COUNTY else PortalLevel.DEPARTMENT


def short_name_of(organisation: Organisation, place: str) -> str:
    """杭州 of 杭州市; a town keeps its word (富春江镇概况, not 富春江概况); a department is 省财政厅."""
    if not names.is_seat(organisation):
        return organisation.display_name
    return place if organisation.level == Level.TOWN else names.short_place(place)


def places_of(seats: list[Organisation]) -> dict[int, str]:
    """The area of each government of a line from the top down, without the names of those above it."""
    places: dict[int, str] = {}
    for number, seat in enumerate(seats):
        place = names.place_of(seat)
        for above in seats[:number]:
            place = place.removeprefix(places[above.pk]) or place
        places[seat.pk] = place
    return places


def in_chunks(queryset, condition: str, values, size: int = 500):
    """SQLite refuses statements with very many parameters."""
    values = list(values)
    for start in range(0, len(values), size):
        yield from queryset.filter(**{condition: values[start : start + size]})
