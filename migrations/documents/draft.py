"""A document as it will be written: the fields of `DocumentPage`, its body, and the facts they come from."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from cms_core.models.validity import DisclosureAttribute, Validity
from migrations.documents.facts import Fact, Status


@dataclass
class Draft:
    """`issuer` and `joint_issuers` are Organisations; `issuer_text` is kept where the page wrote them otherwise."""

    title: str = ""
    index_number: str = ""
    theme: str = ""
    genre: str = ""
    issuer: Any = None
    joint_issuers: list = field(default_factory=list)
    issuer_text: str = ""
    document_number: str = ""
    date_written: date | None = None
    published_at: datetime | None = None
    date_effective: date | None = None
    date_repealed: date | None = None
    validity: Validity = Validity.IN_FORCE
    validity_basis: str = ""
    disclosure: DisclosureAttribute = DisclosureAttribute.ACTIVE
    subject_words: str = ""
    keywords: str = ""
    audience: str = ""
    summary: str = ""
    source: str = ""
    author: str = ""
    body: list[dict] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def tell(self, name, status: Status, raw="", value="", note="", label=""):
        self.facts.append(Fact(name, status, label, str(raw), str(value), note))

    @property
    def wrong(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.status is Status.NOT_UNDERSTOOD]


PLAIN = (
    "title",
    "index_number",
    "theme",
    "genre",
    "issuer",
    "issuer_text",
    "document_number",
    "date_written",
    "published_at",
    "date_effective",
    "date_repealed",
    "validity",
    "validity_basis",
    "disclosure",
    "subject_words",
    "keywords",
    "audience",
    "summary",
    "source",
    "author",
    "body",
)
