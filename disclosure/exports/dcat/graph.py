"""Triples, as little of RDF as a catalogue needs: every subject has an address, no blank nodes."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "adms": "http://www.w3.org/ns/adms#",
    "void": "http://rdfs.org/ns/void#",
}
LANGUAGE = "zh"


@dataclass(frozen=True)
class Iri:
    """An absolute address, or a name with a prefix (`dcat:Dataset`)."""

    text: str

    @property
    def full(self) -> str:
        prefix, _, name = self.text.partition(":")
        return f"{PREFIXES[prefix]}{name}" if prefix in PREFIXES else self.text


@dataclass(frozen=True)
class Literal:
    """`kind`: a name of `xsd`; "" for Chinese text."""

    text: str
    kind: str = ""


def literal(value) -> Literal:
    if isinstance(value, datetime.datetime):
        return Literal(value.isoformat(timespec="seconds"), "dateTime")
    if isinstance(value, datetime.date):
        return Literal(value.isoformat(), "date")
    if isinstance(value, int):
        return Literal(str(value), "integer")
    return Literal(value)


class Graph:
    """`about[subject][predicate]` are the objects, in the order in which they were added, each once."""

    def __init__(self):
        self.about: dict[str, dict[str, list[Iri | Literal]]] = defaultdict(lambda: defaultdict(list))

    def add(self, subject: str, predicate: str, *objects) -> None:
        """What is None or "" is not said; text and numbers become literals."""
        told = self.about[subject][predicate]
        for one in objects:
            if one is None or one == "":
                continue
            found = one if isinstance(one, Iri | Literal) else literal(one)
            if found not in told:
                told.append(found)

    def triples(self):
        """(subject, {predicate: objects}) without what is empty."""
        for subject, told in self.about.items():
            said = {predicate: objects for predicate, objects in told.items() if objects}
            if said:
                yield subject, said
