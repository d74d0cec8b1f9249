"""Asks the harvesting interface and checks every answer against the structure of the protocol."""

from functools import cache
from pathlib import Path

from lxml import etree

from tests.cms_core.serving import reader_of

PATH = "/disclosure/oai"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
NAMES = {"o": OAI[1:-1], "dc": "http://purl.org/dc/elements/1.1/", "z": "urn:x-zfxxgk:directory:1"}


@cache
def structure() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(__file__).with_name("oai.xsd")))


def checked(response):
    assert response.status_code == 200, response.status_code
    root = etree.fromstring(response.content)
    structure().assertValid(root)
    return root


def ask(portal, verb="", **arguments):
    """`from_` stands for from."""
    given = {name.rstrip("_"): value for name, value in arguments.items()}
    return checked(reader_of(portal).get(PATH, {**({"verb": verb} if verb else {}), **given}))


def error_of(root) -> str:
    return next(iter(root.xpath("//o:error/@code", namespaces=NAMES)), "")


def found(root, path) -> list:
    return root.xpath(path, namespaces=NAMES)


def numbers(root) -> dict[int, bool]:
    """{page: whether it is there still}, in the order of the answer."""
    return {
        int(header.findtext(f"{OAI}identifier").rpartition(":")[2]): header.get("status") is None
        for header in found(root, "//o:header")
    }


def harvest(portal, verb="ListIdentifiers", prefix="oai_dc", **arguments) -> dict[int, bool]:
    """All pages of it, the last word on each record."""
    root, told = ask(portal, verb, metadataPrefix=prefix, **arguments), {}
    while True:
        told |= numbers(root)
        token = "".join(found(root, "//o:resumptionToken/text()"))
        if not token:
            return told
        root = ask(portal, verb, resumptionToken=token)
