"""A row of an upload as its preview shows it; numbers of papers masked there too."""

from disclosure import masking
from disclosure.decisions.fields import SEALED, label_of, model_names
from disclosure.decisions.kinds import PenaltyCategory, unpacked
from disclosure.models.decisions import DecisionUploadRow, RowOutcome

SHORT = 200


def shown_row(kind: str, row: DecisionUploadRow) -> dict:
    content = row.sealed.open()
    details = []
    if row.outcome == RowOutcome.CHANGED:
        details = [
            (label(kind, name), told(kind, name, before), told(kind, name, after))
            for name, (before, after) in content["changes"].items()
        ]
    elif row.outcome == RowOutcome.NEW:
        details = [
            (label(kind, name), "", told(kind, name, value)) for name, value in content["values"].items() if value
        ]
    return {
        "number": row.number,
        "party": content["party"],
        "document": content["number"],
        "late": row.late,
        "details": details,
        "reasons": [fault["reason"] for fault in content.get("faults", [])],
    }


def label(kind: str, name: str) -> str:
    return "其他类别说明" if name == "category_note" else label_of(kind, name)


def told(kind: str, name: str, value) -> str:
    if value in (None, ""):
        return ""
    if name in SEALED:
        return masking.identity(value)
    if name == "category" and kind == "penalty":
        return "；".join(PenaltyCategory(one).label for one in unpacked(value))
    field = model_names(kind).get(name)
    if field is not None and field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    text = str(value)
    return f"{text[:SHORT]}…" if len(text) > SHORT else text
