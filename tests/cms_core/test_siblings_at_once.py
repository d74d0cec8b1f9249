"""Two editors below one parent at the same moment: both pages are there, at different places and addresses."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms_core.models import ColumnPage
from tests.at_once import at_once
from tests.factories import make_column, make_editor, make_portal

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


@pytest.fixture
def portal():
    return make_portal("tonglu")


def signed_in(portal, name):
    client = Client(headers={"host": portal.site.hostname})
    client.force_login(make_editor(portal, name))
    return client


def add(client, parent, title, slug=""):
    data = {
        "title": title,
        "slug": slug,
        "column_type": "工作动态",
        "description": "介绍。",
        "keywords": "词",
        "list_style": "list",
        "body": streamfield([]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
        "action-publish": "1",
    }
    url = reverse("wagtailadmin_pages:add", args=["cms_core", "columnpage", parent.pk])
    return client.post(url, nested_form_data(data)).status_code


def test_both_pages_are_added(portal):
    clients = [signed_in(portal, name) for name in ("jia", "yi")]
    for number in range(ROUNDS):
        parent = make_column(portal.home, f"上级{number}")
        answers = at_once(*(partial(add, client, parent, f"栏目{n}") for n, client in enumerate(clients)))
        assert answers == [302, 302]
        parent = Page.objects.get(pk=parent.pk)
        assert parent.numchild == parent.get_children().count() == 2
    assert not any(Page.find_problems())


def test_of_two_with_one_address_the_second_is_told(portal):
    clients = [signed_in(portal, name) for name in ("jia", "yi")]
    for number in range(ROUNDS):
        parent = make_column(portal.home, f"上级{number}")
        answers = at_once(*(partial(add, client, parent, "栏目", "lanmu") for client in clients))
        assert sorted(answers) == [200, 302]
        assert ColumnPage.objects.child_of(parent).count() == 1
