"""Other items that belong to one: main and sub-items, responsibilities of a power, what it was made from or into.

Those of other lists only as far as the public may see these.
"""

from dataclasses import dataclass, field

from django.db.models import Q

from listings.history import main_items
from listings.kinds import ListKind
from listings.models import Listed, PowerVersion, ResponsibilityVersion
from listings.openness import open_among
from listings.public.addresses import item_path, with_parameters
from listings.public.days import AskedDay
from listings.states import CURRENT
from listings.values import MODELS

MOST = 60
RELATIONS = ("listing__portal__site", "listing__portal__home", "listing__column")


@dataclass
class Relations:
    """Links: name, code, url, state ("" while on the list); `taken_over` with `of`, `successors` with `merged`."""

    main: dict | None = None
    subs: list[dict] = field(default_factory=list)
    partner: dict | None = None
    successors: list[dict] = field(default_factory=list)
    taken_over: list[dict] = field(default_factory=list)
    responsibilities: list[dict] = field(default_factory=list)
    powers: list[dict] = field(default_factory=list)


def relations_of(item, version, day: AskedDay) -> Relations:
    """Four queries at most, however many there are."""
    near = list(beside(item, version, day))
    made = list(made_from_it(item, day))
    answering = same_body(list(across(item, version, day)), version)
    others = {row.listing_id: row.listing for row in [*near, *made, *answering] if row.listing_id != item.listing_id}
    shown = {listing.pk for listing in open_among(list(others.values()))} if others else set()
    shown.add(item.listing_id)
    found = Relations()
    add_near(near, item, version, day, shown, found)
    for row in made:
        if row.listing_id == item.listing_id:
            found.successors.append({**link(row, item, day), "merged": row.state not in CURRENT})
        elif row.listing_id in shown and row.state in CURRENT:
            found.taken_over.append({**link(row, item, day), "of": row.listing.portal.short_name})
    for row in answering:
        if row.listing_id in shown:
            add_across(row, item, day, found)
    return found


def beside(item, version, day: AskedDay):
    """Rows of its main item, its sub-items, and the item it went into or came from."""
    wanted = main_items.around(version)
    if version.partner_id:
        wanted |= Q(item=version.partner_id)
    rows = Listed.objects.on(day.day).filter(wanted).select_related(*RELATIONS)
    return rows.order_by("code", "item")[: MOST * 5]


def add_near(rows, item, version, day, shown, found: Relations) -> None:
    mains = []
    for row in rows:
        if main_items.is_sub_item(row, version):
            if row.state in CURRENT:
                found.subs.append(link(row, item, day))
        elif row.item_id == version.partner_id:
            if row.listing_id in shown:
                found.partner = link(row, item, day)
        else:
            mains.append(row)
    if main := main_items.main_among(mains):
        found.main = link(main, item, day)


def made_from_it(item, day: AskedDay):
    """Items split from it or merged into it (of its own list), and what the levels below took over."""
    versions = MODELS[item.listing.kind].objects.on(day.day).filter(partner=item)
    return versions.select_related(*RELATIONS).order_by("listing__portal__path", "code", "pk")[:MOST]


def across(item, version, day: AskedDay):
    """责任事项 of a power, or the power of a 责任事项: of the same government, by the code of the power."""
    if item.listing.kind == ListKind.POWER and version.code:
        rows = ResponsibilityVersion.objects.filter(power_code=version.code, state__in=CURRENT)
    elif item.listing.kind == ListKind.RESPONSIBILITY and version.power_code:
        rows = PowerVersion.objects.filter(code=version.power_code)
    else:
        return []
    rows = rows.on(day.day).filter(listing__portal=item.listing.portal_id)
    return rows.select_related(*RELATIONS).order_by("code", "pk")[:MOST]


def same_body(rows: list, version) -> list:
    """A code is one body's own: another body of the same government may have the same."""
    own = [row for row in rows if row.organisation_id == version.organisation_id]
    return own or rows


def add_across(row, item, day: AskedDay, found: Relations) -> None:
    kind = ListKind.RESPONSIBILITY if item.listing.kind == ListKind.POWER else ListKind.POWER
    told = {
        "name": row.name,
        "code": row.code,
        "url": with_parameters(item_path(kind, row.item_id), on=day.parameter),
        "state": "" if row.state in CURRENT else row.get_state_display(),
    }
    if kind == ListKind.POWER:
        found.powers.append(told)
    else:
        told |= {"responsibilities": row.responsibilities, "accountability": row.accountability}
        found.responsibilities.append(told)


def link(row, item, day: AskedDay) -> dict:
    """`row`: of Listed or a version."""
    root = "" if row.listing_id == item.listing_id else row.listing.portal.base_url
    return {
        "name": row.name,
        "code": row.code,
        "url": with_parameters(f"{root}{item_path(item.listing.kind, row.item_id)}", on=day.parameter),
        "state": "" if row.state in CURRENT else row.get_state_display(),
    }
