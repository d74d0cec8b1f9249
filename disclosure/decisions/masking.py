"""What the public reads of a decision: names of natural persons masked, numbers of papers never.

Everything public is made of `shown` alone: pages, CSV, XLSX, JSON, feed and search know no other way to a value.
"""

import re

from django.conf import settings
from django.utils import timezone

from disclosure import identity, masking
from disclosure.decisions.fields import INTERNAL, SEALED, public_fields
from disclosure.decisions.kinds import PartyKind
from disclosure.decisions.values import value_of, written
from disclosure.sealing.errors import SealsError

# What is checked to be the code of an organisation; every other text may hold what somebody typed into it.
CODES = ("credit_code", "organisation_code", "body_code", "source_code")
# Numbers as they are written in registers and on papers: only what is an identity card is masked in them.
NUMBERS = ("number", "certificate_number", "registration_number", "tax_number", "institution_number", "society_number")
SPACED = re.compile(r"(?<![0-9A-Za-z])[1-9](?:[ \u3000-]?\d){16}[ \u3000-]?[\dXx](?![0-9A-Za-z])")
# 税务登记号 of a 个体工商户: the identity card of its owner, and what makes it unique.
CARD_FIRST = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{16}[\dXx])(?=[0-9A-Za-z]{1,4}(?![0-9A-Za-z]))")
LONG_NUMBER = re.compile(r"[0-9A-Za-z]{6,}")


def mask_text(text: str, names=()) -> str:
    """Without numbers of papers and telephones, and with these names masked wherever they stand."""
    for name in sorted({one.strip() for one in names if len(one.strip()) > 1}, key=len, reverse=True):
        text = text.replace(name, masking.name(name))
    return masking.masked_text(SPACED.sub(card_masked, text))


def mask_number(text: str) -> str:
    """Numbers of documents may have as many digits as an identity card: only what is one is masked."""
    return CARD_FIRST.sub(card_masked, SPACED.sub(card_masked, text.translate(masking.WIDE)))


def card_masked(found: re.Match) -> str:
    card = re.sub(r"[^0-9Xx]", "", found[0])
    return found[0] if identity.fault_of(card, timezone.localdate()) else masking.identity(card)


def mask_papers(text: str, decision) -> str:
    """Without the numbers of papers that this decision keeps sealed, whatever papers they are."""
    if not LONG_NUMBER.search(text):
        return text
    try:
        numbers = papers_of(decision)
    except SealsError:
        # Without the key nobody can say which numbers they are.
        return LONG_NUMBER.sub(lambda found: masking.ends(found[0], 2), text)
    for number in numbers:
        text = re.sub(re.escape(number), masking.ends(number, 2), text, flags=re.IGNORECASE)
    return text


def papers_of(decision) -> list[str]:
    """Opened once for all columns. Raises SealsError."""
    if "_papers" not in decision.__dict__:
        numbers = [one.open() for name in SEALED if (one := getattr(decision, name))]
        decision._papers = [number for number in numbers if LONG_NUMBER.search(number)]
    return decision._papers


def shown_party(party: str, party_kind: str, representative: str = "") -> str:
    """A 个体工商户 without a name of its own is called as its owner is."""
    is_name = party_kind == PartyKind.BUSINESS and party.strip() == representative.strip()
    return masking.name(party) if is_name or party_kind == PartyKind.PERSON else mask_text(party)


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
    if not isinstance(value, str) or name in CODES:
        return value
    value = mask_papers(value, decision)
    return mask_number(value) if name in NUMBERS else mask_text(value, masked_names(decision))
