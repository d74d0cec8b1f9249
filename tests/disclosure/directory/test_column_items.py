"""Editors say in the admin what a column discloses."""

import pytest
from django.test import Client
from django.urls import reverse

from disclosure.models import ColumnItem, DirectoryEntry
from tests.factories import make_article, make_column, make_editor, make_portal

pytestmark = pytest.mark.django_db


def test_an_editor_who_may_publish_says_what_a_column_discloses():
    portal = make_portal("tonglu")
    column = make_column(portal.home, "招考")
    page = make_article(column)
    client = Client(headers={"host": portal.site.hostname})
    client.force_login(make_editor(portal))
    address = reverse("disclosure_column_items", args=[column.pk])
    assert "不属于法定主动公开事项" in client.get(address).content.decode()
    assert "请至少勾选一项" in client.post(address, {"way": "own"}).content.decode()
    assert client.post(address, {"way": "own", "items": ["14", "2"]}).status_code == 302
    assert DirectoryEntry.objects.get(pk=page.pk).items == 1 << 14 | 1 << 2
    client.post(address, {"way": "none"})
    assert not DirectoryEntry.objects.get(pk=page.pk).listed
    client.post(address, {"way": "inherit"})
    assert not ColumnItem.objects.exists()


def test_nobody_says_it_of_another_portals_column():
    portal, other = make_portal("tonglu"), make_portal("jiande")
    column = make_column(other.home)
    client = Client(headers={"host": portal.site.hostname})
    client.force_login(make_editor(portal))
    address = reverse("disclosure_column_items", args=[column.pk])
    assert client.post(address, {"way": "own", "items": ["14"]}).status_code in (302, 403)
    assert not ColumnItem.objects.exists()
