"""The catalogue of a host as a graph: one page of its data sets, and the ways to the others."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from cms_core.open_data.datasets import DataSet, offered
from cms_core.open_data.errors import BadQuestion
from disclosure.directory.scopes import Scope
from disclosure.exports.dcat.bodies import counted, datasets_of, in_order
from disclosure.exports.dcat.described import AUTHORITY, add_dataset, agent
from disclosure.exports.dcat.graph import Graph, Iri
from sites.models import PortalLevel

SIZE = 100
OPEN = "无条件开放"


@dataclass(frozen=True)
class Page:
    """`total` of all pages; `number` from 1."""

    scope: Scope
    number: int
    total: int
    datasets: list[DataSet]

    @property
    def last(self) -> int:
        return max(1, -(-self.total // SIZE))


def page_of(portal, number: int) -> Page:
    """Raises BadQuestion for a page that there is not. What rooms offer stands before the directories of the bodies."""
    scope = Scope(portal, whole=portal.level == PortalLevel.PROVINCE)
    others, numbers = offered(portal, scope.whole), counted(scope)
    bodies, start = in_order(numbers), (number - 1) * SIZE
    page = Page(scope, number, len(others) + len(bodies), others[start : start + SIZE])
    if number > page.last:
        raise BadQuestion("page", f"page 是 1 至 {page.last} 的数字。")
    left = SIZE - len(page.datasets)
    begin = max(0, start - len(others))
    page.datasets.extend(datasets_of(scope, numbers, bodies[begin : begin + left]))
    return page


def graph_of(page: Page, path: str) -> Graph:
    """`path` is the address of this form of the catalogue."""
    graph, portal = Graph(), page.scope.portal
    root = f"{portal.base_url}/disclosure/dcat"
    catalogue = f"{root}#catalogue"
    add_catalogue(graph, page, root)
    add_pages(graph, page, catalogue, f"{portal.base_url}{path}")
    for one in page.datasets:
        add_dataset(graph, one, root, catalogue)
    return graph


def add_catalogue(graph: Graph, page: Page, root: str) -> None:
    portal, catalogue = page.scope.portal, f"{root}#catalogue"
    owner = portal.organisation
    graph.add(catalogue, "rdf:type", Iri("dcat:Catalog"))
    graph.add(catalogue, "dcterms:title", f"{portal.name}开放数据目录")
    graph.add(catalogue, "dcterms:description", "主动公开的政府信息目录及其他公开数据，供检索、下载和收割。")
    graph.add(catalogue, "dcterms:publisher", Iri(agent(graph, root, (owner.name, owner.key, owner.credit_code or ""))))
    graph.add(catalogue, "dcterms:language", Iri(f"{AUTHORITY}/language/ZHO"))
    graph.add(catalogue, "dcterms:license", Iri(f"{root}#licence"))
    graph.add(catalogue, "foaf:homepage", Iri(f"{portal.base_url}/disclosure/data/"))
    graph.add(catalogue, "dcat:themeTaxonomy", Iri(f"{AUTHORITY}/data-theme"))
    dates = [one.modified for one in page.datasets if one.modified]
    graph.add(catalogue, "dcterms:modified", timezone.localtime(max(dates)) if dates and page.last == 1 else None)
    graph.add(f"{root}#licence", "rdf:type", Iri("dcterms:LicenseDocument"))
    graph.add(f"{root}#licence", "rdfs:label", settings.PORTAL_OPEN_DATA_LICENCE)
    graph.add(f"{root}#rights", "rdf:type", Iri("dcterms:RightsStatement"))
    graph.add(f"{root}#rights", "rdfs:label", OPEN)
    contact = f"{root}#contact"
    graph.add(contact, "rdf:type", Iri("vcard:Organization"))
    graph.add(contact, "vcard:fn", owner.name)
    graph.add(contact, "vcard:hasTelephone", Iri(f"tel:{phone}") if (phone := digits(portal.contact_phone)) else None)
    graph.add(contact, "vcard:hasEmail", Iri(f"mailto:{portal.contact_email}") if portal.contact_email else None)


def digits(phone: str) -> str:
    return "".join(char for char in phone if char.isascii() and (char.isdigit() or char in "+-"))


def add_pages(graph: Graph, page: Page, catalogue: str, address: str) -> None:
    """Hydra, as DCAT-AP recommends for catalogues in pages."""

    def at(number: int) -> Iri:
        return Iri(f"{address}?page={number}" if number > 1 else address)

    graph.add(catalogue, "rdf:type", Iri("hydra:Collection"))
    graph.add(catalogue, "hydra:totalItems", page.total)
    if page.last == 1:
        return
    view = at(page.number)
    graph.add(catalogue, "hydra:view", view)
    graph.add(view.text, "rdf:type", Iri("hydra:PartialCollectionView"))
    graph.add(view.text, "hydra:first", at(1))
    graph.add(view.text, "hydra:previous", at(page.number - 1) if page.number > 1 else None)
    graph.add(view.text, "hydra:next", at(page.number + 1) if page.number < page.last else None)
    graph.add(view.text, "hydra:last", at(page.last))
