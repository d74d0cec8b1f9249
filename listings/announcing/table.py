"""The table of an announcement: what becomes of each item, what was and what is to be."""

import datetime

from cms_core.models import Organisation
from cms_core.models.organisations import Level
from listings import fields
from listings.data.columns import columns_of
from listings.models import Adjustment, AdjustmentLine
from listings.states import CREATING, LineKind
from listings.terms import with_unit
from listings.values import MODELS, fields_of, plain_values

# Longer ones are told whole on the adjustment's own page.
MOST = 100
LONGEST = 60
# Few columns, for telephones.
HEADERS = ["序号", "类型", "事项名称（编码）", "主体", "调整内容"]
PARTNERS = {LineKind.MERGE: "并入", LineKind.TAKE_OVER: "承接", LineKind.ADD: "拆分自"}
MEANINGS = {
    LineKind.CANCEL: "不再行使，移出清单",
    LineKind.SUSPEND: "暂停行使",
    LineKind.RESUME: "恢复行使",
    LineKind.INTERNALISE: "转为内部管理，移出清单",
    LineKind.SPLIT: "拆分为本次新增的事项",
}


def rows(adjustment: Adjustment) -> list[list[str]]:
    """Of the first MOST lines; four queries."""
    kind = adjustment.listing.kind
    lines = list(adjustment.lines.select_related("partner")[:MOST])
    before = versions(kind, {line.item_id for line in lines}, adjustment.effective_day - datetime.timedelta(days=1))
    after = versions(kind, {pk for line in lines for pk in (line.item_id, line.partner_id)}, adjustment.effective_day)
    keys = {line.values.get("organisation") for line in lines} | {one["organisation"] for one in before.values()}
    bodies = dict(Organisation.objects.filter(key__in=keys - {None}).order_by().values_list("key", "name"))
    return [row(kind, line, before.get(line.item_id, {}), after, bodies) for line in lines]


def versions(kind: str, items, day: datetime.date) -> dict[int, dict]:
    found = MODELS[kind].objects.on(day).filter(item__in=items - {None}).select_related("organisation")
    return {version.item_id: plain_values(version) for version in found}


def row(kind: str, line: AdjustmentLine, before: dict, after: dict, bodies: dict[str, str]) -> list[str]:
    known = before or after.get(line.item_id, {}) or line.values
    shown = line.values if line.kind in CREATING else known
    return [
        str(line.order),
        line.get_kind_display(),
        f"{shown.get('name', '')}（{shown['code']}）" if shown.get("code") else shown.get("name", ""),
        bodies.get(shown.get("organisation"), ""),
        "；".join(filter(None, (*what(kind, line, before, after, bodies), line.note))),
    ]


def what(kind: str, line: AdjustmentLine, before: dict, after: dict, bodies: dict[str, str]):
    """The sentence of a line: fields with what they were and are to be, where an item goes."""
    if line.kind not in CREATING:
        public = {column.name for column in columns_of(kind)}
        for name, value in line.values.items():
            if name in public:
                sides = ((before.get(name), before), (value, {**before, **line.values}))
                old, new = (with_unit(kind, name, word(kind, name, one, bodies), values) for one, values in sides)
                yield f"{fields.label(kind, name)}：{old} → {new}"
    if line.to_level:
        yield f"{'委托下放' if line.entrusted else '下放'}到{Level(line.to_level).label}"
    if partner := after.get(line.partner_id):
        yield f"{PARTNERS.get(line.kind, '相关事项')}“{partner['name']}”"
    if line.kind in MEANINGS:
        yield MEANINGS[line.kind]


def word(kind: str, name: str, plain, bodies: dict[str, str]) -> str:
    if plain is None:
        return "（无）"
    field = fields_of(kind)[name]
    if name == "organisation":
        plain = bodies.get(plain, plain)
    elif field.flatchoices:
        plain = dict(field.flatchoices).get(plain, plain)
    elif isinstance(plain, bool):
        plain = "是" if plain else "否"
    told = " ".join(str(plain).split())
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"
