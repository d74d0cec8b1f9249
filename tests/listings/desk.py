"""The desk as its tests reach it: signed in on the county's host, addresses by name, forms as they are sent."""

from django.test import Client
from django.urls import reverse

from tests import factories

HOST = "tonglu.localhost"


def desk(user, host=HOST):
    client = Client(SERVER_NAME=host)
    client.force_login(user)
    return client


def at(name="", *args):
    return reverse(f"listings_admin_{name}", args=args) if name else reverse("listings_admin")


def text_of(response):
    assert response.status_code == 200, response
    return response.content.decode()


def said(response):
    """What the page says after a POST, redirects followed."""
    return [str(message).strip() for message in response.context["messages"]]


def approver_of(listing, name="shenhe"):
    return factories.make_editor(listing.portal, name)


def send(client, adjustment, name, data, *more, query=""):
    """POST with the revision that the form was made from."""
    adjustment.refresh_from_db()
    address = at(name, adjustment.pk, *more) + query
    return client.post(address, {"revision": adjustment.revision, **data}, follow=True)
