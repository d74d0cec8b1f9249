"""Values put into a decision, with all that follows from them: its keys, its government, its term, its public name."""

from cms_core.models import Organisation
from cms_core.text.folding import fold
from disclosure.decisions import terms
from disclosure.decisions.bodies import government_of
from disclosure.decisions.fields import SEALED, stored_fields
from disclosure.decisions.masking import shown_party
from disclosure.decisions.values import value_of
from disclosure.models.decisions import Decision

LONGEST_KEY = 160


def number_key(number: str) -> str:
    """Equal for 〔2026〕 and [2026], full width and half, with blanks or without."""
    return fold(number)[:LONGEST_KEY]


class Governments:
    """Each body's is looked up once."""

    def __init__(self):
        self.known: dict[int, Organisation] = {}

    def of(self, body: Organisation) -> Organisation:
        if body.pk not in self.known:
            self.known[body.pk] = government_of(body)
        return self.known[body.pk]


def assign(decision: Decision, values: dict, body: Organisation, governments: Governments | None = None) -> None:
    """`values` are whole, or those that change; the decision is not saved."""
    names = set(stored_fields(decision.KIND)) | {"category_note", "published_until"}
    for name, value in values.items():
        if name in names:
            setattr(decision, name, value)
    decision.organisation = body
    decision.government = (governments or Governments()).of(body)
    decision.number_key = number_key(decision.number)
    decision.shown_party = shown_party(decision.party, decision.party_kind, decision.representative)[:200]
    decision.due_on = terms.due_on(decision.decided_on)


def values_of(decision: Decision) -> dict:
    """All of its columns, numbers of papers in plain text: for checks and comparison, never to be shown or kept."""
    names = [*stored_fields(decision.KIND), "category_note"]
    return {name: value_of(decision, name) for name in names} | {"published_until": decision.published_until}


def changes_between(before: dict, after: dict) -> dict[str, list]:
    """{column: [before, after]} of what `after` says and is another."""
    found = {}
    for name, value in after.items():
        old = before.get(name)
        if (old or None) != (value or None) and not (name in SEALED and old == value):
            found[name] = [old, value]
    return found
