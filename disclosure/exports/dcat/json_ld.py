"""A graph as JSON-LD (JSON-LD 1.1, W3C Recommendation of 2020-07-16)."""

import json

from disclosure.exports.dcat.graph import LANGUAGE, PREFIXES, Graph, Iri, Literal

MEDIA_TYPE = "application/ld+json; charset=utf-8"


def term(one: Iri | Literal) -> dict:
    if isinstance(one, Iri):
        return {"@id": one.text}
    return {"@value": one.text, **({"@type": f"xsd:{one.kind}"} if one.kind else {"@language": LANGUAGE})}


def node(subject: str, told: dict) -> dict:
    found: dict = {"@id": subject}
    for predicate, objects in told.items():
        if predicate == "rdf:type":
            found["@type"] = [one.text for one in objects]
        else:
            found[predicate] = [term(one) for one in objects]
    return found


def written(graph: Graph) -> str:
    nodes = [node(subject, told) for subject, told in graph.triples()]
    return json.dumps({"@context": PREFIXES, "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"
