"""期内栏目 of an entry that names none: by who issued it, as the gazette suggests it to its editors."""

from cms_core.models import Entry
from cms_core.models.entries import EntryKind
from gazette.candidates import rule_of
from gazette.models import Gazette, PartRule
from migrations.documents.draft import Draft

# Parts that print what is no official document: it is kept as a text of the gazette alone.
NOT_DOCUMENTS = (PartRule.READINGS, PartRule.CHRONICLE)


class PartsOf:
    def __init__(self, gazette: Gazette):
        self.government = gazette.portal.organisation
        parts = list(gazette.parts.all())
        self.rules = {part.name: part.rule for part in parts}
        self.names: dict[str, str] = {}
        for part in parts:
            self.names.setdefault(part.rule, part.name)

    def name_for(self, draft: Draft, given: str = "") -> str:
        """The name of a part; "" where nothing tells."""
        if given:
            return given
        if draft.issuer is None:
            return self.names.get(PartRule.OTHER, "")
        entry = Entry(
            kind=EntryKind.DOCUMENT,
            organisation=draft.issuer,
            genre=draft.genre,
            document_number=draft.document_number,
        )
        return self.names.get(rule_of(entry, self.government, {}), "")

    def holds_documents(self, name: str) -> bool:
        return self.rules.get(name) not in NOT_DOCUMENTS
