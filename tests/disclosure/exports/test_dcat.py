"""The catalogue of open data: three spellings of one graph, read by an independent library."""

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, FOAF, RDF

from cms_core.open_data import datasets
from disclosure.exports.dcat import catalogue
from tests.cms_core.serving import reader_of
from tests.disclosure.exports.province import make_province
from tests.factories import make_article, make_column, make_document, make_organisation

pytestmark = pytest.mark.django_db
HYDRA, DCAT = Namespace("http://www.w3.org/ns/hydra/core#"), Namespace("http://www.w3.org/ns/dcat#")
FORMS = {"rdf": "xml", "ttl": "turtle", "jsonld": "json-ld"}


@pytest.fixture
def province():
    return make_province()


def graph_of(portal, form="ttl", query=""):
    response = reader_of(portal).get(f"/disclosure/dcat.{form}{query}")
    assert response.status_code == 200
    return Graph().parse(data=response.content.decode(), format=FORMS[form])


def datasets_in(graph):
    return {str(graph.value(one, DCTERMS.title)) for one in graph.subjects(RDF.type, DCAT.Dataset)}


def test_the_three_forms_are_one_graph(province):
    make_article(province.column, '引号"、反斜线\\、<尖括号>&，与换行\n的标题')
    graphs = [graph_of(province.county, form) for form in FORMS]
    assert len(graphs[0]) > 40
    assert isomorphic(graphs[0], graphs[1]) and isomorphic(graphs[1], graphs[2])


def test_a_data_set_says_who_provides_it_how_often_it_changes_and_in_which_forms(province):
    make_article(province.column, "预算公告")
    graph = graph_of(province.county)
    (one,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert str(graph.value(graph.value(one, DCTERMS.publisher), FOAF.name)) == "桐庐县人民政府"
    assert str(graph.value(one, DCTERMS.accrualPeriodicity)).endswith("/frequency/UPDATE_CONT")
    for wanted in (DCAT.theme, DCTERMS.issued, DCTERMS.modified, DCTERMS.description, DCAT.contactPoint):
        assert graph.value(one, wanted) is not None
    forms = list(graph.objects(one, DCAT.distribution))
    assert {str(graph.value(form, DCAT.mediaType)).rpartition("/")[2] for form in forms} >= {"csv", "json", "xml"}
    assert all(graph.value(form, DCTERMS.license) for form in forms)


def test_every_file_that_is_named_can_be_fetched(province):
    make_article(province.column, "预算公告")
    graph, reader = graph_of(province.county), reader_of(province.county)
    found = [str(address) for address in graph.objects(None, DCAT.downloadURL)]
    assert len(found) == 3
    for address in found:
        assert reader.get(address[len(province.county.base_url) :]).status_code == 200


def test_a_portal_lists_its_own_and_the_province_all(province):
    make_article(province.column, "县里的")
    make_article(make_column(province.city.home, "财政", blueprint_key="statutory.finance"), "市里的")
    assert datasets_in(graph_of(province.county)) == {"桐庐县人民政府政府信息公开目录"}
    assert datasets_in(graph_of(province.province)) == {
        "桐庐县人民政府政府信息公开目录",
        "杭州市人民政府政府信息公开目录",
    }


def test_an_empty_portal_has_an_empty_catalogue(province):
    graph = graph_of(province.county, "rdf")
    assert datasets_in(graph) == set()
    assert list(graph.objects(None, HYDRA.totalItems)) == [Literal(0)]


def test_a_long_catalogue_comes_in_pages_that_lead_to_one_another(province, monkeypatch):
    monkeypatch.setattr(catalogue, "SIZE", 2)
    bodies = [
        make_organisation(f"桐庐县第{n}局", parent=province.county.organisation, kind="department") for n in range(5)
    ]
    from tests.factories import make_document

    for body in bodies:
        make_document(province.column, f"{body.name}的通知", issuer=body)
    told, address, seen = set(), "", []
    while address is not None:
        graph = graph_of(province.county, "jsonld", address)
        told |= datasets_in(graph)
        following = next(graph.objects(None, HYDRA.next), None)
        seen.append(str(following))
        address = f"?{str(following).partition('?')[2]}" if following else None
    assert told == {f"{body.name}政府信息公开目录" for body in bodies}
    assert len(seen) == 3


def test_what_another_room_offers_is_in_the_catalogue(province, monkeypatch):
    offered = datasets.DataSet(
        key="bus-stops", title="公交站点", abstract="全县的。", page="https://example.test/",
        body=("交通局", "jtj", ""), distributions=(datasets.Distribution("https://example.test/stops.csv", "csv"),),
        frequency="MONTHLY", rows=12,
    )  # fmt: skip
    monkeypatch.setitem(datasets._OFFERS, "buses", lambda portal, whole: [offered])
    graph = graph_of(province.county)
    assert datasets_in(graph) == {"公交站点"}
    root = f"{province.county.base_url}/disclosure/dcat"
    assert (URIRef(f"{root}#dataset-bus-stops"), RDF.type, DCAT.Dataset) in graph


@pytest.mark.parametrize("query", ["?page=0", "?page=2", "?page=x", "?page=99999999999999999999", "?pages=1", "?page="])
def test_a_wrong_page_is_refused_by_its_name(province, query):
    response = reader_of(province.county).get(f"/disclosure/dcat.ttl{query}")
    assert response.status_code == 400
    assert response.json()["field"] in {"page", "pages"}


def test_the_plain_address_leads_to_the_form_a_program_prefers(province):
    reader = reader_of(province.county)
    for accepted, form in (("text/turtle", "ttl"), ("application/ld+json", "jsonld"), ("*/*", "rdf")):
        response = reader.get("/disclosure/dcat", headers={"accept": accepted})
        assert (response.status_code, response["Location"]) == (303, f"/disclosure/dcat.{form}")


def test_queries_do_not_grow_with_the_bodies(province, django_assert_max_num_queries):
    for number in range(12):
        body = make_organisation(f"桐庐县第{number}局", parent=province.county.organisation, kind="department")
        make_document(province.column, "通知", issuer=body)
    with django_assert_max_num_queries(20):
        assert len(datasets_in(graph_of(province.county))) == 12
