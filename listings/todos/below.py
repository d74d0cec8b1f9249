"""What an adjustment asks of the levels below: to follow it, take over what was handed down, claim what is new."""

from collections import defaultdict
from collections.abc import Iterator

from cms_core.models.organisations import Level
from listings.kinds import ListKind
from listings.levels.agreement import BASIC, UPPER
from listings.levels.delegations import governments
from listings.levels.places import listings_below, steps
from listings.levels.resting import resting_on
from listings.models import Listing, Todo
from listings.models import TodoKind as K
from listings.states import LineKind
from listings.todos.cause import Cause
from listings.todos.settling import changed_by

ENDING = (LineKind.CANCEL, LineKind.MERGE, LineKind.SPLIT, LineKind.INTERNALISE)
BELOW = {LineKind.SUSPEND: K.SUSPEND, LineKind.RESUME: K.RESUME, **dict.fromkeys(ENDING, K.END)}
CHANGING = (LineKind.AMEND, LineKind.RECLASSIFY)


def below(cause: Cause) -> Iterator[Todo]:
    fields = BASIC if cause.listing.kind == ListKind.BASIC else UPPER
    # An item may have several lines, each with a matter of its own; what they undo of one another is settled already.
    lines = defaultdict(list)
    for line in cause.lines:
        if line.kind in BELOW:
            lines[line.item_id].append((BELOW[line.kind], line))
        elif line.kind in CHANGING and changed_by(line, fields):
            lines[line.item_id].append((K.FOLLOW, line))
    if not lines:
        return
    names = cause.names(lines)
    for version, upper in resting_on(cause.listing, lines, cause.adjustment.effective_day, on=cause.only):
        for kind, line in lines[upper]:
            yield cause.todo(
                kind,
                line,
                version.listing_id,
                names.get(upper, ""),
                key=f"line:{line.pk}:{version.item_id}",
                item_id=version.item_id,
                source_id=upper,
                organisation_id=version.organisation_id,
                name=version.name,
                code=version.code,
            )


def to_claim(cause: Cause) -> Iterator[Todo]:
    """One for each list below that has a new item to take over: how many, the page of 认领 shows."""
    added = [line for line in cause.lines if line.kind == LineKind.ADD]
    if not added:
        return
    for listing in listings_below(cause.listing):
        level = str(listing.portal.organisation.level)
        mine = [line for line in added if level in (line.values.get("levels") or level)]
        if mine:
            yield Todo(
                listing=listing,
                kind=K.CLAIM,
                adjustment=cause.adjustment,
                key=f"claim:{cause.adjustment.pk}",
                organisation_id=listing.portal.organisation_id,
                name=f"{cause.adjustment.title}（{len(mine)}项）",
                detail=f"基本目录自 {cause.adjustment.effective_day} 起新增 {len(mine)} 项本级可行使的事项。",
                since=cause.adjustment.effective_day,
                due=cause.due,
            )


def to_take_over(cause: Cause) -> Iterator[Todo]:
    given = [line for line in cause.lines if line.kind == LineKind.DELEGATE and line.to_level]
    if not given:
        return
    own = cause.listing.portal.organisation
    by_level = defaultdict(list)
    for body in governments({line.to_level for line in given}, below=own.path):
        if body.pk != own.pk:
            by_level[body.level].append(body)
    lists = {one.portal.organisation.path: one for one in listings_below(cause.listing)}
    rows = {item: (name, code) for item, name, code in cause.last_rows(line.item_id for line in given)}
    for line in given:
        name, code = rows.get(line.item_id, ("", ""))
        for body in by_level[line.to_level]:
            if (listing := responsible(body, lists)) is not None:
                yield cause.todo(
                    K.TAKE_OVER,
                    line,
                    listing.pk,
                    name,
                    key=f"take:{line.pk}:{body.pk}",
                    source_id=line.item_id,
                    organisation=body,
                    name=name,
                    code=code,
                )


def responsible(body, lists: dict[str, Listing]) -> Listing | None:
    """The list on which a government takes over: its own; a town that has none is on its county's."""
    for path in steps(body.path, body.steplen):
        if path in lists:
            level = lists[path].portal.organisation.level
            near = level == body.level or (body.level >= Level.TOWN and level == Level.COUNTY)
            return lists[path] if near else None
    return None
