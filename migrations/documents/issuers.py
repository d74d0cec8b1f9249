"""发文机关 of an old page → organisations of the tree, remembered over a whole import."""

import re

from cms_core.models import DocumentPage, Organisation
from cms_core.organisations.errors import AmbiguousOrganisation, UnknownOrganisation
from cms_core.text.folding import fold
from migrations.documents.facts import Status

SEPARATOR = re.compile(r"[、,，;；\s]+")


class Issuers:
    """`within` is the portal's own organisation: 县政府 means its county's."""

    def __init__(self, within=None):
        self.within = within
        self.known = {}
        self.letters = {}

    def find(self, name):
        """(organisation or None, why not)."""
        if name not in self.known:
            try:
                self.known[name] = Organisation.objects.resolve(name, self.within), ""
            except (UnknownOrganisation, AmbiguousOrganisation) as error:
                self.known[name] = None, str(error)
        return self.known[name]

    def of_number(self, number):
        """As `Organisation.objects.of_document_number`, asked once for each kind of number."""
        letters = fold(number).partition("〔")[0]
        if letters not in self.letters:
            self.letters[letters] = Organisation.objects.of_document_number(number)
        return self.letters[letters]

    def read(self, draft, raw, label=""):
        """The first is the issuer, the others join it. What the page wrote stays in `issuer_text` where it differs."""
        longest = DocumentPage._meta.get_field("issuer_text").max_length
        organisation, reason = self.find(raw)
        names = [name for name in SEPARATOR.split(raw) if name]
        if organisation is None and len(names) > 1:
            found = [self.find(name) for name in names]
            organisations = [one for one, _ in found if one is not None]
            unknown = [name for name, (one, _) in zip(names, found, strict=True) if one is None]
            if organisations:
                draft.issuer, *draft.joint_issuers = organisations
                draft.issuer_text = raw[:longest]
                listed = "、".join(one.name for one in organisations)
                note = f"机构名录中没有：{'、'.join(unknown)}。" if unknown else ""
                draft.tell("issuer", Status.KEPT if unknown else Status.UNDERSTOOD, raw, listed, note, label)
                return
        if organisation is None:
            draft.issuer_text = raw[:longest]
            draft.tell("issuer", Status.KEPT, raw, raw, f"照录原文。{reason}", label)
            return
        draft.issuer = organisation
        if raw != organisation.name:
            draft.issuer_text = raw[:longest]
        draft.tell("issuer", Status.UNDERSTOOD, raw, organisation.name, label=label)

    def infer(self, draft):
        """Without a label: who signed, else by the letters of the document number (浙政办发)."""
        if draft.issuer or draft.issuer_text:
            return
        signature = next((block["value"] for block in draft.body if block["type"] == "signature"), None)
        found = [self.find(name)[0] for name in signature["organisations"]] if signature else []
        if found and all(found):
            draft.issuer, *draft.joint_issuers = found
            listed = "、".join(one.name for one in found)
            draft.tell("issuer", Status.INFERRED, value=listed, note="由落款推断。")
            return
        if not draft.document_number:
            return
        organisation = self.of_number(draft.document_number)
        if organisation is not None:
            draft.issuer = organisation
            draft.tell("issuer", Status.INFERRED, draft.document_number, organisation.name, "由发文字号的代字推断。")
