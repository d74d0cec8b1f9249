"""解读与文件相互关联: a document shows its readings, a reading its document (standards 1.6, C2)."""

import pytest

from tests.cms_core.serving import reader_of
from tests.factories import make_article, make_column, make_document, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make_portal("tonglu")


@pytest.fixture
def document(county):
    return make_document(make_column(county.home, "政策文件"), "关于印发办法的通知")


def html_of(portal, page):
    return reader_of(portal).get(f"/{page.address}").content.decode()


def test_a_document_and_its_reading_link_to_each_other(county, document):
    reading = make_article(make_column(county.home, "政策解读"), "办法的解读", interprets=document)
    assert "相关解读" in html_of(county, document)
    assert f"/{reading.address}" in html_of(county, document)
    assert "解读的文件" in html_of(county, reading)
    assert f"/{document.address}" in html_of(county, reading)


def test_a_reading_that_is_not_published_is_not_shown(county, document):
    make_article(make_column(county.home, "政策解读"), "还没发布的解读", live=False, interprets=document)
    assert "相关解读" not in html_of(county, document)


def test_a_withdrawn_document_is_not_linked(county, document):
    reading = make_article(make_column(county.home, "政策解读"), "办法的解读", interprets=document)
    document.unpublish()
    assert "解读的文件" not in html_of(county, reading)


def test_a_reading_on_another_host_links_to_the_documents_own_host(county, document):
    other = make_portal("deqing")
    reading = make_article(make_column(other.home, "政策解读"), "办法的解读", interprets=document)
    html = html_of(other, reading)
    assert f"{county.site.hostname}" in html
    assert f"/{document.address}" in html
