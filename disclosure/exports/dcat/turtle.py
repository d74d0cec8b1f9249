"""A graph as Turtle (RDF 1.1 Turtle, W3C Recommendation of 2014-02-25)."""

import re

from cms_core.tables.stream import ILLEGAL
from disclosure.exports.dcat.graph import LANGUAGE, PREFIXES, Graph, Iri, Literal

MEDIA_TYPE = "text/turtle; charset=utf-8"
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
# What may not stand in an address as it is.
UNSAFE = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def address(text: str) -> str:
    return f"<{UNSAFE.sub(lambda found: f'%{ord(found[0]):02X}', text)}>"


def term(one: Iri | Literal) -> str:
    if isinstance(one, Iri):
        return one.text if one.text != one.full else address(one.full)
    text = f'"{ILLEGAL.sub("", one.text).translate(ESCAPES)}"'
    return f"{text}^^xsd:{one.kind}" if one.kind else f"{text}@{LANGUAGE}"


def written(graph: Graph) -> str:
    lines = [f"@prefix {name}: <{full}> ." for name, full in PREFIXES.items()]
    for subject, told in graph.triples():
        said = [
            f"{'a' if predicate == 'rdf:type' else predicate} {', '.join(map(term, objects))}"
            for predicate, objects in told.items()
        ]
        lines.append(f"\n{address(subject)}\n    " + " ;\n    ".join(said) + " .")
    return "\n".join(lines) + "\n"
