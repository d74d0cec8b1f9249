"""A portal, and a browser on its host."""

import pytest
from django.test import Client

from tests.factories import make_portal


@pytest.fixture
def portal(db):
    return make_portal("tonglu")


@pytest.fixture
def client(portal):
    return Client(headers={"host": portal.site.hostname})
