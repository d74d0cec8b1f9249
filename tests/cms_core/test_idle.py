"""等保三级: who does nothing is logged out, also when a page of the admin stays open."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession

from tests.factories import make_article, make_column, make_editor, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    portal = make_portal("tonglu")
    client.defaults["HTTP_HOST"] = portal.site.hostname
    client.force_login(make_editor(portal, "editor"))
    Session.objects.update(expire_date=timezone.now() + datetime.timedelta(seconds=60))
    return portal


def left():
    return (Session.objects.get().expire_date - timezone.now()).total_seconds()


def test_what_a_person_does_renews_the_session(client, editor):
    client.get(reverse("wagtailadmin_home"))
    assert left() > 600


def test_what_an_open_editor_asks_by_itself_does_not(client, editor):
    article = make_article(make_column(editor.home))
    client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    Session.objects.update(expire_date=timezone.now() + datetime.timedelta(seconds=60))
    session = EditingSession.objects.get()
    url = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", str(article.pk), session.pk])
    assert client.post(url).status_code == 200
    assert left() < 61
