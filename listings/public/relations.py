"""Other items that belong to one: main and sub-items, responsibilities of a power, what it was made from or into."""

from dataclasses import dataclass, field

from django.db.models import Q

from listings.kinds import ListKind
from listings.models import Listed, PowerVersion, ResponsibilityVersion
from listings.public.addresses import item_path, with_parameters
from listings.public.days import AskedDay
from listings.public.scopes import open_among
from listings.states import CURRENT
from listings.values import MODELS

MOST = 60
RELATIONS = ("listing__portal__site", "listing__portal__home", "listing__column")


@dataclass
class Relations:
    main: dict | None = None
    subs: list[dict] = field(default_factory=list)
    partner: dict | None = None
    successors: list[dict] = field(default_factory=list)
    taken_over: list[dict] = field(default_factory=list)


def relations_of(item, version, day: AskedDay) -> Relations:
    """Three queries at most."""
    found, shown = Relations(), day.day
    own = Listed.objects.on(shown).filter(item=item).values("main")
    wanted = Q(main=item) | Q(item__in=own)
    if version.partner_id:
        wanted |= Q(item=version.partner_id)
    rows = Listed.objects.on(shown).filter(wanted).select_related(*RELATIONS).order_by("code", "item")
    partner = None
    for row in rows[: MOST * 5]:
        if row.main_id == item.pk:
            if row.state in CURRENT:
                found.subs.append(link(row, item, day))
        elif row.item_id == version.partner_id:
            partner = row
        else:
            found.main = link(row, item, day)
    # Of another list: only if the public may see that.
    if partner and (partner.listing_id == item.listing_id or open_among([partner.listing])):
        found.partner = link(partner, item, day)
    made_from_it(item, day, found)
    return found


def made_from_it(item, day: AskedDay, found: Relations) -> None:
    """Items split from it or merged into it (of its own list), and what the levels below took over."""
    versions = MODELS[item.listing.kind].objects.on(day.day).filter(partner=item)
    rows = list(versions.select_related(*RELATIONS).order_by("listing__portal__path", "code", "pk")[:MOST])
    others = {row.listing_id: row.listing for row in rows if row.listing_id != item.listing_id}
    shown = {listing.pk for listing in open_among(list(others.values()))} if others else set()
    for row in rows:
        if row.listing_id == item.listing_id:
            found.successors.append({**link(row, item, day), "merged": row.state not in CURRENT})
        elif row.listing_id in shown and row.state in CURRENT:
            found.taken_over.append({**link(row, item, day), "of": row.listing.portal.short_name})


def link(row, item, day: AskedDay) -> dict:
    """`row`: of Listed or a version."""
    root = "" if row.listing_id == item.listing_id else row.listing.portal.base_url
    return {
        "name": row.name,
        "code": row.code,
        "url": with_parameters(f"{root}{item_path(item.listing.kind, row.item_id)}", on=day.parameter),
        "state": "" if row.state in CURRENT else row.get_state_display(),
    }


def responsibilities(item, version, day: AskedDay) -> list[dict]:
    """责任事项 of a power; one query."""
    if item.listing.kind != ListKind.POWER or not version.code:
        return []
    rows = ResponsibilityVersion.objects.on(day.day).filter(
        power_code=version.code, listing__portal=item.listing.portal_id, state__in=CURRENT
    )
    rows = list(rows.select_related("listing__portal", "listing__column").order_by("code", "pk")[:MOST])
    rows = same_body(rows, version)
    if not rows or not open_among([rows[0].listing]):
        return []
    return [
        {
            "name": row.name,
            "url": with_parameters(item_path(ListKind.RESPONSIBILITY, row.item_id), on=day.parameter),
            "responsibilities": row.responsibilities,
            "accountability": row.accountability,
        }
        for row in rows
    ]


def powers(item, version, day: AskedDay) -> list[dict]:
    """The power whose responsibility it is; one query."""
    if item.listing.kind != ListKind.RESPONSIBILITY or not version.power_code:
        return []
    rows = PowerVersion.objects.on(day.day).filter(listing__portal=item.listing.portal_id, code=version.power_code)
    rows = list(rows.select_related("listing__portal", "listing__column").order_by("pk")[:MOST])
    rows = same_body(rows, version)
    if not rows or not open_among([rows[0].listing]):
        return []
    return [
        {
            "name": row.name,
            "code": row.code,
            "url": with_parameters(item_path(ListKind.POWER, row.item_id), on=day.parameter),
            "state": "" if row.state in CURRENT else row.get_state_display(),
        }
        for row in rows
    ]


def same_body(rows: list, version) -> list:
    """A code is one body's own: another body of the same government may have the same."""
    own = [row for row in rows if row.organisation_id == version.organisation_id]
    return own or rows
