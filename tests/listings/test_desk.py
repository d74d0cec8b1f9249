"""The editors' desk: lists, an adjustment from its first line to its approval, items with their history."""

import pytest
from django.test import Client
from django.urls import reverse

from listings.states import LineKind
from tests import factories
from tests.listings.factories import add, added, change, make_body, make_listing, power, prepared

pytestmark = pytest.mark.django_db


def desk(user, host="tonglu.localhost"):
    client = Client(SERVER_NAME=host)
    client.force_login(user)
    return client


def at(name, *args):
    return reverse(f"listings_admin_{name}", args=args) if name else reverse("listings_admin")


@pytest.fixture
def listing():
    return make_listing()


@pytest.fixture
def editor(listing):
    return factories.make_editor(listing.portal, "bianji")


@pytest.fixture
def client(editor):
    return desk(editor)


def text_of(response):
    assert response.status_code == 200, response
    return response.content.decode()


def test_every_page_of_a_list_and_an_adjustment_opens(listing, client):
    body = make_body(listing)
    (item,) = added(listing, power(body, "甲"))
    draft = prepared(listing, change(LineKind.AMEND, item, {"name": "乙"}), add(power(body)))
    line = draft.lines.first()
    for address in (
        at(""), at("listing", listing.pk), at("adjustments", listing.pk), at("new", listing.pk),
        at("adjustment", draft.pk), at("data", draft.pk), at("pick", draft.pk), at("take_over", draft.pk),
        at("line_new", draft.pk), at("line", draft.pk, line.pk), at("item", item.pk),
        *(f"{at('pick', draft.pk)}?kind={kind}" for kind in LineKind),
    ):  # fmt: skip
        assert "ls-page" in text_of(client.get(address)), address
