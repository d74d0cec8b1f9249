"""A data set, its forms and who provides it, in the words of DCAT-AP and the authority tables that it asks for."""

from django.utils import timezone

from cms_core.open_data.datasets import DataSet
from disclosure.exports.dcat.graph import Graph, Iri, Literal

AUTHORITY = "http://publications.europa.eu/resource/authority"
# Government and public sector: all of it is; what the rooms call their themes stands beside as a keyword.
GOVERNMENT = f"{AUTHORITY}/data-theme/GOVE"
MEDIA = "https://www.iana.org/assignments/media-types"
MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "text/xml",
}


def agent(graph: Graph, root: str, body: tuple[str, str, str]) -> str:
    name, key, code = body
    subject = f"{root}#body-{key}"
    graph.add(subject, "rdf:type", Iri("foaf:Organization"), Iri("foaf:Agent"))
    graph.add(subject, "foaf:name", name)
    graph.add(subject, "dcterms:identifier", Literal(code, "string") if code else None)
    return subject


def add_dataset(graph: Graph, one: DataSet, root: str, catalogue: str) -> None:
    subject = f"{root}#dataset-{one.key}"
    graph.add(catalogue, "dcat:dataset", Iri(subject))
    graph.add(subject, "rdf:type", Iri("dcat:Dataset"))
    graph.add(subject, "dcterms:identifier", Literal(one.key, "string"))
    graph.add(subject, "dcterms:title", one.title)
    graph.add(subject, "dcterms:description", one.abstract)
    graph.add(subject, "dcat:keyword", *dict.fromkeys((*one.keywords, one.theme)))
    graph.add(subject, "dcat:theme", Iri(GOVERNMENT))
    graph.add(subject, "dcterms:publisher", Iri(agent(graph, root, one.body)))
    graph.add(subject, "dcat:contactPoint", Iri(f"{root}#contact"))
    graph.add(subject, "dcterms:accrualPeriodicity", Iri(f"{AUTHORITY}/frequency/{one.frequency}"))
    graph.add(subject, "dcterms:accessRights", Iri(f"{AUTHORITY}/access-right/PUBLIC"))
    graph.add(subject, "dcterms:language", Iri(f"{AUTHORITY}/language/ZHO"))
    graph.add(subject, "dcat:landingPage", Iri(one.page))
    graph.add(subject, "dcterms:issued", one.issued)
    graph.add(subject, "dcterms:modified", one.modified and timezone.localtime(one.modified))
    graph.add(subject, "void:entities", one.rows)
    graph.add(subject, "foaf:page", Iri(one.dictionary) if one.dictionary else None)
    for number, form in enumerate(one.distributions, 1):
        add_distribution(graph, subject, f"{subject}-{number}", form, root)


def add_distribution(graph: Graph, dataset: str, subject: str, form, root: str) -> None:
    graph.add(dataset, "dcat:distribution", Iri(subject))
    graph.add(subject, "rdf:type", Iri("dcat:Distribution"))
    graph.add(subject, "dcterms:title", form.title or form.form.upper())
    graph.add(subject, "dcat:accessURL", Iri(form.url))
    graph.add(subject, "dcat:downloadURL", None if form.service else Iri(form.url))
    graph.add(subject, "dcat:mediaType", Iri(f"{MEDIA}/{MEDIA_TYPES[form.form]}"))
    graph.add(subject, "dcterms:format", Iri(f"{AUTHORITY}/file-type/{form.form.upper()}"))
    graph.add(subject, "dcterms:license", Iri(f"{root}#licence"))
    graph.add(subject, "dcterms:rights", Iri(f"{root}#rights"))
