"""Doors that Wagtail has to a page beside those of the explorer: shut for the face of an issue."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction

from cms_core.models import Entry
from gazette.models import IssuePage
from tests import factories
from tests.gazette.factories import make_gazette
from tests.gazette.publishing import make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    return make_published(make_gazette())


@pytest.fixture
def client(issue):
    client = Client(SERVER_NAME="localhost")
    client.force_login(factories.make_user(superuser=True))
    return client


@pytest.mark.parametrize("name", ["set_privacy", "lock"])
def test_it_has_no_password_and_no_lock_of_its_own(client, issue, name):
    names = {"set_privacy": "wagtailadmin_pages:set_privacy", "lock": "wagtailadmin_pages:lock"}
    client.post(reverse(names[name], args=[issue.page_id]), {"restriction_type": "login"})
    page = IssuePage.objects.get()
    assert (page.locked, page.view_restrictions.count()) == (False, 0)


def test_a_copied_column_has_no_copies_of_issues(client, issue):
    column = issue.gazette.column
    address = reverse("wagtailadmin_pages:copy", args=[column.pk])
    values = {
        "new_title": "副本", "new_slug": "fuben", "new_parent_page": issue.gazette.portal.home.pk,
        "copy_subpages": "on", "publish_copies": "on",
    }  # fmt: skip
    answer = client.post(address, values)
    assert answer["Location"] == address
    assert (IssuePage.objects.count(), type(column).objects.filter(slug="fuben").count()) == (1, 0)
    client.post(address, {name: value for name, value in values.items() if name != "copy_subpages"})
    assert (IssuePage.objects.count(), type(column).objects.filter(slug="fuben").count()) == (1, 1)


@pytest.mark.parametrize("action", [CopyPageAction, CreatePageAliasAction])
def test_no_program_copies_one_along_with_its_column(issue, action):
    column = type(issue.gazette.column).objects.get(pk=issue.gazette.column_id)
    home = issue.gazette.portal.home
    where = {"to": home, "update_attrs": {"slug": "fuben"}}
    if action is CreatePageAliasAction:
        where = {"parent": home, "update_slug": "fuben"}
    with pytest.raises(PermissionDenied):
        action(column, recursive=True, **where).execute()
    assert IssuePage.objects.count() == Entry.objects.filter(kind="issue").count() == 1


def test_a_column_with_a_gazette_stays_in_its_portal(client, issue):
    column, own = issue.gazette.column, factories.make_column(issue.gazette.portal.home)
    other = factories.make_portal("elsewhere").home
    for destination, parent in ((other, issue.gazette.portal.home_id), (own, own.pk)):
        client.post(reverse("wagtailadmin_pages:move_confirm", args=[column.pk, destination.pk]))
        assert type(column).objects.get(pk=column.pk).get_parent().pk == parent
