"""A province with its list, a city with its own, a department: what tests of the public pages read."""

import datetime

from cms_core.models.organisations import Level, OrganisationKind
from listings.kinds import ListKind
from listings.models import Listing
from tests import factories
from tests.listings.factories import NUMBERS, make_body

TODAY = datetime.date(2026, 6, 15)


def make_province(**fields):
    return factories.make_portal("zj", "province", name="浙江省人民政府", **fields)


def listing_of(portal, kind=ListKind.POWER, key="lists.powers", **fields):
    column = factories.make_column(
        portal.home, "权力清单", slug=f"qingdan-{next(NUMBERS)}", column_type="权责清单", blueprint_key=key
    )
    return Listing.objects.create(portal=portal, kind=kind, column=column, **fields)


def provincial_body(listing, name="省财政厅"):
    return make_body(listing, name, level=Level.PROVINCE, kind=OrganisationKind.DEPARTMENT)


def responsibility(body, name="办理责任", **values):
    return {"organisation": body.key, "name": name, "block": "power", "responsibilities": "受理登记", **values}


def negative(body, name="水泥制造", **values):
    return {"organisation": body.key, "name": name, "industry_code": "3011", "measure": "forbidden", **values}


def fund(body, name="科技专项资金", **values):
    return {
        "organisation": body.key,
        "name": name,
        "allocation_way": "factors",
        "starts": "2025-01-01",
        "ends": "2027-12-31",
        **values,
    }
