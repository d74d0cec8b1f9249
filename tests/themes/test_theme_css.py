"""/theme.css: a portal's own hue, emblem and grey, outside its pages."""

import pytest

from sites.models import Portal
from tests import factories

pytestmark = pytest.mark.django_db
HOST = "tonglu.localhost"


@pytest.fixture
def portal(client):
    client.defaults["HTTP_HOST"] = HOST
    return factories.make_portal("tonglu", hostname=HOST)


def change(portal, **fields):
    Portal.objects.filter(pk=portal.pk).update(**fields)


def test_a_portal_without_its_own_hue_keeps_its_looks(client, portal):
    assert ":root" not in client.get("/theme.css").content.decode()


def test_a_portals_hue_becomes_custom_properties(client, portal):
    change(portal, hue="#9B1C1C")
    assert "--hue: #9b1c1c" in client.get("/theme.css").content.decode().lower()


@pytest.mark.parametrize("hue", ["red", "#12", "};x{}"])
def test_an_invalid_hue_is_left_out_and_breaks_nothing(client, portal, hue):
    change(portal, hue=hue)
    response = client.get("/theme.css")
    assert response.status_code == 200
    assert hue not in response.content.decode()


def test_mourning_makes_the_portal_grey_without_touching_a_page(client, portal):
    assert "grayscale" not in client.get("/theme.css").content.decode()
    change(portal, mourning=True)
    assert "grayscale(1)" in client.get("/theme.css").content.decode()


def test_it_is_kept_by_caches_and_answers_304_until_something_changes(client, portal):
    first = client.get("/theme.css")
    assert "public" in first["Cache-Control"]
    assert client.get("/theme.css", headers={"if-none-match": first["ETag"]}).status_code == 304
    change(portal, hue="#1d4477")
    assert client.get("/theme.css", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_each_host_gets_its_own(client, portal):
    factories.make_portal("jiande", hostname="jiande.localhost", hue="#1d4477")
    assert "#1d4477" in client.get("/theme.css", headers={"host": "jiande.localhost"}).content.decode()
    assert "#1d4477" not in client.get("/theme.css").content.decode()
