"""What the public reads of a decision: names of natural persons masked, numbers of papers never.

Everything public is made of `shown` alone: pages, CSV, XLSX, JSON, feed and search know no other way to a value.
"""

import re

from django.conf import settings

from disclosure.decisions.fields import INTERNAL, public_fields
from disclosure.decisions.kinds import PartyKind
from disclosure.decisions.values import value_of, written

STAR = "*"
HAN = re.compile(r"[㐀-鿿豈-﫿·]+")
# Numbers of identity cards of both lengths and of telephones that somebody wrote into a text.
IDENTITY = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{5})(?:\d{8}\d{3}[\dXx]|\d{9})(?![0-9A-Za-z])")
PHONE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
TEXTS = (
    "facts",
    "basis",
    "content",
    "breach",
    "title",
    "document_name",
    "certificates",
    "certificate",
    "category_note",
)


def mask_name(name: str) -> str:
    """张三 → 张*, 张三丰 → 张**; of a name in other letters the first one."""
    name = name.strip()
    if HAN.fullmatch(name):
        return name[:1] + STAR * max(len(name) - 1, 1)
    return name[:1] + STAR * 3 if name else ""


def mask_text(text: str, names=()) -> str:
    """Without numbers of papers and telephones, and with these names masked wherever they stand."""
    for name in sorted({one.strip() for one in names if len(one.strip()) > 1}, key=len, reverse=True):
        text = text.replace(name, mask_name(name))
    return PHONE.sub(r"\1****\2", IDENTITY.sub(r"\1********", text))


def shown_party(party: str, party_kind: str) -> str:
    return mask_name(party) if party_kind == PartyKind.PERSON else mask_text(party)


def masked_names(decision) -> list[str]:
    """Whose names the texts of this decision must not tell."""
    names = [decision.party] if decision.is_person else []
    return names if shows_representative(decision) else [*names, decision.representative]


def shows_representative(decision) -> bool:
    """Of a registered body its name is in the public register already."""
    return settings.PORTAL_DECISIONS_SHOW_REPRESENTATIVE and decision.party_kind == PartyKind.LEGAL


def shown(decision, name: str):
    """The public value of a public column, as a person reads it; KeyError for one that is not public."""
    if name in INTERNAL or name not in public_fields(decision.KIND):
        raise KeyError(name)
    if name == "party":
        return decision.shown_party
    if name == "representative":
        value = decision.representative
        return value if shows_representative(decision) else mask_name(value)
    value = written(decision, name, value_of(decision, name))
    if isinstance(value, str) and (name in TEXTS or name == "category"):
        return mask_text(value, masked_names(decision))
    return mask_text(value) if isinstance(value, str) and name in ("number", "certificate_number") else value
