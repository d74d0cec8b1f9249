"""A graph as RDF/XML (RDF 1.1 XML Syntax, W3C Recommendation of 2014-02-25)."""

from xml.sax.saxutils import escape, quoteattr

from disclosure.exports.dcat.graph import LANGUAGE, PREFIXES, Graph, Iri, Literal
from disclosure.exports.oai.xml import DECLARATION, clean

MEDIA_TYPE = "application/rdf+xml; charset=utf-8"


def address(text: str) -> str:
    return quoteattr(clean(text))


def said(predicate: str, one: Iri | Literal) -> str:
    if isinstance(one, Iri):
        return f"<{predicate} rdf:resource={address(one.full)}/>"
    kind = f'rdf:datatype="{PREFIXES["xsd"]}{one.kind}"' if one.kind else f'xml:lang="{LANGUAGE}"'
    return f"<{predicate} {kind}>{escape(clean(one.text))}</{predicate}>"


def written(graph: Graph) -> str:
    names = "".join(f' xmlns:{name}="{full}"' for name, full in PREFIXES.items())
    parts = [f"{DECLARATION}<rdf:RDF{names}>\n"]
    for subject, told in graph.triples():
        parts.append(f"<rdf:Description rdf:about={address(subject)}>\n")
        parts += [f"  {said(predicate, one)}\n" for predicate, objects in told.items() for one in objects]
        parts.append("</rdf:Description>\n")
    return "".join([*parts, "</rdf:RDF>\n"])
