"""A province with its basic catalogue, a city and two counties, each with a list of powers and a body."""

from types import SimpleNamespace

from cms_core.models.organisations import Level
from listings.kinds import ListKind
from sites.models import PortalLevel
from tests.factories import make_organisation, make_portal
from tests.listings.factories import DAY, NUMBERS, added, make_body, make_listing

BASIS = "《云江省食品小作坊管理规定》第八条"


def make_levels():
    """`province`, `city`, `county`, `other`: each portal, listing, government, body; `basic`: the catalogue's list."""
    root = make_organisation("云江省人民政府", level=Level.PROVINCE)
    city = make_organisation("青阳市人民政府", parent=root, level=Level.CITY)
    places = SimpleNamespace(root=root)
    portal = make_portal("yunjiang", PortalLevel.PROVINCE, organisation=root)
    places.basic = make_listing(ListKind.BASIC, portal=portal)
    places.province = place(portal, Level.PROVINCE)
    city_portal = make_portal("qingyang", PortalLevel.CITY, portal, organisation=city)
    places.city = place(city_portal, Level.CITY)
    for name, key in (("county", "hexi"), ("other", "hedong")):
        body = make_organisation(f"{key}县人民政府", parent=city, level=Level.COUNTY)
        setattr(places, name, place(make_portal(key, PortalLevel.COUNTY, city_portal, organisation=body), Level.COUNTY))
    return places


def place(portal, level):
    listing = make_listing(portal=portal)
    return SimpleNamespace(
        portal=portal, listing=listing, government=portal.organisation, body=make_body(listing, level=level)
    )


def basic(body, name="", **values):
    number = next(NUMBERS)
    return {
        "organisation": body.key,
        "name": name or f"第{number}项基本事项",
        "code": f"许可-{number:05}-000",
        "category": "permit",
        "legal_basis": BASIS,
        "levels": "2,3",
        **values,
    }


def basic_items(places, *values, day=DAY):
    return added(places.basic, *values, day=day)
