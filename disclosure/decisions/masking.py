"""What the public reads of a decision: names of natural persons masked, numbers of papers never.

Everything public is made of `shown` alone: pages, CSV, XLSX, JSON, feed and search know no other way to a value.
"""

from django.conf import settings
from django.utils import timezone

from disclosure import identity, masking
from disclosure.decisions.fields import INTERNAL, public_fields
from disclosure.decisions.kinds import PartyKind
from disclosure.decisions.values import value_of, written

TEXTS = ("facts", "basis", "content", "breach", "title", "document_name", "certificates", "certificate", "category")
NUMBERS = ("number", "certificate_number")


def mask_text(text: str, names=()) -> str:
    """Without numbers of papers and telephones, and with these names masked wherever they stand."""
    for name in sorted({one.strip() for one in names if len(one.strip()) > 1}, key=len, reverse=True):
        text = text.replace(name, masking.name(name))
    return masking.masked_text(text)


def mask_number(text: str) -> str:
    """Numbers of documents may have as many digits as an identity card: only what is one is masked."""
    today = timezone.localdate()
    return masking.CARD.sub(
        lambda found: found[0] if identity.fault_of(found[0], today) else masking.identity(found[0]), text
    )


def shown_party(party: str, party_kind: str) -> str:
    return masking.name(party) if party_kind == PartyKind.PERSON else mask_text(party)


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
        return value if shows_representative(decision) else masking.name(value)
    value = written(decision, name, value_of(decision, name))
    if isinstance(value, str) and name in TEXTS:
        return mask_text(value, masked_names(decision))
    return mask_number(value) if name in NUMBERS else value
