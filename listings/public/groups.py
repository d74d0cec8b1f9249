"""The fields of an item in their groups, as its page shows them; what is empty is left out, or said to be empty."""

from listings import fields
from listings.kinds import ListKind
from listings.models import ItemVersion
from listings.public.bases import Bases
from listings.public.outward import link
from listings.public.shown import AMOUNTS, LINKS, UNIT_OF, label, value_of
from listings.values import fields_of, kind_of

# What citizens must be told (公布要素, section 5.1): said to be empty rather than left out.
ALWAYS = {
    ListKind.POWER: ("code", "legal_basis", "supervision_phone"),
    ListKind.RESPONSIBILITY: (),
    ListKind.NEGATIVE: ("measure", "basis"),
    ListKind.FUND: ("legal_basis", "rules", "budget", "allocation", "complaints"),
    ListKind.BASIC: ("legal_basis",),
}
# Told elsewhere on the page: the title, and the flow chart with its picture.
ELSEWHERE = {"name", "flow_chart", "flow_chart_url", "guide_url"}
# Long texts that name documents.
CITING = {
    "legal_basis", "basis", "rules", "responsibility_basis", "boundary_basis", "accountability_basis", "charge_basis",
    "applying", "allocation", "remark",
}  # fmt: skip
LONG = 40


def grouped(version: ItemVersion, bases: Bases, told) -> list[dict]:
    """title, rows (label, text or html, link); `told` are fields that the page has shown already."""
    kind = kind_of(version)
    category = getattr(version, version.CATEGORY) if version.CATEGORY else ""
    found = []
    for group in fields.public_groups(kind):
        rows = [
            row
            for name in group.fields
            if name not in told and (row := row_of(version, kind, name, bases, group.concerns(category)))
        ]
        if rows:
            found.append({"title": group.title, "rows": with_room(rows)})
    return found


def with_room(rows: list[dict]) -> list[dict]:
    """Rows stand two beside each other; one that has none beside it may use the whole width."""
    waiting = None
    for row in rows:
        if waiting and row["is_long"]:
            waiting["is_alone"], waiting = True, None
        elif not row["is_long"]:
            waiting = None if waiting else row
    if waiting:
        waiting["is_alone"] = True
    return rows


def row_of(version, kind: str, name: str, bases: Bases, concerned: bool) -> dict | None:
    if name in ELSEWHERE or name in UNIT_OF:
        return None
    text = value_of(version, name)
    if not text and not (concerned and name in ALWAYS[kind]):
        return None
    field = fields_of(kind)[name]
    long = field.get_internal_type() == "TextField" and (len(text) > LONG or "\n" in text)
    return {
        "label": label(kind, name),
        "text": text or "无",
        "html": bases.html(text) if name in CITING and text else (Bases().html(text) if long else ""),
        "link": link(text) if name in LINKS else None,
        "is_long": long or name in CITING,
        "is_alone": False,
        "is_amount": name in AMOUNTS,
        "is_empty": not text,
    }


def citing_texts(version: ItemVersion) -> list[str]:
    return [getattr(version, name) for name in fields_of(kind_of(version)) if name in CITING]
