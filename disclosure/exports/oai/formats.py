"""The two forms of a record: Dublin Core, which every harvester knows, and the guideline's own elements."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from disclosure.directory.items import labels_of
from disclosure.exports.columns import created
from disclosure.exports.oai.elements import ELEMENTS, keywords
from disclosure.exports.oai.facts import Facts
from disclosure.exports.oai.xml import element

DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
# Of this platform's own making, the same on every installation; it names, and is no address.
OWN = "urn:x-zfxxgk:directory:1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA_PATH = "/disclosure/oai/directory.xsd"


@dataclass(frozen=True)
class Format:
    prefix: str
    namespace: str
    schema: Callable[[str], str]
    record: Callable


def dublin_core(row, facts: Facts, root: str) -> str:
    """The fifteen elements, each as often as there is something to say."""
    issuer, body = facts.words.issuer(row), facts.words.body(row)
    values = [
        ("title", [row.title]),
        ("creator", [issuer]),
        ("subject", [row.theme, *labels_of(row.items), *keywords(row, facts)]),
        ("description", [row.summary]),
        ("publisher", [body or issuer]),
        ("date", [created(row).isoformat()]),
        ("type", ["Text", row.genre]),
        ("format", ["text/html"]),
        ("identifier", [facts.words.url(row), row.index_number, row.document_number]),
        ("language", ["zh"]),
        ("relation", [facts.words.card(row)]),
        ("rights", [settings.PORTAL_OPEN_DATA_LICENCE]),
    ]
    told = "".join(element(f"dc:{name}", value) for name, several in values for value in several if value)
    return (
        f'<oai_dc:dc xmlns:oai_dc="{DC}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="{XSI}" '
        f'xsi:schemaLocation="{DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd">{told}</oai_dc:dc>'
    )


def core_elements(row, facts: Facts, root: str) -> str:
    told = []
    for one in ELEMENTS:
        for value in one.values(row, facts):
            if value:
                told.append(element(one.name, value.isoformat() if hasattr(value, "isoformat") else value))
    return (
        f'<directoryEntry xmlns="{OWN}" xmlns:xsi="{XSI}" xsi:schemaLocation="{OWN} {root}{SCHEMA_PATH}">'
        f"{''.join(told)}</directoryEntry>"
    )


FORMATS = {
    one.prefix: one
    for one in (
        Format("oai_dc", DC, lambda root: "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", dublin_core),
        Format("zfxxgk", OWN, lambda root: f"{root}{SCHEMA_PATH}", core_elements),
    )
}
