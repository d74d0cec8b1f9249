"""Asking the public search page in tests, once the index has followed all that was published."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from cms_core.search import bodies
from cms_core.search.feed.whole import complete
from cms_core.search.reading import surroundings, tips
from tests.cms_core.serving import reader_of, texts, tree_of
from tests.factories import make_column, make_portal

RESULTS = "//ol[@data-results]/li/h2/a[1]"


@pytest.fixture
def county(no_known_places):
    return make_portal("tonglu", name="桐庐县人民政府")


@pytest.fixture
def column(county):
    return make_column(county.home, "政务动态", slug="dongtai")


@pytest.fixture
def no_known_places(db):
    """They are remembered for some minutes, and belong to the organisations of another test."""
    surroundings.forget()
    tips.forget()
    bodies.forget()
    yield
    surroundings.forget()
    tips.forget()
    bodies.forget()


def ask(reader_on, path="/search/", status=200, /, **parameters):
    """The page's answer, after the index has followed."""
    complete()
    return answer(reader_on, path, status, **parameters)


def answer(reader_on, path="/search/", status=200, /, **parameters):
    """The page's answer as the index is."""
    response = reader_of(reader_on).get(f"{path}?{urlencode(parameters)}")
    assert response.status_code == status
    return response


def titles(reader_on, /, **parameters) -> list[str]:
    return texts(ask(reader_on, **parameters), RESULTS)


def parameters_of(url) -> dict:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def facet(response, name) -> list[str]:
    """What the page offers, each with its count."""
    offered = texts(response, f"//section[@aria-labelledby='facet-{name}']//li")
    return [text.replace(" 条", "") for text in offered]


def link(response, text) -> str:
    found = tree_of(response).xpath(f"//main//a[contains(normalize-space(.), '{text}')]/@href")
    assert found, text
    return found[0]
