"""sitemap.xml, its files, robots.txt and the site map for people."""

import datetime
import re

import lxml.etree
import pytest

from cms_core.models import Entry
from cms_core.sitemaps import build
from tests.cms_core.serving import reader_of, texts, tree_of
from tests.factories import make_article, make_column, make_document, make_portal

pytestmark = pytest.mark.django_db
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# The schema of https://www.sitemaps.org/schemas/sitemap/0.9/{sitemap,siteindex}.xsd, as far as it concerns us.
SCHEMA = lxml.etree.XMLSchema(
    lxml.etree.fromstring("""
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9"
            xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" elementFormDefault="qualified">
  <xsd:simpleType name="loc"><xsd:restriction base="xsd:anyURI">
    <xsd:minLength value="12"/><xsd:maxLength value="2048"/></xsd:restriction></xsd:simpleType>
  <xsd:simpleType name="moment"><xsd:union memberTypes="xsd:date xsd:dateTime"/></xsd:simpleType>
  <xsd:complexType name="entry"><xsd:sequence>
    <xsd:element name="loc" type="loc"/><xsd:element name="lastmod" type="moment" minOccurs="0"/>
  </xsd:sequence></xsd:complexType>
  <xsd:element name="urlset"><xsd:complexType><xsd:sequence>
    <xsd:element name="url" type="entry" maxOccurs="50000"/></xsd:sequence></xsd:complexType></xsd:element>
  <xsd:element name="sitemapindex"><xsd:complexType><xsd:sequence>
    <xsd:element name="sitemap" type="entry" maxOccurs="50000"/></xsd:sequence></xsd:complexType></xsd:element>
</xsd:schema>""")
)


def addresses(response):
    assert response.status_code == 200
    document = lxml.etree.fromstring(response.content)
    SCHEMA.assertValid(document)
    return [found.text for found in document.iter(f"{NAMESPACE}loc")]


@pytest.fixture
def county():
    return make_portal("tonglu")


@pytest.fixture
def column(county):
    return make_column(county.home, slug="dongtai")


def test_the_index_names_files_that_name_every_public_address_once(county, column):
    town = make_portal("fenshui", "subsite", county)
    pages = [make_article(column), make_document(column), make_article(make_column(town.home, slug="tz"))]
    make_article(column, live=False)
    make_article(make_column(make_portal("chunan").home))
    reader = reader_of(county)
    found = []
    for file in addresses(reader.get("/sitemap.xml")):
        found += addresses(reader.get(file.removeprefix(county.base_url)))
    content = [address for address in found if address.endswith(".html")]
    assert sorted(content) == sorted(f"{county.base_url}/{page.address}" for page in pages)
    assert len(found) == len(set(found))
    assert f"{county.base_url}/" in found
    assert f"{county.base_url}/dongtai/" in found
    for address in found:
        assert reader.get(address.removeprefix(county.base_url)).status_code == 200, address


def test_a_file_is_a_range_of_page_numbers_so_that_addresses_stay_in_it(county, column, monkeypatch):
    monkeypatch.setattr(build, "RANGE", 5)
    pages = [make_article(column) for _ in range(12)]
    reader = reader_of(county)
    files = addresses(reader.get("/sitemap.xml"))[1:]
    numbers = [int(re.search(r"-(\d+)\.xml", file)[1]) for file in files]
    assert numbers == sorted({page.pk // 5 + 1 for page in pages})
    for file, number in zip(files, numbers, strict=True):
        inside = addresses(reader.get(file.removeprefix(county.base_url)))
        assert inside == [f"{county.base_url}/{page.address}" for page in pages if page.pk // 5 + 1 == number]


def test_lastmod_of_a_file_is_that_of_its_newest_entry(county, column):
    article = make_article(column)
    moment = datetime.datetime(2026, 5, 1, 3, 4, 5, tzinfo=datetime.UTC)
    Entry.objects.filter(pk=article.pk).update(updated_at=moment)
    reader = reader_of(county)
    expected = "2026-05-01T11:04:05+08:00"
    for path in ("/sitemap.xml", f"/sitemap-{article.pk // build.RANGE + 1}.xml"):
        document = lxml.etree.fromstring(reader.get(path).content)
        assert [found.text for found in document.iter(f"{NAMESPACE}lastmod")] == [expected]


def test_a_file_without_addresses_is_404(county, column):
    reader = reader_of(county)
    assert reader.get("/sitemap-7.xml").status_code == 404
    assert reader.get("/sitemap-9999999.xml").status_code == 404


def test_the_number_of_queries_does_not_grow(county, column, django_assert_max_num_queries):
    """The index asks every room what it has, some twelve queries in all."""
    for _ in range(3):
        make_article(column)
    reader = reader_of(county)
    with django_assert_max_num_queries(16):
        reader.get("/sitemap.xml")
    with django_assert_max_num_queries(4):
        reader.get("/sitemap-1.xml")


# robots.txt


def test_robots_of_a_running_portal_names_the_sitemap_and_closes_the_admin(county):
    lines = reader_of(county).get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert f"Sitemap: {county.base_url}/sitemap.xml" in lines
    assert "Disallow: /" not in lines


@pytest.mark.parametrize("state", ["trial", "closing", "archived"])
def test_robots_of_any_other_portal_closes_everything(state):
    portal = make_portal("chunan", state=state)
    assert reader_of(portal).get("/robots.txt").content.decode().splitlines() == ["User-agent: *", "Disallow: /"]


# /sitemap/


def test_the_site_map_shows_columns_with_content_as_a_tree(county, column):
    make_article(make_column(column, "部门动态", slug="bumen"))
    make_column(county.home, "空栏目", slug="kong")
    response = reader_of(county).get("/sitemap/")
    tree = tree_of(response)
    assert texts(response, "//ul[contains(@class,'sitemap-tree')]/li/a") == ["政务动态"]
    assert tree.xpath("//ul[contains(@class,'sitemap-tree')]/li/ul/li/a/@href") == ["/dongtai/bumen/"]


def test_the_site_map_of_an_empty_portal_says_so(county):
    assert "栏目即将开通" in reader_of(county).get("/sitemap/").content.decode()
