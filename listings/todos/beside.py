"""What the end of a power asks of the same government: its responsibility items, its guides, its sub-items.

权力清单条目取消 → 责任清单对应条目、办事指南同步失效 (section 5.6).
"""

from collections.abc import Iterator

from listings.models import FOREVER, AdjustmentLine, Listed, PowerVersion, ResponsibilityVersion, Todo
from listings.models import TodoKind as K
from listings.states import CURRENT, LineKind
from listings.todos.below import ENDING
from listings.todos.cause import Cause
from listings.todos.codes import Name, names_of

ROWS = 500
READ = ("item", "listing", "organisation", "name", "code", "guide_url")


def beside(cause: Cause) -> Iterator[Todo]:
    left = {line.item_id: line for line in cause.lines if line.kind in ENDING or leaves(line)}
    ids = sorted(left)
    for start in range(0, len(ids), ROWS):
        last = PowerVersion.objects.filter(item__in=ids[start : start + ROWS], valid_until=FOREVER)
        versions = {version.item_id: version for version in last.only(*READ)}
        yield from guides(cause, left, versions)
        powers = {name: item for item, names in names_of(versions).items() for name in names}
        yield from duties(cause, left, versions, powers)
        yield from sub_items(cause, left, versions, powers)


def guides(cause: Cause, left, versions) -> Iterator[Todo]:
    for item, version in versions.items():
        if version.guide_url:
            todo = cause.of_version(K.GUIDE, left[item], version, version.name)
            todo.detail += f"办事指南：{version.guide_url}"
            yield todo


def duties(cause: Cause, left, versions, powers: dict[Name, int]) -> Iterator[Todo]:
    rows = ResponsibilityVersion.objects.filter(
        listing__portal=cause.listing.portal_id,
        power_code__in={code for _, code in powers},
        valid_until=FOREVER,
        state__in=CURRENT,
    )
    for version in rows:
        if (item := powers.get((version.organisation_id, version.power_code))) is not None:
            todo = cause.of_version(K.DUTY, left[item], version, versions[item].name)
            todo.source_id = item
            yield todo


def sub_items(cause: Cause, left, versions, powers: dict[Name, int]) -> Iterator[Todo]:
    """Also those that name it by a former code: they would name nothing on the list any more."""
    bodies, codes = {body for body, _ in powers}, {code for _, code in powers}
    subs = Listed.objects.filter(organisation__in=bodies, main_code__in=codes, listing=cause.listing)
    for row in subs.filter(valid_until=FOREVER, state__in=CURRENT):
        main = powers.get((row.organisation_id, row.main_code))
        if main is None or row.item_id in left:
            continue
        todo = cause.of_version(K.SUB_ITEM, left[main], row, versions[main].name)
        todo.source_id = main
        yield todo


def leaves(line: AdjustmentLine) -> bool:
    """下放 takes an item off this list, 委托下放 does not."""
    return line.kind == LineKind.DELEGATE and not line.entrusted
