"""What tests of the lists are made of: listings of a portal, adjustments that are approved, values of items."""

import datetime
import itertools

from cms_core.models.organisations import Level, OrganisationKind
from listings.actions.approve import ApproveAdjustment
from listings.actions.prepare import CreateAdjustment, EditAdjustment, SubmitAdjustment
from listings.kinds import ListKind
from listings.models import Announcing, Listing
from listings.states import LineKind
from tests.factories import make_column, make_organisation, make_portal

NUMBERS = itertools.count(1)
DAY = datetime.date(2026, 1, 1)


def make_listing(kind=ListKind.POWER, *, portal=None, **fields):
    portal = portal or make_portal()
    column = fields.pop("column", None) or make_column(portal.home, f"清单{next(NUMBERS)}", column_type="权责清单")
    fields.setdefault("announcing", Announcing.NEVER)
    return Listing.objects.create(portal=portal, kind=kind, column=column, **fields)


def make_body(listing, name="", **fields):
    """A department of the government whose list it is."""
    values = {"level": Level.COUNTY, "kind": OrganisationKind.DEPARTMENT, **fields}
    return make_organisation(name or f"县某局{next(NUMBERS)}", parent=listing.portal.organisation, **values)


def power(body, name="", **values):
    number = next(NUMBERS)
    return {
        "organisation": body.key,
        "name": name or f"第{number}项许可",
        "code": f"许可-{number:05}-000",
        "category": "permit",
        **values,
    }


def prepared(listing, *lines, day=DAY, **fields):
    """A draft with all that is asked for, and these lines."""
    values = {
        "title": "清单动态调整",
        "basis": "《关于调整权力清单的通知》（云政发〔2026〕1号）",
        "basis_url": "https://www.example.gov.cn/1.html",
        "proposing_body": listing.portal.organisation,
        "approving_body": listing.portal.organisation,
        "approval_number": "云编〔2026〕1号",
        "note": "依法调整。",
        "effective_day": day,
        **fields,
    }
    adjustment = CreateAdjustment(listing, **values).execute()
    return EditAdjustment(adjustment, lines=list(lines)).execute()


def adjust(listing, *lines, day=DAY, user=None, **fields):
    """Approved; the lines as dicts of AdjustmentLine's fields."""
    adjustment = SubmitAdjustment(prepared(listing, *lines, day=day, **fields)).execute()
    return ApproveAdjustment(adjustment, user=user).execute()


def add(values, **more):
    return {"kind": LineKind.ADD, "values": values, **more}


def change(kind, item, values=None, **more):
    return {"kind": kind, "item": item, "values": values or {}, **more}


def added(listing, *values, day=DAY):
    """Items that are on the list from `day` on."""
    adjustment = adjust(listing, *(add(one) for one in values), day=day)
    return [line.item for line in adjustment.lines.select_related("item__listing")]
