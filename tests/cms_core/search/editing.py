"""What the tests of editors' pages share: things that are kept, counts, requests to the admin."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms_core.models import SearchClick, SearchCount
from cms_core.search.editors.keep_promotions import SavePromotion
from cms_core.search.editors.keep_synonyms import SaveSynonyms

HOST = {"host": "tonglu.localhost"}


def synonyms(user, home, *words):
    return SaveSynonyms(user=user, home=home, words=list(words)).execute()


def promotion(user, home, *words, **values):
    values = {"url": "/a/", "title": "推荐", **values}
    return SavePromotion(user=user, home=home, values={"words": list(words), **values}).execute()


def count(home, question, found=0, number=1, days=0):
    day = timezone.localdate() - datetime.timedelta(days=days)
    SearchCount.objects.create(day=day, home=home, question=question, found=found, count=number)


def click(home, question, position, number=1):
    SearchClick.objects.create(day=timezone.localdate(), home=home, question=question, position=position, count=number)


def read(client, name, *args, **query):
    return client.get(reverse(name, args=args), query, headers=HOST)


def html(client, name, *args, **query):
    return read(client, name, *args, **query).content.decode()


def send(client, name, *args, **data):
    return client.post(reverse(name, args=args), data, headers=HOST, follow=True)


def frame(client):
    """What any page of the admin costs: the person, the menu, the session."""
    html(client, "editors_handbook")
    with CaptureQueriesContext(connection) as queries:
        html(client, "editors_handbook")
    return len(queries)
